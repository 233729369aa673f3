//! [`Api`]: what is asked of the server as requests, and its answers as values.

use comments::{
    At, Command, Comment, CommentId, Found, Origin, Page, Query, Reply, Timestamp, Window,
    wire::{WireEdit, WireNewComment, WirePosted},
};
use document::Slug;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

use super::{keys::Keys, server_error::ServerError};
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
            Ok(signed(self.of_comment(method, id, ""), &token))
        };
        Ok(match command {
            Command::Create { id, new } => {
                // The moment is the server's to say.
                self.post(&new.clone().at(*id, Timestamp::default()))
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

    /// Posts a comment; its id is the key by which it is kept once.
    pub(super) fn post(&self, comment: &Comment) -> Request {
        let new = WireNewComment {
            parent: comment.parent,
            name: comment.name().map(ToString::to_string).unwrap_or_default(),
            body: comment.text().to_owned(),
        };
        self.of_article("POST", "comments")
            .with("idempotency-key", comment.id.to_string())
            .saying(json::write(&new))
    }
}

/// Sends a request; again where that does the same and may help.
pub(super) fn send(request: Request, then: impl FnOnce(Result<String, ServerError>) + 'static) {
    send_boxed(request, Box::new(then));
}

// One type of future for all requests.
fn send_boxed(request: Request, then: Box<dyn FnOnce(Result<String, ServerError>)>) {
    spawn_local(async move {
        let mut wait = SOON;
        loop {
            let answer = match request.send().await {
                Some(answer) => {
                    ServerError::check(answer.status, answer.is_problem).map(|()| answer.text)
                }
                None => Err(ServerError::Unreachable),
            };
            let may_pass = matches!(answer, Err(ServerError::Unreachable | ServerError::Unable));
            if !may_pass || !request.is_idempotent() || wait > 2 * SOON {
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

/// What the server has answered to a comment that was posted from here: its token is kept. A day later the server tells none.
pub(super) fn posted(text: &str) -> Result<Comment, ServerError> {
    let WirePosted {
        mut comment,
        edit_token,
    } = read(text)?;
    if let Some(edit_token) = edit_token {
        Keys::keep_token(comment.id, edit_token);
        comment.origin = Origin::Here;
    }
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
pub(super) fn found(query: Query, text: &str) -> Result<Found, ServerError> {
    Ok(match query {
        Query::Replies(..) => {
            let mut replies: Window<Reply> = read(text)?;
            mark(&Keys::kept(), &mut replies);
            Found::Replies(replies)
        }
        Query::Page(..) | Query::Context(..) => Found::Threads(threads(text)?),
    })
}

/// The threads that the server has answered, or put into the page.
pub(super) fn threads(text: &str) -> Result<Page, ServerError> {
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
pub(super) fn done(command: &Command, text: &str) -> Result<Option<Comment>, ServerError> {
    match command {
        Command::Delete(id) => {
            Keys::forget(*id);
            return Ok(None);
        }
        Command::Report(_) => return Ok(None),
        Command::Helpful(id, mine) => Keys::keep_vote(*id, *mine),
        Command::Create { .. } => return posted(text).map(Some),
        Command::Edit { .. } => {}
    }
    let mut comment = read(text)?;
    Keys::kept().mark(&mut comment);
    Ok(Some(comment))
}
