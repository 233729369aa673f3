//! [`Api`]: what is asked of the server as requests, and its answers as values.

use comments::{
    At, Command, Comment, CommentId, Found, Origin, Page, PostKey, Query, Reply, Timestamp, Window,
    wire::{WireEdit, WireNewComment, WirePosted},
};
use document::Slug;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

use super::{
    keys::Keys,
    pending::{Pending, Queue},
    server_error::ServerError,
};
use crate::{
    browser::{
        net::{self, Request},
        random,
    },
    json,
};

/// Milliseconds until a request that failed in passing is sent again; each time twice as long.
const SOON: i32 = 500;

/// The comments API, for one article.
#[derive(Clone, Debug)]
pub(super) struct Api {
    /// The address path of all of it.
    pub(super) path: String,
    /// The article.
    pub(super) article: Slug,
}

impl Api {
    /// Asks a question.
    pub(super) fn query(&self, query: Query) -> Request {
        match query {
            Query::Page(sort, at) => {
                self.of_article("GET", &format!("comments?sort={sort}{}", part(at)))
            }
            Query::Replies(thread, at) => {
                self.of_comment("GET", thread, &format!("/replies?{}", part(at)))
            }
            Query::Context(sort, id) => {
                self.of_comment("GET", id, &format!("/context?sort={sort}"))
            }
        }
    }

    /// The address of the article's events.
    pub(super) fn events(&self) -> String {
        self.of_article("GET", "events").address
    }

    fn request(&self, method: &'static str, path: &str) -> Request {
        Request {
            method,
            address: format!("{}/{path}", self.path),
            headers: Vec::new(),
            body: None,
        }
    }

    fn of_comment(&self, method: &'static str, id: CommentId, what: &str) -> Request {
        self.request(method, &format!("comments/{id}{what}"))
    }

    fn of_article(&self, method: &'static str, what: &str) -> Request {
        self.request(method, &format!("articles/{}/{what}", self.article))
    }

    /// Tells it to do something.
    ///
    /// # Errors
    /// [`ServerError::NotYours`] where this device has no token for the comment.
    pub(super) fn command(&self, command: &Command) -> Result<Request, ServerError> {
        let own = |method, id: CommentId| {
            let keys = Keys::kept();
            let token = keys.token(id).ok_or(ServerError::NotYours)?;
            Ok::<_, ServerError>(signed(self.of_comment(method, id, ""), token))
        };
        Ok(match command {
            Command::Create { id, new } => {
                // The moment is the server's to say.
                let comment = new.clone().at(*id, Timestamp::default());
                self.post(&PostKey::of_id(*id), &comment)
            }
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

    /// Asks for one comment.
    pub(super) fn comment(&self, id: CommentId) -> Request {
        self.of_comment("GET", id, "")
    }

    /// What sends a change that waits in the outbox.
    ///
    /// # Errors
    /// [`ServerError::NotYours`] where this device has no token for the comment.
    pub(super) fn pending(&self, pending: &Pending) -> Result<Request, ServerError> {
        match pending {
            Pending::Post { key, comment } => Ok(self.post(key, comment)),
            Pending::Delete(id) => self.command(&Command::Delete(*id)),
        }
    }

    /// Posts a comment; with the same key it is kept once, however often it is sent.
    fn post(&self, key: &PostKey, comment: &Comment) -> Request {
        let new = WireNewComment {
            parent: comment.parent,
            name: comment.name().map(ToString::to_string).unwrap_or_default(),
            body: comment.text().to_owned(),
        };
        self.of_article("POST", "comments")
            .with("idempotency-key", key.as_str().to_owned())
            .saying(json::write(&new))
    }
}

/// Sends a request; again where that does the same and may help.
pub(super) fn send(request: Request, then: impl FnOnce(Result<String, ServerError>) + 'static) {
    let then = Box::new(move |answer: Result<String, Failure>| {
        then(answer.map_err(|failure| failure.error));
    });
    let most = if request.is_idempotent() { 3 } else { 1 };
    send_boxed(request, most, then);
}

/// Sends a request once; where it fails, the caller knows when to send it again.
pub(super) fn send_once(request: Request, then: impl FnOnce(Result<String, Failure>) + 'static) {
    send_boxed(request, 1, Box::new(then));
}

/// A request that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// Why.
    pub(super) error: ServerError,
    /// After how many seconds the server wants to be asked again.
    pub(super) retry_after: Option<u32>,
}

impl From<ServerError> for Failure {
    fn from(error: ServerError) -> Self {
        Self {
            error,
            retry_after: None,
        }
    }
}

// One type of future for all requests.
fn send_boxed(request: Request, most: u32, then: Box<dyn FnOnce(Result<String, Failure>)>) {
    spawn_local(async move {
        let mut wait = SOON;
        for left in (0..most).rev() {
            let answer = match request.send().await {
                Ok(answer) => ServerError::check(answer.status)
                    .map(|()| answer.text)
                    .map_err(|error| Failure {
                        error,
                        retry_after: answer.retry_after,
                    }),
                Err(none) => Err(ServerError::from(none).into()),
            };
            let may_pass = |failure: &Failure| {
                matches!(
                    failure.error,
                    ServerError::Unreachable | ServerError::Unable
                )
            };
            if left == 0 || !answer.as_ref().is_err_and(may_pass) {
                return then(answer);
            }
            net::pause(random::about(wait)).await;
            wait *= 2;
        }
    });
}

pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, ServerError> {
    json::read(text).ok_or(ServerError::Unreadable)
}

/// What the server has answered to a comment that was posted from here: its token is kept.
pub(super) fn posted(text: &str) -> Result<Comment, ServerError> {
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

/// What the server has answered to a question. `queue`: what this device is still to send.
pub(super) fn found(query: Query, text: &str, queue: &Queue) -> Result<Found, ServerError> {
    Ok(match query {
        Query::Replies(..) => {
            let mut replies: Window<Reply> = read(text)?;
            mark(&Keys::kept(), queue, &mut replies);
            Found::Replies(replies)
        }
        Query::Page(..) | Query::Context(..) => Found::Threads(threads(text, queue)?),
    })
}

/// The threads that the server has answered, or put into the page. `queue`: what this device is still to send.
pub(super) fn threads(text: &str, queue: &Queue) -> Result<Page, ServerError> {
    let mut page: Page = read(text)?;
    let keys = Keys::kept();
    for thread in &mut page.threads.items {
        queue.mark(&mut thread.first);
        keys.mark(&mut thread.first);
        mark(&keys, queue, &mut thread.replies);
    }
    Ok(page)
}

fn mark(keys: &Keys, queue: &Queue, replies: &mut Window<Reply>) {
    for reply in &mut replies.items {
        queue.mark(&mut reply.comment);
        keys.mark(&mut reply.comment);
    }
}

/// What the server has answered to an order.
pub(super) fn done(command: &Command, text: &str) -> Result<Option<Comment>, ServerError> {
    match command {
        Command::Delete(_) | Command::Report(_) => return Ok(None),
        Command::Helpful(id, mine) => Keys::keep_vote(*id, *mine),
        Command::Create { .. } => return posted(text).map(Some),
        Command::Edit { .. } => {}
    }
    let mut comment = read(text)?;
    Keys::kept().mark(&mut comment);
    Ok(Some(comment))
}
