//! [`Discussion`]: the model, shown on the page, and what the reader presses.

use std::{cell::RefCell, rc::Rc, time::Duration};

use comments::{Command, Comment, CommentId, Page, StoreError};
use document::Slug;
use leptos::prelude::set_timeout;

use super::{
    NAME,
    action::{Action, OnAll, OnComment},
    comment::{comment_at, comment_id},
    extent::{Extent, More, extended},
    form::{Place, Purpose, Stage},
    habits::Habits,
    reading::Ask,
    section::{count, places},
    state::Model,
    store::{PageStore as _, Store, StoreEvent},
};
use crate::{
    article::contents::COMMENTS_COUNT,
    browser::{after_start, clock, location, patch::patch, press},
    reader::Notice,
};

/// The time in which deleting can be undone.
const REGRET: Duration = Duration::from_secs(10);
/// After this time without an answer, the reader is told that the server is slow.
pub(super) const SLOW: Duration = Duration::from_secs(4);

/// The discussion of one article. A clone is the same discussion.
#[derive(Clone)]
pub struct Discussion {
    pub(super) article: Slug,
    pub(super) store: Store,
    notice: Notice,
    pub(super) model: Rc<RefCell<Model>>,
}

impl Discussion {
    /// Begins once the page is taken over. `notice` tells what became of a link that was copied.
    pub fn begin(article: &Slug, notice: Notice) {
        let discussion = Self {
            article: article.clone(),
            store: Store::of_article(article),
            notice,
            model: Rc::default(),
        };
        after_start(move || discussion.start());
    }

    fn start(&self) {
        let habits = Habits::kept();
        self.update(|model| {
            model.now = clock::now();
            model.in_words = clock::in_words;
            model.extent = Extent::new(habits.sort());
            model.top.stage = Stage::Ready;
        });
        self.begin_to_write(Place::Top, &habits);
        let asked = self.model.borrow().extent.clone();
        match self.store.at_hand().filter(|_| asked.is_first()) {
            Some(page) => {
                let number = self.model.borrow_mut().ask(Ask::All);
                self.listed(number, Ok(page), None);
            }
            None => self.list(None),
        }
        self.begin_to_import();
        let it = self.clone();
        location::on_hash(move |fragment| it.arrive(&fragment));
        let it = self.clone();
        self.store.subscribe(move |event| it.hear(event));
        let it = self.clone();
        clock::on_time(move || it.update(|model| model.now = clock::now()));
        self.begin_to_hear_forms();
        let it = self.clone();
        press::on_button(NAME, move |value| {
            if let Ok(action) = value.parse() {
                it.act(action);
            }
        });
        let it = self.clone();
        press::on_leaving(move || {
            // What was deleted is not there again only because the reader went away.
            let leaving = it.model.borrow_mut().leaving.take();
            if let Some(id) = leaving {
                it.store.delete_and_leave(id);
                it.wait();
            }
        });
    }

    /// A link leads to a comment: what is not shown yet is read.
    fn arrive(&self, fragment: &str) {
        let Some(id) = comment_at(fragment) else {
            return;
        };
        if self.model.borrow().listing.comment(id).is_none() {
            self.update(|model| model.extent = Extent::around(model.extent.sort, id));
            self.list(Some(id));
        }
    }

    /// Reads all that is to be shown; then goes to a comment, if a link led to it.
    pub(super) fn list(&self, goal: Option<CommentId>) {
        let number = self.ask(Ask::All);
        let asked = self.model.borrow().extent.clone();
        self.read(number, asked, None, goal);
    }

    /// The store is asked. Where it does not answer soon, the reader is told.
    fn ask(&self, ask: Ask) -> u32 {
        let number = self.model.borrow_mut().ask(ask);
        let it = self.clone();
        let look = move || {
            let is_slow = {
                let mut model = it.model.borrow_mut();
                let before = model.reading.clone();
                model.reading.is_slow_now(number);
                model.reading != before
            };
            if is_slow {
                it.show();
            }
        };
        set_timeout(look, SLOW);
        number
    }

    /// Reads what is lacking of `page`, until it is all that was asked for.
    fn read(&self, number: u32, asked: Extent, page: Option<Page>, goal: Option<CommentId>) {
        let Some(query) = asked.lacks(page.as_ref()) else {
            return self.listed(number, Ok(page.unwrap_or_default()), goal);
        };
        let it = self.clone();
        let then = move |found| match found {
            Ok(found) => it.read(number, asked, Some(extended(page, query, found)), goal),
            Err(error) => it.listed(number, Err(error), goal),
        };
        self.store.query(query, Box::new(then));
    }

    fn listed(&self, number: u32, answer: Result<Page, StoreError>, goal: Option<CommentId>) {
        let queue = self.store.queue();
        let is_gone = self.update(|model| {
            let is_gone = model.listed(number, answer);
            model.wait(&queue);
            is_gone
        });
        self.write_again();
        if is_gone {
            self.list(None);
        } else if let Some(id) = goal {
            location::settle(&comment_id(id));
        }
    }

    /// Reads the next part of what is shown, and only that.
    fn read_more(&self, more: More) {
        let query = {
            let model = self.model.borrow();
            let page = model.listing.page();
            page.and_then(|page| model.extent.next_query(page, more))
        };
        let Some(query) = query else {
            return;
        };
        let number = self.ask(Ask::More(more));
        let it = self.clone();
        let then = move |answer| it.update(|model| model.found(number, more, query, answer));
        self.store.query(query, Box::new(then));
    }

    /// Asks again what could not be read.
    fn try_again(&self) {
        let failed = self.model.borrow().reading.failed();
        match failed {
            Some(Ask::More(more)) => self.read_more(more),
            Some(Ask::All) | None => self.list(None),
        }
    }

    /// Shows what others have posted meanwhile, and goes there.
    fn show_fresh(&self) {
        match self.update(Model::show_fresh) {
            Some(id) => location::settle(&comment_id(id)),
            None => {
                let around = self.model.borrow().extent.around;
                self.list(around);
            }
        }
    }

    /// Shows what is still to be sent.
    fn wait(&self) {
        let queue = self.store.queue();
        self.update(|model| model.wait(&queue));
    }

    /// Something was changed that this page has not asked for just now.
    fn hear(&self, event: StoreEvent) {
        match event {
            StoreEvent::Reset => self.list(None),
            StoreEvent::Created(comment) => self.update(|model| model.posted_elsewhere(comment)),
            StoreEvent::Updated(comment) => {
                self.update(|model| model.changed_elsewhere(&comment));
            }
            StoreEvent::Sent(id, comment) => self.update(|model| model.sent(id, comment)),
            StoreEvent::Refused(comment, error) => self.take_back(&comment, error),
            StoreEvent::Deleted(id, answer) => self.update(|model| model.deleted(id, answer)),
            StoreEvent::Outbox => self.wait(),
        }
    }

    fn act(&self, action: Action) {
        match action {
            Action::Comment(what, id) => self.act_on(what, id),
            Action::Sort(sort) => {
                let _ = Habits::slot().update(|habits| habits.sort = sort.to_string());
                self.ask_for(|extent| *extent = Extent::new(sort));
            }
            Action::All(OnAll::More) => self.read_more(More::Threads),
            Action::All(OnAll::TryAgain) => self.try_again(),
            Action::All(OnAll::News) => self.show_fresh(),
            Action::All(OnAll::Begin) => self.ask_for(|extent| *extent = Extent::new(extent.sort)),
            Action::All(OnAll::Export) => self.export(),
            Action::All(OnAll::Erase) => self.erase(),
            Action::All(OnAll::PutBack) => self.put_back(),
            Action::All(OnAll::Preview(place)) => self.preview(place),
            Action::All(OnAll::Cancel) => self.update(|model| model.inner = None),
        }
    }

    fn act_on(&self, what: OnComment, id: CommentId) {
        match what {
            OnComment::Reply => self.write(Purpose::Reply(id)),
            OnComment::Edit => self.edit(id),
            OnComment::Helpful => self.help(id),
            OnComment::Link => {
                // The server puts what is around it into the page that it is asked for so.
                let query = if cfg!(feature = "shared") {
                    format!("?comment={id}")
                } else {
                    String::new()
                };
                let end = format!("{query}#{}", comment_id(id));
                self.notice.copy(location::address(&end));
            }
            OnComment::Delete => self.delete(id),
            OnComment::Report => self.report(id),
            OnComment::Undo => self.undo_deletion(id),
            OnComment::Fold => self.update(|model| model.fold(id)),
            OnComment::More => self.read_more(More::Replies(id)),
            OnComment::Earlier => self.read_more(More::EarlierReplies(id)),
        }
    }

    /// Shows another part of the discussion.
    fn ask_for(&self, change: impl FnOnce(&mut Extent)) {
        change(&mut self.model.borrow_mut().extent);
        self.list(None);
    }

    fn help(&self, id: CommentId) {
        let mine = {
            let model = self.model.borrow();
            let shown = model.listing.comment(id);
            shown.is_some_and(|comment| comment.helpful.mine)
        };
        self.execute(Command::Helpful(id, !mine), |it, answer| {
            it.update(|model| model.pressed(answer));
        });
    }

    fn report(&self, id: CommentId) {
        self.execute(Command::Report(id), |it, answer| {
            it.update(|model| model.reported(answer));
        });
    }

    fn delete(&self, id: CommentId) {
        let before = self.update(|model| model.delete(id));
        self.delete_now(before);
        let (it, number) = (self.clone(), self.model.borrow().deletions);
        let forget = move || {
            let gone = it.model.borrow_mut().delete_now(number);
            it.delete_now(gone);
        };
        set_timeout(forget, REGRET);
    }

    fn delete_now(&self, id: Option<CommentId>) {
        let Some(id) = id else {
            return;
        };
        self.execute(Command::Delete(id), move |it, answer| {
            it.update(|model| model.deleted(id, answer.map(drop)));
        });
        self.wait();
    }

    fn undo_deletion(&self, id: CommentId) {
        let is_sent = self.model.borrow().leaving != Some(id);
        self.update(|model| {
            model.leaving.take_if(|it| *it == id);
            model.deleting.retain(|it| *it != id);
        });
        if is_sent {
            self.store.undo_deletion(id);
        }
    }

    /// Tells the store to do something; `then` gets its answer.
    pub(super) fn execute(
        &self,
        command: Command,
        then: impl FnOnce(&Self, Result<Option<Comment>, StoreError>) + 'static,
    ) {
        let it = self.clone();
        let then = move |answer| then(&it, answer);
        self.store.execute(command, Box::new(then));
    }

    /// Changes the model and shows it.
    pub(super) fn update<T>(&self, change: impl FnOnce(&mut Model) -> T) -> T {
        let changed = change(&mut self.model.borrow_mut());
        self.show();
        changed
    }

    /// Shows the model.
    pub(super) fn show(&self) {
        let (places, count) = {
            let model = self.model.borrow();
            (places(&model), count(&model))
        };
        // What the page does meanwhile, such as taking the focus from a field that goes, may ask the model.
        for (id, pieces) in places {
            patch(&format!("#{id}"), &pieces);
        }
        patch(&format!(".{COMMENTS_COUNT}"), &count);
    }
}
