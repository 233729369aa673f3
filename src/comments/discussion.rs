//! [`Discussion`]: the model, shown on the page, and what the reader presses.

use std::{cell::RefCell, rc::Rc, time::Duration};

use comments::{CommentId, CommentStore, KeepsShelf, NewComment};
use document::Slug;
use leptos::{prelude::set_timeout, task::spawn_local};

use super::{
    NAME,
    comment::{DELETE, UNDO, comment_id},
    composer::{self, BODY, FORM},
    habits::Habits,
    section::{COUNT, count, places},
    state::{Composer, Model, Thread},
    store::DeviceStore,
    thread::MORE,
};
use crate::browser::{after_start, clock, page, patch::patch, press, random};

/// The time in which deleting can be undone.
const REGRET: Duration = Duration::from_secs(10);

/// The discussion of one article. A clone is the same discussion.
#[derive(Clone)]
pub struct Discussion {
    article: Slug,
    store: DeviceStore,
    model: Rc<RefCell<Model>>,
}

impl Discussion {
    /// Begins once the page is taken over.
    pub fn begin(article: &Slug) {
        let discussion = Self {
            article: article.clone(),
            store: DeviceStore::new(article),
            model: Rc::default(),
        };
        after_start(move || discussion.start());
    }

    fn start(&self) {
        self.update(|model| {
            model.now = clock::now();
            model.in_words = clock::in_words;
            model.composer = Composer::Ready;
        });
        self.begin_to_write();
        self.list();
        let it = self.clone();
        self.store.subscribe(move || it.list());
        let it = self.clone();
        clock::on_time(move || it.update(|model| model.now = clock::now()));
        let it = self.clone();
        press::on_submit(FORM, move || it.send());
        press::on_send_key(FORM);
        let it = self.clone();
        press::on_button(NAME, move |value| it.act(&value));
        let it = self.clone();
        press::on_leaving(move || {
            // What was deleted is not there again only because the reader went away.
            let leaving = it.model.borrow_mut().leaving.take();
            it.delete_now(leaving);
        });
    }

    /// The reader's name and what was typed on an earlier visit come back, unless they have begun to type already.
    fn begin_to_write(&self) {
        let habits = Habits::slot().read().ok().flatten().unwrap_or_default();
        page::fill(composer::NAME, &habits.name);
        page::fill(BODY, habits.draft(self.article.as_str()));
        self.measure();
        let it = self.clone();
        press::on_input(BODY, move || {
            it.measure();
            it.keep_draft(page::value(BODY));
        });
    }

    /// The form grows with its text; near the limit it says how much is left.
    fn measure(&self) {
        page::grow(BODY);
        let length = page::value(BODY).trim().chars().count();
        let left = self.model.borrow().left();
        self.model.borrow_mut().length = length;
        // Most keys change nothing that is shown.
        if self.model.borrow().left() != left {
            self.update(|_| {});
        }
    }

    fn keep_draft(&self, text: String) {
        // What cannot be kept is still in the field.
        let _ = Habits::slot().update(|habits| habits.set_draft(self.article.as_str(), text));
    }

    /// Reads what is kept.
    fn list(&self) {
        let comments = self.store.shelf();
        let comments = comments.map(|shelf| shelf.comments().collect());
        self.update(|model| model.thread = Thread::answered(comments));
    }

    /// Sends the form; what is wrong is said beside its field, and the first such field takes the focus.
    fn send(&self) {
        if !self.model.borrow().composer.can_post() {
            return;
        }
        match NewComment::new(None, &page::value(composer::NAME), &page::value(BODY)) {
            Ok(new) => self.post(new),
            Err(error) => {
                let wrong = if error.name.is_some() {
                    composer::NAME
                } else {
                    BODY
                };
                self.update(|model| model.composer = Composer::Invalid(error));
                page::focus_field(wrong);
            }
        }
    }

    fn post(&self, new: NewComment) {
        let name = page::value(composer::NAME).trim().to_owned();
        let _ = Habits::slot().update(|habits| habits.name = name);
        self.update(|model| model.composer = Composer::Sending);
        let it = self.clone();
        spawn_local(async move {
            let now = clock::now();
            let id = CommentId::new(now, random::ten_bytes());
            let kept = it.store.create(id, new).await;
            if kept.is_ok() {
                page::set_value(BODY, "");
                it.keep_draft(String::new());
                it.measure();
            }
            it.update(|model| match kept {
                Ok(comment) => {
                    model.now = now;
                    model.thread.posted(comment);
                    model.composer = Composer::Sent;
                }
                Err(error) => model.composer = Composer::Refused(error),
            });
        });
    }

    fn act(&self, value: &str) {
        if value == MORE {
            return self.update(Model::show_more);
        }
        let (what, id) = value.split_once(' ').unwrap_or_default();
        let Ok(id) = id.parse::<CommentId>() else {
            return;
        };
        let mut before = None;
        match what {
            DELETE => self.update(|model| before = model.delete(id)),
            UNDO => self.update(|model| model.leaving = None),
            _ => return,
        }
        self.delete_now(before);
        // The button that was pressed is gone.
        page::focus(&comment_id(id));
        if what == DELETE {
            let (it, number) = (self.clone(), self.model.borrow().deletions);
            let forget = move || {
                let gone = it.model.borrow_mut().delete_now(number);
                it.delete_now(gone);
            };
            set_timeout(forget, REGRET);
        }
    }

    fn delete_now(&self, id: Option<CommentId>) {
        let Some(id) = id else {
            return;
        };
        let it = self.clone();
        spawn_local(async move {
            // What cannot be deleted is still there.
            let _ = it.store.delete(id).await;
            it.list();
        });
    }

    /// Changes the model and shows it.
    fn update(&self, change: impl FnOnce(&mut Model)) {
        change(&mut self.model.borrow_mut());
        let (places, count) = {
            let model = self.model.borrow();
            (places(&model), count(&model))
        };
        for (id, pieces) in places {
            patch(&format!("#{id}"), &pieces);
        }
        patch(&format!(".{COUNT}"), &count);
    }
}
