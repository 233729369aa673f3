//! [`SharedStore`]: comments kept by the site's server, which all readers see.
//!
//! ```text
//! query, execute --request--> server            server --events--> StoreEvent
//! post, delete --> Outbox (device) --the first one first--> server --> StoreEvent::Sent, Refused, Deleted
//! ```
//!
//! The outbox is sent in `sending`.

use std::{
    cell::{Cell, RefCell},
    fmt,
    rc::Rc,
};

use comments::{Command, Comment, CommentId, Found, Page, Query, StoreError};
use document::Slug;
use leptos::prelude::set_timeout;

use super::{
    NewPost, PageStore, Queue, StoreEvent, Then,
    api::{Api, done, found, read, send, threads},
    keys::Keys,
    outbox::Outbox,
    pending::Pending,
    retry::Retry,
    server_error::ServerError,
};
use crate::browser::{net, page, stream};

/// The id of the data block with the comments that the server has put into the page.
pub const PAGE: &str = "comments-page";
/// What the server tells of.
const EVENTS: [&str; 3] = ["created", "updated", "deleted"];

/// The comments on one article, kept by the site's server. A clone is the same store.
#[derive(Clone)]
pub struct SharedStore(pub(super) Rc<Inner>);

/// Hears what was changed elsewhere.
type Hear = Rc<dyn Fn(StoreEvent)>;

pub(super) struct Inner {
    pub(super) api: Api,
    pub(super) outbox: Outbox,
    pub(super) is_sending: Cell<bool>,
    pub(super) retry: Cell<Retry>,
    /// The number of the pause that is being waited for: an earlier one is over.
    pub(super) pause: Cell<u32>,
    /// Whether there was a reason to try again at once while something was being sent.
    pub(super) is_awake: Cell<bool>,
    /// How many changes waited when this tab looked last.
    pub(super) known: Cell<usize>,
    /// Who on this page waits for a change to be sent.
    pub(super) asking: RefCell<Vec<(CommentId, Then<Option<Comment>>)>>,
    /// Who hears the events; the server is heard from the version of the first page that was read.
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
            retry: Cell::default(),
            pause: Cell::default(),
            is_awake: Cell::default(),
            known: Cell::default(),
            asking: RefCell::default(),
            hear: RefCell::default(),
            is_listening: Cell::default(),
        }))
    }

    fn query(&self, query: Query, then: Then<Found>) {
        let it = self.clone();
        send(self.0.api.query(query), move |text| {
            let found = text.and_then(|text| found(query, &text, &it.queue()));
            if let Ok(Found::Threads(page)) = &found {
                it.listen(page.version);
            }
            it.wake_after(&found);
            then(found.map_err(StoreError::from));
        });
    }

    fn execute(&self, command: Command, then: Then<Option<Comment>>) {
        if let Command::Delete(id) = command {
            self.0.outbox.put(Pending::Delete(id));
            self.0.asking.borrow_mut().push((id, then));
            return self.wake();
        }
        match self.0.api.command(&command) {
            Ok(request) => {
                let it = self.clone();
                send(request, move |text| {
                    let done = text.and_then(|text| done(&command, &text));
                    it.wake_after(&done);
                    match (done, command) {
                        (Err(ServerError::Changed), Command::Edit { id, body, .. }) => {
                            it.check_edit(id, body.to_string(), then);
                        }
                        (done, _) => then(done.map_err(StoreError::from)),
                    }
                });
            }
            Err(error) => then(Err(error.into())),
        }
    }

    fn post(&self, post: NewPost, then: Then<Option<Comment>>) -> bool {
        let id = post.comment.id;
        let pending = Pending::Post {
            key: post.key,
            comment: post.comment,
        };
        let is_kept = self.0.outbox.put(pending);
        self.0.asking.borrow_mut().push((id, then));
        // Another tab may be sending for as long: the form is free again by then.
        let it = self.clone();
        set_timeout(move || it.let_wait(id), net::LIMIT);
        self.wake();
        is_kept
    }

    fn delete_and_leave(&self, id: CommentId) {
        let pending = Pending::Delete(id);
        self.0.outbox.put(pending.clone());
        // Without waiting for its turn, since the page may be gone then. Deleting twice is as deleting once, and the next visit
        // takes it out of the outbox.
        if let Ok(request) = self.0.api.pending(&pending) {
            send(request, |_| {});
        }
    }

    fn subscribe(&self, hear: impl Fn(StoreEvent) + Clone + 'static) {
        self.0.hear.replace(Some(Rc::new(hear)));
        let it = self.clone();
        net::on_wake(move || it.wake());
        let it = self.clone();
        self.0.outbox.on_change(move || it.look_at_outbox());
        self.wake();
    }

    fn at_hand(&self) -> Option<Page> {
        let page = threads(&page::text(PAGE), &self.queue()).ok()?;
        self.listen(page.version);
        Some(page)
    }

    fn queue(&self) -> Queue {
        let queue = self.0.outbox.queue();
        self.0.known.set(queue.len());
        queue
    }

    fn undo_deletion(&self, id: CommentId) {
        // It may be too late: then an event of the server's says so.
        self.0.outbox.take(&Pending::Delete(id));
        self.asking(id);
    }
}

impl SharedStore {
    /// The edit of a comment that was changed since: the answer to an earlier attempt may have been lost.
    fn check_edit(&self, id: CommentId, text: String, then: Then<Option<Comment>>) {
        send(self.0.api.comment(id), move |answer| {
            let now = answer.and_then(|text| read::<Comment>(&text));
            then(match now {
                Ok(mut comment) if comment.text() == text => {
                    Keys::kept().mark(&mut comment);
                    Ok(Some(comment))
                }
                _ => Err(StoreError::Changed),
            });
        });
    }

    /// What another tab has sent waits no longer.
    fn look_at_outbox(&self) {
        let before = self.0.known.get();
        let is_less = self.queue().len() < before;
        self.tell(if is_less {
            StoreEvent::Reset
        } else {
            StoreEvent::Outbox
        });
    }

    pub(super) fn tell(&self, event: StoreEvent) {
        let hear = self.0.hear.borrow().clone();
        if let Some(hear) = hear {
            hear(event);
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
            it.wake(); // A server that is heard can be reached.
            if let Ok(mut comment) = read::<Comment>(data) {
                it.queue().mark(&mut comment);
                Keys::kept().mark(&mut comment);
                it.tell(if kind == EVENTS[0] {
                    StoreEvent::Created(comment)
                } else {
                    StoreEvent::Updated(comment)
                });
            }
        });
    }
}
