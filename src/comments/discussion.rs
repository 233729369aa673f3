//! [`Discussion`]: the model, shown on the page, and what the reader presses.

use std::{cell::RefCell, rc::Rc, time::Duration};

use comments::{Command, Comment, CommentId, Page, StoreError};
use document::Slug;
use leptos::prelude::set_timeout;

use super::{
    NAME,
    action::{Action, OnAll, OnComment},
    comment::{comment_at, comment_id},
    drafts::Drafts,
    extent::{Extent, extended},
    form::{Place, Purpose, Stage},
    local_profile::LocalProfile,
    migration::migrate,
    section::{count, places},
    state::Model,
    store::{News, PageStore as _, Store, credentials::Credentials},
};
use crate::{
    article::contents::COMMENTS_COUNT,
    browser::{after_start, clock, location, patch::patch, press},
    reader::Notice,
};

/// The time in which deleting can be undone.
const REGRET: Duration = Duration::from_secs(10);

/// The discussion of one article. A clone is the same discussion.
#[derive(Clone)]
pub struct Discussion {
    pub(super) article: Slug,
    pub(super) store: Store,
    notice: Notice,
    pub(super) drafts: Drafts,
    pub(super) model: Rc<RefCell<Model>>,
}

impl Discussion {
    /// Begins once the page is taken over. `notice` tells what became of a link that was copied.
    pub fn begin(article: &Slug, notice: Notice) {
        let discussion = Self {
            article: article.clone(),
            store: Store::of_article(article),
            notice,
            drafts: Drafts::default(),
            model: Rc::default(),
        };
        after_start(move || discussion.start());
    }

    fn start(&self) {
        migrate();
        let profile = LocalProfile::kept();
        self.update(|model| {
            model.now = clock::shared_now();
            model.in_words = clock::in_words;
            model.extent = Extent::new(profile.sort());
            model.top.stage = Stage::Ready;
        });
        self.begin_to_write(Place::Top);
        let asked = self.model.borrow().extent.clone();
        match self.store.at_hand().filter(|_| asked.is_first()) {
            Some(page) => self.listed(&asked, Ok(page), None),
            None => self.list(None),
        }
        self.begin_to_import();
        let it = self.clone();
        location::on_hash(move |fragment| it.arrive(&fragment));
        let it = self.clone();
        self.store.subscribe(move |news| it.hear(news));
        let it = self.clone();
        clock::on_time(move || it.update(|model| model.now = clock::shared_now()));
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
            it.delete_now(leaving);
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

    /// Reads what is to be shown; then goes to a comment, if a link led to it.
    pub(super) fn list(&self, goal: Option<CommentId>) {
        let asked = self.model.borrow().extent.clone();
        self.read(asked, None, goal);
    }

    /// Reads what is lacking of `page`, until it is all that was asked for.
    fn read(&self, asked: Extent, page: Option<Page>, goal: Option<CommentId>) {
        let Some(query) = asked.lacks(page.as_ref()) else {
            return self.listed(&asked, Ok(page.unwrap_or_default()), goal);
        };
        let it = self.clone();
        let then = move |found| match found {
            Ok(found) => it.read(asked, Some(extended(page, query, found)), goal),
            Err(error) => it.listed(&asked, Err(error), goal),
        };
        self.store.query(query, Box::new(then));
    }

    fn listed(&self, asked: &Extent, answer: Result<Page, StoreError>, goal: Option<CommentId>) {
        let mut is_gone = false;
        let waiting = self.store.waiting();
        self.update(|model| {
            is_gone = model.listed(asked, answer);
            model.wait(waiting);
        });
        self.write_again();
        if is_gone {
            self.list(None);
        } else if let Some(id) = goal {
            location::settle(&comment_id(id));
        }
    }

    /// Something was changed elsewhere.
    fn hear(&self, news: News) {
        match news {
            News::Something => self.list(None),
            News::Posted(comment) => self.update(|model| model.posted_elsewhere(comment)),
            News::Changed(comment) => self.update(|model| model.pressed(Ok(Some(comment)))),
            News::Votes(id, count) => self.update(|model| model.voted(id, count)),
            News::Sent(id, comment) => self.update(|model| model.sent(id, comment)),
            News::Refused(comment, error) => self.take_back(&comment, error),
        }
    }

    fn act(&self, action: Action) {
        match action {
            Action::Comment(what, id) => self.act_on(what, id),
            Action::Sort(sort) => {
                let _ = LocalProfile::slot().update(|profile| profile.sort = sort.to_string());
                self.ask_for(|extent| *extent = Extent::new(sort));
            }
            Action::All(OnAll::More) => self.ask_for(Extent::more_threads),
            Action::All(OnAll::News) => self.list(None),
            Action::All(OnAll::Begin) => self.ask_for(|extent| *extent = Extent::new(extent.sort)),
            Action::All(OnAll::Export) => self.export(),
            Action::All(OnAll::Erase) => self.ask_to_erase(),
            Action::All(OnAll::PutBack) => self.put_back(),
            Action::All(OnAll::Preview(place)) => self.preview(place),
            Action::All(OnAll::Cancel) => self.cancel(),
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
            OnComment::Undo => self.update(|model| model.leaving = None),
            OnComment::Fold => self.update(|model| model.fold(id)),
            OnComment::More => self.ask_for(|extent| extent.more_replies(id)),
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
        let mut before = None;
        self.update(|model| before = model.delete(id));
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
        self.execute(Command::Delete(id), |it, answer| {
            it.update(|model| model.refused = answer.err().map(|error| error.to_string()));
            it.list(None);
        });
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
    pub(super) fn update(&self, change: impl FnOnce(&mut Model)) {
        change(&mut self.model.borrow_mut());
        self.show();
    }

    /// Shows the model.
    pub(super) fn show(&self) {
        let (places, count) = {
            let mut model = self.model.borrow_mut();
            model.unkept = Credentials::unkept();
            (places(&model), count(&model))
        };
        // What the page does meanwhile, such as taking the focus from a field that goes, may ask the model.
        for (id, pieces) in places {
            patch(&format!("#{id}"), &pieces);
        }
        patch(&format!(".{COMMENTS_COUNT}"), &count);
    }
}
