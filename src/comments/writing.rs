//! How the reader writes: the forms, their drafts, and what is sent.

use comments::{Command, Comment, CommentId, Content, NewComment, StoreError};
use leptos::prelude::set_timeout;

use super::{
    Discussion,
    comment::comment_id,
    discussion::SLOW,
    form::{Form, Place, Purpose, Stage, Submission},
    habits::Habits,
    store::{NewPost, PageStore as _},
};
use crate::browser::{clock, location, page, press, random};

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
    pub(super) fn begin_to_write(&self, place: Place, habits: &Habits) {
        page::fill(place.name(), &habits.name);
        page::fill(place.body(), habits.draft(&self.draft(place)));
        self.measure(place);
    }

    /// A form whose comment has gone stands elsewhere, anew: what was typed into it comes back.
    pub(super) fn write_again(&self) {
        if self.model.borrow().inner.is_some() && page::value(Place::Inner.body()).is_empty() {
            self.begin_to_write(Place::Inner, &Habits::kept());
        }
    }

    /// Under which name the draft of a form is kept.
    fn draft(&self, place: Place) -> String {
        let mut model = self.model.borrow_mut();
        let form = model.form(place);
        form.map(|form| form.purpose.draft(self.article.as_str()))
            .unwrap_or_default()
    }

    fn keep_draft(&self, place: Place, text: String) {
        let draft = self.draft(place);
        // What cannot be kept is still in the field.
        let _ = Habits::slot().update(|habits| habits.set_draft(&draft, text));
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
            let _ = Habits::slot().update(|habits| habits.name = name.unwrap_or_default());
        }
        let typed = page::value(place.body());
        match purpose {
            Purpose::Edit { id, seen } => {
                let submission = self.sending(place, None);
                let command = Command::Edit {
                    id,
                    body: new.body,
                    seen,
                };
                self.execute(command, move |it, answer| {
                    it.answered(submission, &typed, None, answer);
                });
            }
            Purpose::Comment | Purpose::Reply(_) => {
                let post = NewPost::new(&self.article, random::post_key(), new, clock::now());
                let shown = post.comment.id;
                let submission = self.sending(place, Some(post.comment.clone()));
                let it = self.clone();
                let then = move |answer| it.answered(submission, &typed, Some(shown), answer);
                if self.store.post(post, Box::new(then)) {
                    // It is in the outbox: as a draft, too, it would come back beside what was sent.
                    self.keep_draft(place, String::new());
                }
            }
        }
    }

    /// Shows that the form at `place` is being sent, and after a while that it still is.
    fn sending(&self, place: Place, new: Option<Comment>) -> Submission {
        let submission = self.update(|model| model.sending(place, new));
        let it = self.clone();
        let look = move || {
            if it.model.borrow().place_of(submission).is_some() {
                it.update(|model| model.is_slow(submission));
            }
        };
        set_timeout(look, SLOW);
        submission
    }

    /// The store has answered to what was `typed` and sent so, and is shown under the id `shown` if it is new.
    fn answered(
        &self,
        submission: Submission,
        typed: &str,
        shown: Option<CommentId>,
        answer: Result<Option<Comment>, StoreError>,
    ) {
        let place = self.model.borrow().place_of(submission);
        match answer {
            Ok(comment) => {
                // What has been typed since then is another text.
                if let Some(place) = place
                    && page::value(place.body()) == typed
                {
                    page::set_value(place.body(), "");
                    self.keep_draft(place, String::new());
                    self.measure(place);
                }
                let id = comment.as_ref().map(|it| it.id).or(shown);
                self.update(|model| {
                    model.now = clock::now();
                    match (shown, comment) {
                        (Some(shown), comment) => model.kept(submission, shown, comment),
                        (None, Some(comment)) => model.kept(submission, comment.id, Some(comment)),
                        (None, None) => {}
                    }
                });
                if let (Some(Place::Inner), Some(id)) = (place, id) {
                    location::settle(&comment_id(id));
                }
            }
            Err(error) => {
                let withdrawn =
                    shown.and_then(|id| self.model.borrow().listing.comment(id).cloned());
                let is_there =
                    self.update(|model| model.withdraw(submission, shown, error.clone()));
                match (place, withdrawn) {
                    (Some(place), _) if is_there => {
                        self.keep_draft(place, page::value(place.body()));
                    }
                    // Its form is closed.
                    (_, Some(comment)) => self.take_back(&comment, error),
                    _ => {}
                }
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
        self.update(|model| model.take_back(comment.id, error));
        self.list(None);
    }

    /// Opens the form at a comment. One that is open already stays as it is.
    pub(super) fn write(&self, purpose: Purpose) {
        let open = self.model.borrow().inner.as_ref().map(|form| form.purpose);
        if open != Some(purpose) {
            self.update(|model| model.inner = Some(Form::new(purpose, Stage::Ready)));
            page::set_value(Place::Inner.body(), "");
            self.begin_to_write(Place::Inner, &Habits::kept());
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
        }
    }
}
