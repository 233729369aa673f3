//! How the reader writes: the forms, their drafts, and what is sent.

use comments::{Command, Comment, CommentId, Content, NewComment, Origin, StoreError};

use super::{
    Discussion,
    comment::comment_id,
    drafts::DraftOf,
    form::{Form, Place, Purpose, Stage},
    local_profile::LocalProfile,
};
use crate::browser::{
    clock,
    dialog::{self, Question},
    location, page, press, random,
};

/// Before changes of a comment are given up.
const DISCARD: Question = Question {
    title: "Discard your changes?",
    explanation: "The comment stays as it was posted.",
    yes: "Discard changes",
    no: "Keep writing",
};

impl Discussion {
    /// Hears what is typed and sent from now on.
    pub(super) fn begin_to_hear_forms(&self) {
        for place in Place::ALL {
            let it = self.clone();
            press::on_submit(place.form(), move || it.send(place));
            press::on_send_key(place.form());
            let it = self.clone();
            press::on_input(place.body(), move || {
                it.measure(place);
                it.keep_draft(place, page::value(place.body()));
            });
        }
    }

    /// The reader's name and what was typed on an earlier visit come back, unless they have begun to type already.
    pub(super) fn begin_to_write(&self, place: Place) {
        let Some(purpose) = self.purpose(place) else {
            return;
        };
        page::fill(place.name(), &LocalProfile::kept().name);
        let draft = self.drafts.open(&purpose.draft(&self.article));
        if let Some(text) = draft.and_then(|draft| purpose.restored(draft)) {
            page::fill(place.body(), &text);
        }
        self.measure(place);
    }

    /// A form whose comment has gone stands elsewhere, anew: what was typed into it comes back.
    pub(super) fn write_again(&self) {
        if self.model.borrow().inner.is_some() && page::value(Place::Inner.body()).is_empty() {
            self.begin_to_write(Place::Inner);
        }
    }

    /// What the form at this place is for.
    fn purpose(&self, place: Place) -> Option<Purpose> {
        let mut model = self.model.borrow_mut();
        model.form(place).map(|form| form.purpose)
    }

    fn keep_draft(&self, place: Place, text: String) {
        if let Some(purpose) = self.purpose(place) {
            let of = purpose.draft(&self.article);
            self.drafts.keep(&of, purpose.with_text(text));
        }
    }

    /// Closes the form at a comment. A reply that was begun comes back at the next "Reply"; changes that are given up do not,
    /// so the reader is asked first.
    pub(super) fn cancel(&self) {
        let Some(Purpose::Edit { id, .. }) = self.purpose(Place::Inner) else {
            return self.update(|model| model.inner = None);
        };
        let typed = page::value(Place::Inner.body());
        let is_changed = {
            let model = self.model.borrow();
            let shown = model.listing.comment(id);
            shown.is_none_or(|comment| comment.text().trim() != typed.trim())
        };
        let it = self.clone();
        let give_up = move || {
            it.drafts.discard(&DraftOf::Edit(id));
            let is_open = it.purpose(Place::Inner).and_then(Purpose::comment) == Some(id);
            if is_open {
                it.update(|model| model.inner = None);
            }
        };
        if is_changed {
            dialog::confirm(&DISCARD, Place::Inner.body(), give_up);
        } else {
            give_up();
        }
    }

    /// Shows how the text will look, or not any more.
    pub(super) fn preview(&self, place: Place) {
        let text = page::value(place.body());
        self.update_form(place, |form| form.preview(text));
    }

    /// The form grows with its text; near the limit it says how much is left.
    fn measure(&self, place: Place) {
        page::grow(place.body());
        let text = page::value(place.body());
        let is_news = match self.model.borrow_mut().form(place) {
            Some(form) => form.typed(&text),
            None => false,
        };
        // Most keys change nothing that is shown.
        if is_news {
            self.show();
        }
    }

    fn update_form(&self, place: Place, change: impl FnOnce(&mut Form)) {
        self.update(|model| {
            if let Some(form) = model.form(place) {
                change(form);
            }
        });
    }

    /// Sends a form; what is wrong is said beside its field, and the first such field takes the focus.
    fn send(&self, place: Place) {
        let checked = match self.model.borrow_mut().form(place) {
            Some(form) if form.has_just_sent(&page::value(place.body())) => return,
            Some(form) if form.stage.can_send() => {
                let checked = form.check(&page::value(place.name()), &page::value(place.body()));
                checked.map(|new| (form.purpose, new))
            }
            _ => return,
        };
        match checked {
            Ok((purpose, new)) => self.post(place, purpose, new),
            Err(error) => {
                let wrong = if error.name.is_some() {
                    place.name()
                } else {
                    place.body()
                };
                self.update_form(place, |form| form.stage = Stage::Invalid(error));
                page::focus_field(wrong);
            }
        }
    }

    fn post(&self, place: Place, purpose: Purpose, new: NewComment) {
        if !purpose.is_edit() {
            let name = new.name.as_ref().map(ToString::to_string);
            let _ = LocalProfile::slot().update(|profile| profile.name = name.unwrap_or_default());
        }
        let now = clock::now();
        let id = match purpose {
            Purpose::Edit { id, .. } => id,
            Purpose::Comment | Purpose::Reply(_) => CommentId::new(now, random::ten_bytes()),
        };
        let shown = (!purpose.is_edit()).then(|| Comment {
            origin: Origin::Here,
            ..new.clone().at(id, clock::shared_now())
        });
        self.update(|model| model.sending(place, shown));
        let command = match purpose {
            Purpose::Edit { id, seen } => Command::Edit {
                id,
                body: new.body,
                seen,
            },
            Purpose::Comment | Purpose::Reply(_) => Command::Create { id, new },
        };
        let typed = page::value(place.body());
        self.execute(command, move |it, answer| {
            it.answered(place, &typed, id, answer);
        });
    }

    /// The store has answered to what was `typed` into the form at `place`, which is shown under the id `shown`.
    fn answered(
        &self,
        place: Place,
        typed: &str,
        shown: CommentId,
        answer: Result<Option<Comment>, StoreError>,
    ) {
        match answer {
            Ok(comment) => {
                // What has been typed since then is another text.
                if page::value(place.body()) == typed {
                    page::set_value(place.body(), "");
                    self.keep_draft(place, String::new());
                    self.measure(place);
                }
                let id = comment.as_ref().map_or(shown, |it| it.id);
                self.update(|model| {
                    model.now = clock::shared_now();
                    model.kept(place, shown, comment);
                });
                if place == Place::Inner {
                    location::settle(&comment_id(id));
                }
            }
            Err(error) => {
                self.update(|model| model.withdraw(place, shown, error));
                self.list(None);
            }
        }
    }

    /// What waited was refused: its text is in the form again, below what is being written there.
    pub(super) fn take_back(&self, comment: &Comment, error: StoreError) {
        let place = Place::Top;
        let typed = page::value(place.body());
        let text = [typed.trim(), comment.text()].join("\n\n");
        page::set_value(place.body(), text.trim());
        self.keep_draft(place, page::value(place.body()));
        self.measure(place);
        self.update(|model| model.withdraw(place, comment.id, error));
        self.list(None);
    }

    /// Opens the form at a comment. One that is open already stays as it is.
    pub(super) fn write(&self, purpose: Purpose) {
        let open = self.model.borrow().inner.as_ref().map(|form| form.purpose);
        if open != Some(purpose) {
            self.update(|model| model.inner = Some(Form::new(purpose, Stage::Ready)));
            page::set_value(Place::Inner.body(), "");
            self.begin_to_write(Place::Inner);
        }
        page::focus_field(Place::Inner.body());
    }

    pub(super) fn edit(&self, id: CommentId) {
        let shown = self.model.borrow().listing.comment(id).cloned();
        let Some(comment) = shown else {
            return;
        };
        let seen = comment.version();
        self.write(Purpose::Edit { id, seen });
        if let Content::Said { body, .. } = comment.content {
            page::fill(Place::Inner.body(), body.as_str());
            self.measure(Place::Inner);
            let is_restored = page::value(Place::Inner.body()) != body.as_str();
            self.update_form(Place::Inner, |form| form.is_restored = is_restored);
        }
    }
}
