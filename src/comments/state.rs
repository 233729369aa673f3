//! What the discussion can be in, and what changes it. Pure.

use comments::{Comment, CommentId, Origin, Page, Shelf, Sort, StoreError, Timestamp};

use super::{
    extent::Extent,
    form::{Form, Place, Purpose, Stage},
    listing::Listing,
};
use crate::browser::storage::StorageError;

/// The discussion.
#[derive(Clone, Debug)]
pub struct Model {
    /// Whether the site's server keeps the comments.
    pub is_shared: bool,
    /// The comments that are shown.
    pub listing: Listing,
    /// How much of the discussion that is.
    pub extent: Extent,
    /// The form above them.
    pub top: Form,
    /// The form at one of them.
    pub inner: Option<Form>,
    /// The comments below which the branch is folded.
    pub folded: Vec<CommentId>,
    /// The comment that is being deleted, as long as that can be undone.
    pub leaving: Option<CommentId>,
    /// How often one was deleted: each time has ten seconds of its own.
    pub deletions: usize,
    /// Why what the reader pressed last could not be done.
    pub refused: Option<String>,
    /// Why comments that were posted from here can be changed during this visit only.
    pub unkept: Option<StorageError>,
    /// What others have posted and is not shown yet.
    pub fresh: Vec<CommentId>,
    /// What has become of a file.
    pub news: Option<String>,
    /// What was erased and can be put back.
    pub erased: Option<Shelf>,
    /// This moment.
    pub now: Timestamp,
    /// A moment in the reader's own words.
    pub in_words: fn(Timestamp) -> String,
}

impl Default for Model {
    fn default() -> Self {
        Self {
            is_shared: cfg!(feature = "shared"),
            listing: Listing::Loading,
            extent: Extent::new(Sort::Newest),
            top: Form::new(Purpose::Comment, Stage::Starting),
            inner: None,
            folded: Vec::new(),
            leaving: None,
            deletions: 0,
            refused: None,
            unkept: None,
            fresh: Vec::new(),
            news: None,
            erased: None,
            now: Timestamp::default(),
            in_words: |time| time.to_string(),
        }
    }
}

impl Model {
    /// The form at this place, if it is open.
    pub fn form(&mut self, place: Place) -> Option<&mut Form> {
        match place {
            Place::Top => Some(&mut self.top),
            Place::Inner => self.inner.as_mut(),
        }
    }

    /// The form that stands at this comment.
    pub fn form_at(&self, id: CommentId) -> Option<&Form> {
        let inner = self.inner.as_ref();
        inner.filter(|form| form.purpose.comment() == Some(id))
    }

    /// The inner form, where what it is about is not shown any more: it stands by itself then.
    pub fn stray_form(&self) -> Option<&Form> {
        self.inner.as_ref().filter(|form| {
            let at = form.purpose.comment();
            let shown = at.and_then(|id| self.listing.comment(id));
            // A tombstone cannot be edited; what was typed for it is still there.
            shown.is_none_or(|it| form.purpose.is_edit() && it.is_deleted())
        })
    }

    /// The store has answered to `asked`. Answers whether to ask again: the comment that a link led to is gone.
    pub fn listed(&mut self, asked: &Extent, answer: Result<Page, StoreError>) -> bool {
        if *asked != self.extent {
            return false; // The answer to what the reader asked later is on its way.
        }
        match answer {
            Ok(page) => {
                self.listing = Listing::Loaded(page);
                self.fresh.clear();
            }
            Err(StoreError::Missing) if asked.around.is_some() => {
                self.refused = Some(StoreError::Missing.to_string());
                self.extent = Extent::new(asked.sort);
                return true;
            }
            // What is there can still be read.
            Err(error) if self.listing.shows_any() => self.refused = Some(error.to_string()),
            Err(error) => self.listing = Listing::Failed(error),
        }
        false
    }

    /// These are still to be sent: they stand where their writer looks for them.
    pub fn wait(&mut self, waiting: Vec<Comment>) {
        for comment in waiting {
            if self.listing.page().is_some() && self.listing.comment(comment.id).is_none() {
                self.listing.posted(comment);
            }
        }
    }

    /// The form at `place` is sent. A new comment is shown at once.
    pub fn sending(&mut self, place: Place, new: Option<Comment>) {
        if let Some(form) = self.form(place) {
            form.stage = Stage::Sending;
        }
        if let Some(comment) = new {
            self.show(comment);
        }
    }

    fn show(&mut self, comment: Comment) {
        let thread = comment.parent.and_then(|to| self.listing.thread_of(to));
        if let Some(thread) = thread {
            self.extent.more_replies(thread);
        }
        self.listing.posted(comment);
    }

    /// What the form at `place` was sent with, and is shown under this id, is refused: it is in the form only, and what is
    /// shown has to be read again.
    pub fn withdraw(&mut self, place: Place, shown: CommentId, error: StoreError) {
        if !self.form(place).is_some_and(|form| form.purpose.is_edit()) {
            self.listing.withdraw(shown);
        }
        if let Some(form) = self.form(place) {
            form.stage = Stage::Refused(error);
        }
    }

    /// What the form at `place` was sent with is kept, so.
    pub fn kept(&mut self, place: Place, shown: CommentId, comment: Option<Comment>) {
        let waits = comment
            .as_ref()
            .is_some_and(|it| it.origin == Origin::Waiting);
        let stage = if waits { Stage::Waiting } else { Stage::Sent };
        match (self.listing.comment_mut(shown), comment) {
            (Some(shown), Some(comment)) => *shown = comment,
            (None, Some(comment)) => self.show(comment),
            (_, None) => {}
        }
        match place {
            Place::Top => self.top = Form::new(Purpose::Comment, stage),
            Place::Inner => self.inner = None,
        }
    }

    /// Another reader has posted a comment, or this one in another tab: it is counted, and nothing moves.
    pub fn posted_elsewhere(&mut self, comment: Comment) {
        if !self.fresh.contains(&comment.id) {
            self.fresh.push(comment.id);
        }
    }

    /// How many comments have come that are not shown. While one is being sent, it may be that one.
    pub fn fresh(&self) -> usize {
        let is_sending = |form: &Form| form.stage == Stage::Sending;
        if is_sending(&self.top) || self.inner.as_ref().is_some_and(is_sending) {
            return 0;
        }
        let hidden = |id: &&CommentId| self.listing.comment(**id).is_none();
        self.fresh.iter().filter(hidden).count()
    }

    /// What waited under this id is kept, so.
    pub fn sent(&mut self, id: CommentId, comment: Comment) {
        if let Some(shown) = self.listing.comment_mut(id) {
            *shown = comment;
        }
    }

    /// Readers elsewhere have voted for a comment.
    pub fn voted(&mut self, id: CommentId, count: u32) {
        if let Some(shown) = self.listing.comment_mut(id) {
            shown.helpful.count = count;
        }
    }

    /// A comment was changed by a press of a button, or could not be.
    pub fn pressed(&mut self, answer: Result<Option<Comment>, StoreError>) {
        match answer {
            Ok(None) => self.refused = None,
            Ok(Some(comment)) => {
                if let Some(shown) = self.listing.comment_mut(comment.id) {
                    *shown = comment;
                }
                self.refused = None;
            }
            Err(error) => self.refused = Some(error.to_string()),
        }
    }

    /// A comment was reported, or could not be.
    pub fn reported(&mut self, answer: Result<Option<Comment>, StoreError>) {
        self.news = answer
            .is_ok()
            .then(|| "Thank you. The publisher can see your report now.".to_owned());
        self.refused = answer.err().map(|error| error.to_string());
    }

    /// A file was taken in, with so many comments that were new or newer, or could not be.
    pub fn imported(&mut self, taken: Result<usize, String>) {
        self.news = None;
        self.refused = None;
        match taken {
            Ok(0) => self.news = Some("There is nothing new in this file.".to_owned()),
            Ok(count) => self.news = Some(format!("Taken in from the file: {count}.")),
            Err(reason) => self.refused = Some(reason),
        }
    }

    /// All comments were erased. What was being deleted is gone with them.
    pub fn erased(&mut self, all: Shelf) {
        self.leaving = None;
        self.news = None;
        self.refused = None;
        self.erased = Some(all);
    }

    /// Folds the branch below a comment, or unfolds it.
    pub fn fold(&mut self, id: CommentId) {
        let before = self.folded.len();
        self.folded.retain(|it| *it != id);
        if self.folded.len() == before {
            self.folded.push(id);
        }
    }

    /// Begins to delete a comment; answers the one whose time to be undone is over thereby.
    pub fn delete(&mut self, id: CommentId) -> Option<CommentId> {
        self.deletions += 1;
        self.leaving.replace(id)
    }

    /// The time in which the deletion of this number could be undone is over: answers the comment, if it was not undone.
    pub fn delete_now(&mut self, number: usize) -> Option<CommentId> {
        let is_last = self.deletions == number;
        self.leaving.take_if(|_| is_last)
    }
}

#[cfg(test)]
mod tests {
    use comments::Content;

    use super::*;
    use crate::comments::testing::{comment, full};

    #[test]
    fn deleting_waits_one_at_a_time_and_can_be_undone() {
        let mut model = Model::default();
        let [one, two] = [comment(1).id, comment(2).id];
        assert_eq!(model.delete(one), None);
        assert_eq!(model.delete(two), Some(one), "the first waits no longer");
        assert_eq!(model.delete_now(1), None);
        assert_eq!(model.delete_now(2), Some(two));
        assert_eq!(model.delete_now(2), None, "once");
        model.delete(one);
        model.leaving = None;
        assert_eq!(model.delete_now(3), None, "it was undone");
        model.delete(one);
        assert_eq!(
            model.delete_now(3),
            None,
            "what was undone is over later than before"
        );
    }

    #[test]
    fn only_the_answer_to_the_last_question_counts() {
        let mut model = Model::default();
        let before = model.extent.clone();
        model.extent.more_threads();
        assert!(!model.listed(&before, Ok(Page::default())));
        assert_eq!(model.listing, Listing::Loading);
        let now = model.extent.clone();
        assert!(!model.listed(&now, Ok(Page::default())));
        assert_eq!(model.listing, Listing::Loaded(Page::default()));
    }

    #[test]
    fn a_link_to_what_is_gone_shows_the_beginning_and_says_so() {
        let mut model = Model {
            extent: Extent::around(Sort::Oldest, comment(1).id),
            ..Model::default()
        };
        let asked = model.extent.clone();
        assert!(model.listed(&asked, Err(StoreError::Missing)));
        assert_eq!(model.extent, Extent::new(Sort::Oldest));
        assert_eq!(model.refused, Some(StoreError::Missing.to_string()));
    }

    #[test]
    fn what_is_kept_is_shown_and_the_form_goes_on() {
        let mut model = Model::default();
        model.kept(Place::Top, comment(1).id, Some(comment(1)));
        assert_eq!(model.top.stage, Stage::Sent);
        let id = comment(1).id;
        model.inner = Some(Form::new(Purpose::Reply(id), Stage::Sending));
        let reply = Comment {
            parent: Some(id),
            ..comment(2)
        };
        model.kept(Place::Inner, reply.id, Some(reply));
        assert!(model.inner.is_none());
        assert_eq!(model.listing.thread_of(comment(2).id), Some(id));
    }

    #[test]
    fn a_comment_shows_at_once_and_is_withdrawn_where_the_store_refuses_it() {
        let mut model = Model::default();
        model.kept(Place::Top, comment(1).id, Some(comment(1)));
        let (first, before) = (comment(1).id, model.listing.clone());
        model.inner = Some(Form::new(Purpose::Reply(first), Stage::Ready));
        let reply = Comment {
            parent: Some(first),
            ..comment(2)
        };
        model.sending(Place::Inner, Some(reply.clone()));
        assert_eq!(model.listing.comment(reply.id), Some(&reply));
        let can_send = |model: &Model| model.inner.as_ref().map(|it| it.stage.can_send());
        assert_eq!(can_send(&model), Some(false));
        model.withdraw(Place::Inner, reply.id, full());
        assert_eq!(model.listing.comment(reply.id), None, "it is not kept");
        assert_eq!(can_send(&model), Some(true), "it is in the form");
        let asked = model.extent.clone();
        let page = before.page().cloned().unwrap_or_default();
        model.listed(&asked, Ok(page));
        assert_eq!(model.listing, before);

        model.sending(Place::Inner, Some(reply.clone()));
        let kept = Comment {
            created: comment(3).created,
            ..reply
        };
        model.kept(Place::Inner, kept.id, Some(kept.clone()));
        assert_eq!(
            model.listing.comment(kept.id),
            Some(&kept),
            "as the store has it"
        );
        assert_eq!(model.listing.page().map(|page| page.total), Some(2), "once");
    }

    #[test]
    fn what_others_post_is_counted_until_it_is_shown() {
        let mut model = Model::default();
        let (shown, other) = (comment(1), comment(2));
        model.kept(Place::Top, shown.id, Some(shown.clone()));
        for posted in [shown, other.clone(), other.clone()] {
            model.posted_elsewhere(posted);
        }
        assert_eq!(model.fresh(), 1, "what stands there is not new");
        model.sending(Place::Top, None);
        assert_eq!(model.fresh(), 0, "it may be the one that is being sent");
        model.withdraw(Place::Top, other.id, full());
        assert_eq!(model.fresh(), 1);
        let asked = model.extent.clone();
        model.listed(&asked, Ok(Page::default()));
        assert_eq!(model.fresh(), 0, "all is read");
    }

    #[test]
    fn what_waits_stands_there_until_it_is_sent() {
        let mut model = Model::default();
        let waits = |number| Comment {
            origin: Origin::Waiting,
            ..comment(number)
        };
        model.wait(vec![waits(1)]);
        assert_eq!(model.listing, Listing::Loading, "what there is comes first");
        let asked = model.extent.clone();
        model.listed(&asked, Ok(Page::default()));
        model.wait(vec![waits(1)]);
        model.wait(vec![waits(1)]);
        assert_eq!(model.listing.page().map(|page| page.total), Some(1), "once");
        // The server gives it another id.
        let sent = Comment {
            id: comment(2).id,
            ..comment(1)
        };
        model.sent(waits(1).id, sent.clone());
        assert_eq!(model.listing.comment(sent.id), Some(&sent));
        assert_eq!(model.listing.comment(waits(1).id), None);
        model.kept(Place::Top, waits(3).id, Some(waits(3)));
        assert_eq!(model.top.stage, Stage::Waiting);
    }

    #[test]
    fn a_refused_press_changes_nothing_and_is_told_until_one_succeeds() {
        let mut model = Model::default();
        model.kept(Place::Top, comment(1).id, Some(comment(1)));
        model.pressed(Err(StoreError::Changed));
        assert_eq!(model.refused, Some(StoreError::Changed.to_string()));
        let mut helped = comment(1);
        helped.helpful.mine = true;
        model.pressed(Ok(Some(helped.clone())));
        assert_eq!(model.listing.comment(helped.id), Some(&helped));
        assert_eq!(model.refused, None);
    }

    #[test]
    fn a_form_stands_by_itself_once_what_it_is_about_is_gone() {
        let mut model = Model::default();
        let it = comment(1);
        let (id, seen) = (it.id, it.version());
        model.kept(Place::Top, it.id, Some(it));
        for purpose in [Purpose::Reply(id), Purpose::Edit { id, seen }] {
            model.inner = Some(Form::new(purpose, Stage::Ready));
            assert_eq!(model.stray_form(), None);
        }
        if let Some(shown) = model.listing.comment_mut(id) {
            shown.content = Content::Deleted;
        }
        assert!(model.stray_form().is_some(), "a tombstone is not edited");
        model.inner = Some(Form::new(Purpose::Reply(id), Stage::Ready));
        assert_eq!(model.stray_form(), None, "what answers it stays");
        model.listing = Listing::Loaded(Page::default());
        assert!(model.stray_form().is_some());
    }

    #[test]
    fn what_is_erased_is_not_deleted_again() {
        let mut model = Model::default();
        model.delete(comment(1).id);
        model.erased(Shelf::default());
        assert_eq!(model.delete_now(1), None);
    }

    #[test]
    fn a_branch_folds_and_unfolds() {
        let mut model = Model::default();
        let id = comment(1).id;
        model.fold(id);
        assert_eq!(model.folded, [id]);
        model.fold(id);
        assert!(model.folded.is_empty());
    }
}
