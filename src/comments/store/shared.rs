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

use comments::{Command, Comment, CommentId, Found, Page, Query, StoreError, wire::WireHelpful};
use document::Slug;
use leptos::prelude::set_timeout;

use super::{
    News, PageStore, Then,
    api::{Api, done, found, posted, read, send, threads},
    keys::Keys,
    outbox::Outbox,
    server_error::ServerError,
};
use crate::browser::{
    clock,
    locks::{self, End},
    net, page, random, stream,
};

/// Milliseconds until the outbox is tried again; each time twice as long.
const SOON: i32 = 500;
/// So long at most.
const LATE: i32 = 60_000;
/// The id of the data block with the comments that the server has put into the page.
pub const PAGE: &str = "comments-page";
/// What only one tab at a time does.
const LOCK: &str = "inside-out/outbox";
/// The kinds of the server's events.
const EVENTS: [&str; 5] = ["created", "updated", "deleted", HELPFUL, RESET];
/// Only a comment's votes changed.
const HELPFUL: &str = "helpful";
/// More changed than is sent event by event.
const RESET: &str = "reset";

/// The comments on one article, kept by the site's server. A clone is the same store.
#[derive(Clone)]
pub struct SharedStore(Rc<Inner>);

/// Hears what was changed elsewhere.
type Hear = Rc<dyn Fn(News)>;

struct Inner {
    api: Api,
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
        write!(f, "SharedStore({})", self.0.api.article)
    }
}

impl PageStore for SharedStore {
    fn of_article(article: &Slug) -> Self {
        Self(Rc::new(Inner {
            api: Api {
                path: page::api(),
                article: article.clone(),
            },
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
        let it = self.clone();
        send(self.0.api.query(query), move |text| {
            let answer = text.as_deref().ok();
            if let Some(article) = answer.and_then(|text| it.0.api.elsewhere(query, text)) {
                return then(Err(StoreError::Elsewhere { article }));
            }
            let found = text.and_then(|text| found(query, &text));
            if let Ok(Found::Threads(page)) = &found {
                it.listen(page.version);
            }
            then(found.map_err(StoreError::from));
        });
    }

    fn execute(&self, command: Command, then: Then<Option<Comment>>) {
        // Where nothing can be kept on this device, a comment goes out now or not at all.
        if let Command::Create { id, new } = &command
            && let waiting = new.clone().at(*id, clock::now())
            && self.0.outbox.put(waiting).is_ok()
        {
            self.0.asking.borrow_mut().push((*id, then));
            return self.send_waiting();
        }
        match self.0.api.command(&command) {
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
        send(self.0.api.post(&first), move |text| {
            it.0.is_sending.set(false);
            it.sent(first, text.and_then(|text| posted(&text)));
            end();
        });
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
        let address = self.0.api.events();
        stream::listen(address, version.to_string(), &EVENTS, move |kind, data| {
            it.send_waiting(); // Whoever is heard can be reached.
            if let Some(news) = news(kind, data) {
                it.tell(news);
            }
        });
    }
}

/// An event of the server's as news. `None` where it cannot be read.
fn news(kind: &str, data: &str) -> Option<News> {
    match kind {
        RESET => return Some(News::Something),
        HELPFUL => {
            let WireHelpful { id, helpful } = read(data).ok()?;
            return Some(News::Votes(id, helpful));
        }
        _ => {}
    }
    let mut comment = read::<Comment>(data).ok()?;
    Keys::kept().mark(&mut comment);
    Some(if kind == EVENTS[0] {
        News::Posted(comment)
    } else {
        News::Changed(comment)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_and_reset_are_read_without_a_comment() {
        let id = "0190163d-8694-739b-aea5-966c26f8ad91";
        let votes = news(HELPFUL, &format!("{{\"id\":\"{id}\",\"helpful\":3}}"));
        assert_eq!(votes, id.parse().ok().map(|id| News::Votes(id, 3)));
        assert_eq!(news(RESET, "{}"), Some(News::Something));
        assert_eq!(news(HELPFUL, "{}"), None);
        assert_eq!(news("created", "{"), None);
    }
}
