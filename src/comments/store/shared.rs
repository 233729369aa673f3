//! [`SharedStore`]: comments kept by the site's server, which all readers see.
//!
//! ```text
//! query, execute --request--> server            server --events--> News
//! Create --> Outbox (device) --the first one first--> server --> News::Sent, News::Refused
//! ```

use std::{
    cell::{Cell, RefCell},
    fmt,
    rc::Rc,
    time::Duration,
};

use comments::{
    At, Command, Comment, CommentId, Found, NewComment, Origin, Page, Query, Reply, StoreError,
    Window,
    wire::{WireEdit, WireNewComment, WirePosted},
};
use document::Slug;
use leptos::{prelude::set_timeout, task::spawn_local};
use serde::de::DeserializeOwned;

use super::{News, PageStore, Then, keys::Keys, outbox::Outbox, server_error::ServerError};
use crate::{
    browser::{
        clock,
        locks::{self, End},
        net::{self, Request},
        page, random, stream,
    },
    json,
};

/// Milliseconds until what failed in passing is tried again; each time twice as long.
const SOON: i32 = 500;
/// So long at most between two attempts to send what waits.
const LATE: i32 = 60_000;
/// The id of the data block with the comments that the server has put into the page.
pub const PAGE: &str = "comments-page";
/// What only one tab at a time does.
const LOCK: &str = "inside-out/outbox";
/// What the server tells of.
const EVENTS: [&str; 3] = ["created", "updated", "deleted"];

/// The comments on one article, kept by the site's server. A clone is the same store.
#[derive(Clone)]
pub struct SharedStore(Rc<Inner>);

/// Hears what was changed elsewhere.
type Hear = Rc<dyn Fn(News)>;

struct Inner {
    /// The address path of the API.
    api: String,
    article: Slug,
    outbox: Outbox,
    is_sending: Cell<bool>,
    /// How long to wait before the outbox is tried again, and whether that is arranged.
    wait: Cell<i32>,
    is_later: Cell<bool>,
    /// How many comments waited when this tab looked last.
    known: Cell<usize>,
    /// Who on this page waits for a comment to be sent.
    asking: RefCell<Vec<(CommentId, Then<Option<Comment>>)>>,
    /// Who hears the news; the server is heard from the version of the first page that was read.
    hear: RefCell<Option<Hear>>,
    is_listening: Cell<bool>,
}

impl fmt::Debug for SharedStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SharedStore({})", self.0.article)
    }
}

impl PageStore for SharedStore {
    fn of_article(article: &Slug) -> Self {
        Self(Rc::new(Inner {
            api: page::api(),
            article: article.clone(),
            outbox: Outbox::of(article),
            is_sending: Cell::default(),
            wait: Cell::new(SOON),
            is_later: Cell::default(),
            known: Cell::default(),
            asking: RefCell::default(),
            hear: RefCell::default(),
            is_listening: Cell::default(),
        }))
    }

    fn query(&self, query: Query, then: Then<Found>) {
        let request = match query {
            Query::Page(sort, at) => {
                self.of_article_at("GET", &format!("comments?sort={sort}{}", part(at)))
            }
            Query::Replies(thread, at) => {
                self.of_comment("GET", thread, &format!("/replies?{}", part(at)))
            }
            Query::Context(sort, id) => {
                self.of_comment("GET", id, &format!("/context?sort={sort}"))
            }
        };
        let it = self.clone();
        send(request, move |text| {
            let found = text.and_then(|text| found(query, &text));
            if let Ok(Found::Threads(page)) = &found {
                it.listen(page.version);
            }
            then(found.map_err(StoreError::from));
        });
    }

    fn execute(&self, command: Command, then: Then<Option<Comment>>) {
        if let Command::Create { id, new } = command {
            return self.create(id, new, then);
        }
        match self.order(&command) {
            Ok(request) => send(request, move |text| {
                let done = text.and_then(|text| done(&command, &text));
                then(done.map_err(StoreError::from));
            }),
            Err(error) => then(Err(error.into())),
        }
    }

    fn subscribe(&self, hear: impl Fn(News) + Clone + 'static) {
        self.0.hear.replace(Some(Rc::new(hear)));
        let it = self.clone();
        net::on_line(move || it.send_waiting());
        let it = self.clone();
        self.0.outbox.on_change(move || it.look_at_outbox());
        self.send_waiting();
    }

    fn at_hand(&self) -> Option<Page> {
        let page = threads(&page::text(PAGE)).ok()?;
        self.listen(page.version);
        Some(page)
    }

    fn waiting(&self) -> Vec<Comment> {
        let waiting = self.0.outbox.waiting();
        self.0.known.set(waiting.len());
        waiting
    }
}

impl SharedStore {
    fn request(&self, method: &'static str, path: &str) -> Request {
        Request {
            method,
            address: format!("{}/{path}", self.0.api),
            headers: Vec::new(),
            body: None,
        }
    }

    fn of_comment(&self, method: &'static str, id: CommentId, what: &str) -> Request {
        self.request(method, &format!("comments/{id}{what}"))
    }

    fn of_article_at(&self, method: &'static str, what: &str) -> Request {
        self.request(method, &format!("articles/{}/{what}", self.0.article))
    }

    /// What the server is asked to do; a new comment goes through the outbox.
    fn order(&self, command: &Command) -> Result<Request, ServerError> {
        let own = |method, id: CommentId| {
            let keys = Keys::kept();
            let token = keys.token(id).ok_or(ServerError::NotYours)?;
            Ok(signed(self.of_comment(method, id, ""), token))
        };
        Ok(match command {
            Command::Create { .. } => return Err(ServerError::Refused),
            Command::Edit { id, body, seen } => {
                let edit = WireEdit {
                    body: body.to_string(),
                };
                own("PATCH", *id)?
                    .with("if-match", format!("\"{}\"", seen.as_millis()))
                    .saying(json::write(&edit))
            }
            Command::Delete(id) => own("DELETE", *id)?.with("if-match", "*".to_owned()),
            Command::Helpful(id, mine) => {
                let method = if *mine { "PUT" } else { "DELETE" };
                signed(self.of_comment(method, *id, "/helpful"), &Keys::device())
            }
            Command::Report(id) => {
                signed(self.of_comment("POST", *id, "/reports"), &Keys::device())
            }
        })
    }

    /// Puts a comment into the outbox and sends what is there. Whoever asks gets the comment as the server keeps it, or as it
    /// waits where the server cannot be reached.
    fn create(&self, id: CommentId, new: NewComment, then: Then<Option<Comment>>) {
        let comment = new.at(id, clock::now());
        if self.0.outbox.put(comment.clone()).is_ok() {
            self.0.asking.borrow_mut().push((id, then));
            return self.send_waiting();
        }
        // Nothing can be kept on this device: it goes out now or not at all.
        send(self.post(&comment), move |text| {
            let comment = text.and_then(|text| posted(&text));
            then(comment.map(Some).map_err(StoreError::from));
        });
    }

    /// Sends what waits, one after the other, from one tab at a time.
    fn send_waiting(&self) {
        if self.waiting().is_empty() || self.0.is_sending.replace(true) {
            return;
        }
        let it = self.clone();
        locks::alone(LOCK, move |end| it.send_first(end));
    }

    fn send_first(&self, end: End) {
        let Some(first) = self.waiting().into_iter().next() else {
            return self.sent_elsewhere(end);
        };
        let it = self.clone();
        send(self.post(&first), move |text| {
            it.0.is_sending.set(false);
            it.sent(first, text.and_then(|text| posted(&text)));
            end();
        });
    }

    /// Posts a comment; its id is the key by which it is kept once.
    fn post(&self, comment: &Comment) -> Request {
        let new = WireNewComment {
            parent: comment.parent,
            name: comment.name().map(ToString::to_string).unwrap_or_default(),
            body: comment.text().to_owned(),
        };
        self.of_article_at("POST", "comments")
            .with("idempotency-key", comment.id.to_string())
            .saying(json::write(&new))
    }

    /// What another tab has sent waits no longer.
    fn look_at_outbox(&self) {
        let before = self.0.known.get();
        if self.waiting().len() < before {
            self.tell(News::Something);
        }
    }

    /// Another tab has sent all that waited.
    fn sent_elsewhere(&self, end: End) {
        self.0.is_sending.set(false);
        end();
        for (_, then) in self.0.asking.take() {
            then(Ok(None));
        }
        self.tell(News::Something);
    }

    fn sent(&self, waiting: Comment, answer: Result<Comment, ServerError>) {
        let id = waiting.id;
        match answer {
            Err(error) if error.may_pass() => {
                let asking = self.0.asking.take();
                for (asked, then) in asking {
                    let waits = self.waiting().into_iter().find(|it| it.id == asked);
                    then(Ok(waits));
                }
                return self.send_later();
            }
            Ok(comment) => {
                self.0.wait.set(SOON);
                self.0.outbox.take(id);
                match self.asking(id) {
                    Some(then) => then(Ok(Some(comment))),
                    None => self.tell(News::Sent(id, comment)),
                }
            }
            Err(error) => {
                self.0.outbox.take(id);
                match self.asking(id) {
                    Some(then) => then(Err(error.into())),
                    None => self.tell(News::Refused(waiting, error.into())),
                }
            }
        }
        self.send_waiting();
    }

    fn send_later(&self) {
        let wait = LATE.min(self.0.wait.get() * 2);
        self.0.wait.set(wait);
        if self.0.is_later.replace(true) {
            return;
        }
        let it = self.clone();
        let again = move || {
            it.0.is_later.set(false);
            it.send_waiting();
        };
        let millis = u64::from(random::about(wait).unsigned_abs());
        set_timeout(again, Duration::from_millis(millis));
    }

    /// Who on this page still waits for this comment.
    fn asking(&self, id: CommentId) -> Option<Then<Option<Comment>>> {
        let mut asking = self.0.asking.borrow_mut();
        let at = asking.iter().position(|(asked, _)| *asked == id)?;
        Some(asking.remove(at).1)
    }

    fn tell(&self, news: News) {
        let hear = self.0.hear.borrow().clone();
        if let Some(hear) = hear {
            hear(news);
        }
    }

    /// Hears what is changed after this version, from the first time on.
    fn listen(&self, version: u64) {
        if self.0.is_listening.replace(true) {
            return;
        }
        let it = self.clone();
        let address = self.of_article_at("GET", "events").address;
        stream::listen(address, version.to_string(), &EVENTS, move |kind, data| {
            it.send_waiting(); // Whoever is heard can be reached.
            if let Ok(mut comment) = read::<Comment>(data) {
                Keys::kept().mark(&mut comment);
                it.tell(if kind == EVENTS[0] {
                    News::Posted(comment)
                } else {
                    News::Changed(comment)
                });
            }
        });
    }
}

/// Sends a request; again where that is safe and may help.
fn send(request: Request, then: impl FnOnce(Result<String, ServerError>) + 'static) {
    send_boxed(request, Box::new(then));
}

// One type of future for all requests.
fn send_boxed(request: Request, then: Box<dyn FnOnce(Result<String, ServerError>)>) {
    spawn_local(async move {
        let mut wait = SOON;
        loop {
            let answer = match request.send().await {
                Some(answer) => ServerError::check(answer.status).map(|()| answer.text),
                None => Err(ServerError::Unreachable),
            };
            let may_pass = matches!(answer, Err(ServerError::Unreachable | ServerError::Unable));
            if !may_pass || !request.is_safe() || wait > 2 * SOON {
                return then(answer);
            }
            net::pause(random::about(wait)).await;
            wait *= 2;
        }
    });
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, ServerError> {
    json::read(text).ok_or(ServerError::Unreadable)
}

/// A comment that was posted from here: its token is kept.
fn posted(text: &str) -> Result<Comment, ServerError> {
    let WirePosted {
        mut comment,
        edit_token,
    } = read(text)?;
    Keys::keep_token(comment.id, edit_token);
    comment.origin = Origin::Here;
    Ok(comment)
}

/// Which part of an order, as the server is asked for it.
fn part(at: At) -> String {
    match at {
        At::Start => String::new(),
        At::After(cursor) => format!("&cursor={cursor}"),
        At::Before(cursor) => format!("&before={cursor}"),
    }
}

fn signed(request: Request, secret: &str) -> Request {
    request.with("authorization", format!("Bearer {secret}"))
}

/// What the server has answered to a question.
fn found(query: Query, text: &str) -> Result<Found, ServerError> {
    Ok(match query {
        Query::Replies(..) => {
            let mut replies: Window<Reply> = read(text)?;
            mark(&Keys::kept(), &mut replies);
            Found::Replies(replies)
        }
        Query::Page(..) | Query::Context(..) => Found::Threads(threads(text)?),
    })
}

fn threads(text: &str) -> Result<Page, ServerError> {
    let mut page: Page = read(text)?;
    let keys = Keys::kept();
    for thread in &mut page.threads.items {
        keys.mark(&mut thread.first);
        mark(&keys, &mut thread.replies);
    }
    Ok(page)
}

fn mark(keys: &Keys, replies: &mut Window<Reply>) {
    for reply in &mut replies.items {
        keys.mark(&mut reply.comment);
    }
}

/// What the server has answered to an order.
fn done(command: &Command, text: &str) -> Result<Option<Comment>, ServerError> {
    match command {
        Command::Delete(_) | Command::Report(_) => return Ok(None),
        Command::Helpful(id, mine) => Keys::keep_vote(*id, *mine),
        Command::Create { .. } | Command::Edit { .. } => {}
    }
    let mut comment = read(text)?;
    Keys::kept().mark(&mut comment);
    Ok(Some(comment))
}
