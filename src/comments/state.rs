//! What the discussion can be in, and what changes it. Pure.

use comments::{
    Comment, CommentId, Found, Origin, Page, Query, Shelf, Sort, StoreError, Timestamp,
};

use super::{
    extent::{Extent, More},
    form::{Form, Place, Purpose, Stage, Submission},
    listing::Listing,
    reading::{Ask, Reading},
    store::Queue,
};

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
    /// The comments whose deletion is still to be sent.
    pub deleting: Vec<CommentId>,
    /// How often a form was sent.
    pub submissions: u32,
    /// How far reading has come.
    pub reading: Reading,
    /// How often the store was asked.
    pub asks: u32,
    /// When it was asked last for all that is shown: an earlier answer does not count.
    pub last_list: u32,
    /// The comments that were put where they stand when they were posted, not read there.
    pub placed: Vec<CommentId>,
    /// Why what the reader pressed last could not be done.
    pub refused: Option<String>,
    /// What others have posted and is not shown yet.
    pub fresh: Vec<Comment>,
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
            deleting: Vec::new(),
            submissions: 0,
            reading: Reading::Done,
            asks: 0,
            last_list: 0,
            placed: Vec::new(),
            refused: None,
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

    /// The store is asked; answers the number of the question.
    pub fn ask(&mut self, ask: Ask) -> u32 {
        self.asks += 1;
        if ask == Ask::All {
            self.last_list = self.asks;
        }
        self.reading = Reading::Asked(self.asks);
        self.asks
    }

    /// The store has answered to question `number`, which asked for all that is to be shown. Answers whether to ask again: the
    /// comment that a link led to is gone.
    pub fn listed(&mut self, number: u32, answer: Result<Page, StoreError>) -> bool {
        if number != self.last_list {
            return false; // The answer to what the reader asked later is on its way.
        }
        match answer {
            Ok(page) => {
                self.reading.end(number, Ask::All, None);
                self.listing = Listing::Loaded(page);
                self.placed.clear();
                self.fresh
                    .retain(|comment| self.listing.comment(comment.id).is_none());
            }
            Err(StoreError::Missing) if self.extent.around.is_some() => {
                self.reading.end(number, Ask::All, None);
                self.refused = Some(StoreError::Missing.to_string());
                self.extent = Extent::new(self.extent.sort);
                return true;
            }
            Err(error) => {
                self.reading.end(number, Ask::All, Some(error.clone()));
                // What is there can still be read.
                if !self.listing.shows_any() {
                    self.listing = Listing::Failed(error);
                }
            }
        }
        false
    }

    /// The store has answered to question `number`, which asked for more of what is shown. An answer that does not go on from
    /// what is shown by now is not needed any more.
    pub fn found(
        &mut self,
        number: u32,
        more: More,
        query: Query,
        answer: Result<Found, StoreError>,
    ) {
        let goes_on = self
            .listing
            .page()
            .is_some_and(|page| self.extent.next_query(page, more) == Some(query));
        let failure = match answer {
            Err(error) => Some(error),
            Ok(_) if !goes_on => None,
            Ok(Found::Threads(page)) => {
                self.listing.append_threads(page);
                self.extent.more_threads();
                None
            }
            Ok(Found::Replies(found)) => {
                if let Query::Replies(thread, at) = query {
                    self.listing.add_replies(thread, at, found, &self.placed);
                    self.extent.more_replies(thread);
                }
                None
            }
        };
        self.reading.end(number, Ask::More(more), failure);
    }

    /// This is still to be sent: comments stand where their writer looks for them.
    pub fn wait(&mut self, queue: &Queue) {
        self.deleting = queue.deletions();
        for comment in queue.posts() {
            if self.listing.page().is_some() && !self.listing.holds_post(comment.id) {
                self.placed.push(comment.id);
                self.listing.posted(comment);
            }
        }
    }

    /// The form at `place` is sent. A new comment is shown at once. Answers by what the answer finds the form again.
    pub fn sending(&mut self, place: Place, new: Option<Comment>) -> Submission {
        self.submissions += 1;
        let submission = Submission(self.submissions);
        if let Some(form) = self.form(place) {
            form.stage = Stage::Sending(submission);
        }
        if let Some(comment) = new {
            self.show(comment);
        }
        submission
    }

    /// Where the form stands that was sent so, if it still does.
    pub fn place_of(&self, submission: Submission) -> Option<Place> {
        let is_it = |form: &Form| form.stage.submission() == Some(submission);
        if is_it(&self.top) {
            return Some(Place::Top);
        }
        let inner = self.inner.as_ref();
        inner.is_some_and(is_it).then_some(Place::Inner)
    }

    /// The store has not answered yet to what was sent so.
    pub fn is_slow(&mut self, submission: Submission) {
        let place = self.place_of(submission);
        if let Some(form) = place.and_then(|place| self.form(place)) {
            form.stage = Stage::Slow(submission);
        }
    }

    fn show(&mut self, comment: Comment) {
        let thread = comment.parent.and_then(|to| self.listing.thread_of(to));
        if let Some(thread) = thread {
            self.extent.more_replies(thread);
        }
        self.placed.push(comment.id);
        self.listing.posted(comment);
    }

    /// What was sent so, and is shown under this id, is refused: it is in its form only. Answers whether that form is still
    /// there.
    pub fn withdraw(
        &mut self,
        submission: Submission,
        shown: Option<CommentId>,
        error: StoreError,
    ) -> bool {
        if let Some(shown) = shown {
            self.listing.withdraw(shown);
        }
        let place = self.place_of(submission);
        let form = place.and_then(|place| self.form(place));
        let is_there = form.is_some();
        match form {
            Some(form) => form.stage = Stage::Refused(error),
            // Of a new comment, the text has to go somewhere: see `take_back`.
            None if shown.is_none() => self.refused = Some(error.to_string()),
            None => {}
        }
        is_there
    }

    /// What has waited is refused: it is in the form above the comments again.
    pub fn take_back(&mut self, shown: CommentId, error: StoreError) {
        self.listing.withdraw(shown);
        if self.top.stage.can_send() {
            self.top.stage = Stage::Refused(error);
        } else {
            self.refused = Stage::Refused(error).refusal();
        }
    }

    /// What was sent so, and is shown under the id `shown`, is stored as this comment.
    pub fn kept(&mut self, submission: Submission, shown: CommentId, comment: Option<Comment>) {
        let waits = comment
            .as_ref()
            .is_some_and(|it| it.origin == Origin::Waiting);
        let stage = if waits { Stage::Waiting } else { Stage::Sent };
        let is_there = self.listing.holds_post(shown);
        match (self.listing.comment_mut(shown), comment) {
            // What the server has told of meanwhile is not older than what waits.
            (Some(known), Some(comment)) if !waits || known.id == comment.id => *known = comment,
            (None, Some(comment)) if !is_there => self.show(comment),
            (None, Some(comment)) if !waits => {
                self.listing.changed(&comment);
            }
            _ => {}
        }
        match self.place_of(submission) {
            Some(Place::Top) => self.top = Form::new(Purpose::Comment, stage),
            Some(Place::Inner) => self.inner = None,
            None => {}
        }
    }

    /// Another reader has posted a comment, or this one in another tab: it is counted, and nothing moves.
    pub fn posted_elsewhere(&mut self, comment: Comment) {
        if self.changed_elsewhere(&comment) {
            return;
        }
        self.fresh.retain(|it| it.id != comment.id);
        self.fresh.push(comment);
    }

    /// A comment was changed elsewhere. Answers whether it is shown. What this reader was told stays.
    pub fn changed_elsewhere(&mut self, comment: &Comment) -> bool {
        if comment.is_deleted() {
            self.fresh.retain(|it| it.id != comment.id);
        } else if let Some(fresh) = self.fresh.iter_mut().find(|it| it.id == comment.id) {
            *fresh = comment.clone();
        }
        self.listing.changed(comment)
    }

    /// How many comments have come that are not shown.
    pub fn fresh(&self) -> usize {
        let hidden = |comment: &&Comment| self.listing.comment(comment.id).is_none();
        self.fresh.iter().filter(hidden).count()
    }

    /// Shows what others have posted, as far as its place is shown: answers the first of it. Where no place of it is, answers
    /// none, and the surroundings of one are to be read.
    pub fn show_fresh(&mut self) -> Option<CommentId> {
        let mut added = Vec::new();
        for comment in std::mem::take(&mut self.fresh) {
            if self.listing.comment(comment.id).is_some() {
                continue;
            }
            if self.listing.add(comment.clone(), self.extent.sort) {
                added.push(comment.id);
            } else {
                self.fresh.push(comment);
            }
        }
        self.placed.extend(&added);
        let first = self.listing.first_of(&added);
        if first.is_none()
            && let Some(comment) = self.fresh.first()
        {
            self.extent = Extent::around(self.extent.sort, comment.id);
        }
        first
    }

    /// What waited under this id is stored as this comment.
    pub fn sent(&mut self, id: CommentId, comment: Comment) {
        if let Some(shown) = self.listing.comment_mut(id) {
            *shown = comment;
        } else {
            self.listing.changed(&comment);
        }
    }

    /// A comment is deleted, or could not be.
    pub fn deleted(&mut self, id: CommentId, answer: Result<(), StoreError>) {
        self.deleting.retain(|it| *it != id);
        match answer {
            Ok(()) => {
                self.listing.deleted(id);
            }
            Err(error) => self.refused = Some(error.to_string()),
        }
    }

    /// A comment was changed by a press of a button, or could not be.
    pub fn pressed(&mut self, answer: Result<Option<Comment>, StoreError>) {
        match answer {
            Ok(comment) => {
                if let Some(comment) = comment {
                    self.listing.changed(&comment);
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
            .then(|| "Thank you. The publisher will look at it.".to_owned());
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
#[expect(clippy::expect_used, reason = "a test says what it expects")]
mod tests {
    use comments::{Content, MemoryStore, PostKey, Thread, Window};

    use super::*;
    use crate::comments::{
        store::pending::Pending,
        testing::{answer, comment, full, say, shown, texts, unanswered},
    };

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

    /// Shows a page as the store has answered it.
    fn list(model: &mut Model, page: Page) {
        let number = model.ask(Ask::All);
        assert!(!model.listed(number, Ok(page)));
    }

    /// Posts a comment as the form above the comments does, with this answer of the store's.
    fn post(model: &mut Model, comment: Comment) {
        let submission = model.sending(Place::Top, None);
        model.kept(submission, comment.id, Some(comment));
    }

    fn total(model: &Model) -> Option<usize> {
        model.listing.page().map(|page| page.total)
    }

    #[test]
    fn only_the_answer_to_the_last_question_counts() {
        let mut model = Model::default();
        let before = model.ask(Ask::All);
        let now = model.ask(Ask::All);
        assert!(!model.listed(before, Ok(Page::default())));
        assert_eq!(model.listing, Listing::Loading);
        assert!(!model.listed(now, Ok(Page::default())));
        assert_eq!(model.listing, Listing::Loaded(Page::default()));
    }

    #[test]
    fn failed_read_leaves_what_is_shown_and_says_what_to_try_again() {
        let mut model = Model::default();
        post(&mut model, comment(1));
        let shown = model.listing.clone();
        let number = model.ask(Ask::All);
        model.listed(number, Err(full()));
        assert_eq!(model.listing, shown);
        assert_eq!(model.reading.failed(), Some(Ask::All));
        list(&mut model, Page::default());
        assert_eq!(model.reading, Reading::Done);
        let number = model.ask(Ask::All);
        model.listed(number, Err(full()));
        assert_eq!(model.listing, Listing::Failed(full()), "nothing was shown");
    }

    #[test]
    fn more_is_read_once_and_only_what_goes_on_from_what_is_shown() {
        let store = MemoryStore::default();
        for number in 1..45 {
            say(&store, number, None);
        }
        let mut model = Model {
            extent: Extent::new(Sort::Oldest),
            listing: shown(&store, &Extent::new(Sort::Oldest)),
            ..Model::default()
        };
        let query = |model: &Model| {
            let page = model.listing.page()?;
            model.extent.next_query(page, More::Threads)
        };
        let first = query(&model).expect("there is more");
        let number = model.ask(Ask::More(More::Threads));
        model.found(number, More::Threads, first, Ok(answer(&store, first)));
        // The reader has pressed twice.
        model.found(number, More::Threads, first, Ok(answer(&store, first)));
        assert_eq!(texts(&model.listing).len(), 40);
        let second = query(&model).expect("there is more");
        let number = model.ask(Ask::More(More::Threads));
        model.found(number, More::Threads, second, Err(full()));
        assert_eq!(model.reading.failed(), Some(Ask::More(More::Threads)));
        let number = model.ask(Ask::More(More::Threads));
        model.found(number, More::Threads, second, Ok(answer(&store, second)));
        assert_eq!(texts(&model.listing).len(), 44);
        assert_eq!((query(&model), &model.reading), (None, &Reading::Done));
    }

    #[test]
    fn a_link_to_what_is_gone_shows_the_beginning_and_says_so() {
        let mut model = Model {
            extent: Extent::around(Sort::Oldest, comment(1).id),
            ..Model::default()
        };
        let number = model.ask(Ask::All);
        assert!(model.listed(number, Err(StoreError::Missing)));
        assert_eq!(model.extent, Extent::new(Sort::Oldest));
        assert_eq!(model.refused, Some(StoreError::Missing.to_string()));
    }

    #[test]
    fn what_is_kept_is_shown_and_the_form_goes_on() {
        let mut model = Model::default();
        post(&mut model, comment(1));
        assert_eq!(model.top.stage, Stage::Sent);
        let id = comment(1).id;
        model.inner = Some(Form::new(Purpose::Reply(id), Stage::Ready));
        let reply = Comment {
            parent: Some(id),
            ..comment(2)
        };
        let submission = model.sending(Place::Inner, None);
        model.kept(submission, reply.id, Some(reply));
        assert!(model.inner.is_none());
        assert_eq!(model.listing.thread_of(comment(2).id), Some(id));
    }

    #[test]
    fn answer_changes_only_the_form_that_it_answers() {
        let mut model = Model::default();
        let [first, second] = [comment(1), comment(2)];
        for comment in [&first, &second] {
            post(&mut model, comment.clone());
        }
        let reply = |number| Comment {
            parent: Some(first.id),
            ..comment(number)
        };
        let other = Form::new(Purpose::Reply(second.id), Stage::Ready);
        for answer in [true, false] {
            model.inner = Some(Form::new(Purpose::Reply(first.id), Stage::Ready));
            let submission = model.sending(Place::Inner, Some(reply(3)));
            // The reader goes on to another one meanwhile.
            model.inner = Some(other.clone());
            if answer {
                model.kept(submission, reply(3).id, Some(reply(3)));
                model.listing.withdraw(reply(3).id);
            } else {
                assert!(!model.withdraw(submission, Some(reply(3).id), full()));
            }
            model.is_slow(submission);
            assert_eq!(model.inner.as_ref(), Some(&other));
        }
        // The same comment is edited twice.
        let edit = Purpose::Edit {
            id: first.id,
            seen: first.version(),
        };
        model.inner = Some(Form::new(edit, Stage::Ready));
        let earlier = model.sending(Place::Inner, None);
        model.inner = Some(Form::new(edit, Stage::Ready));
        let later = model.sending(Place::Inner, None);
        model.kept(earlier, first.id, Some(first.clone()));
        assert_eq!(model.place_of(later), Some(Place::Inner));
        model.kept(later, first.id, Some(first));
        assert!(model.inner.is_none());
    }

    #[test]
    fn a_comment_shows_at_once_and_is_withdrawn_where_the_store_refuses_it() {
        let mut model = Model::default();
        post(&mut model, comment(1));
        let (first, before) = (comment(1).id, model.listing.clone());
        model.inner = Some(Form::new(Purpose::Reply(first), Stage::Ready));
        let reply = Comment {
            parent: Some(first),
            ..comment(2)
        };
        let submission = model.sending(Place::Inner, Some(reply.clone()));
        assert_eq!(model.listing.comment(reply.id), Some(&reply));
        let can_send = |model: &Model| model.inner.as_ref().map(|it| it.stage.can_send());
        assert_eq!(can_send(&model), Some(false));
        assert!(model.withdraw(submission, Some(reply.id), full()));
        assert_eq!(model.listing, before, "it is not kept");
        assert_eq!(can_send(&model), Some(true), "it is in the form");

        let submission = model.sending(Place::Inner, Some(reply.clone()));
        let kept = Comment {
            created: comment(3).created,
            ..reply
        };
        model.kept(submission, kept.id, Some(kept.clone()));
        assert_eq!(
            model.listing.comment(kept.id),
            Some(&kept),
            "as the store has it"
        );
        assert_eq!(total(&model), Some(2), "once");
    }

    #[test]
    fn what_others_post_is_counted_until_it_is_shown() {
        let mut model = Model::default();
        let (mine, other) = (comment(1), comment(2));
        post(&mut model, mine.clone());
        for posted in [mine, other.clone(), other.clone()] {
            model.posted_elsewhere(posted);
        }
        assert_eq!(model.fresh(), 1, "what stands there is not new");
        list(&mut model, Page::default());
        assert_eq!(model.fresh(), 1, "it is not in what was read");
        assert_eq!(model.show_fresh(), Some(other.id));
        assert_eq!((model.fresh(), total(&model)), (0, Some(1)));
        model.posted_elsewhere(comment(3));
        let gone = Comment {
            content: Content::Deleted,
            ..comment(3)
        };
        model.changed_elsewhere(&gone);
        assert_eq!(model.fresh(), 0, "it is deleted again");
    }

    #[test]
    fn new_comment_whose_place_is_not_shown_is_gone_to() {
        let store = MemoryStore::default();
        for number in 1..30 {
            say(&store, number, None);
        }
        let mut model = Model {
            extent: Extent::new(Sort::Oldest),
            listing: shown(&store, &Extent::new(Sort::Oldest)),
            ..Model::default()
        };
        let new = say(&store, 30, None);
        model.posted_elsewhere(new.clone());
        assert_eq!(model.show_fresh(), None);
        assert_eq!(model.extent, Extent::around(Sort::Oldest, new.id));
        let number = model.ask(Ask::All);
        let around = shown(&store, &model.extent);
        model.listed(number, Ok(around.page().cloned().expect("loaded")));
        assert_eq!(model.fresh(), 0);
        assert!(model.listing.comment(new.id).is_some());
    }

    #[test]
    fn what_waits_stands_there_until_it_is_sent() {
        let mut model = Model::default();
        let queue = |comment: &Comment| {
            let mut queue = Queue::default();
            queue.put(Pending::Post {
                key: PostKey::new([1; 16]),
                comment: comment.clone(),
            });
            queue
        };
        let sent = comment(1);
        let waits = unanswered(&sent, Origin::Waiting);
        model.wait(&queue(&waits));
        assert_eq!(model.listing, Listing::Loading, "what there is comes first");
        list(&mut model, Page::default());
        model.wait(&queue(&waits));
        model.wait(&queue(&waits));
        assert_eq!(total(&model), Some(1), "once");
        model.sent(waits.id, sent.clone());
        assert_eq!(model.listing.comment(sent.id), Some(&sent));
        assert_eq!(model.listing.comment(waits.id), None);
        // The answer is still to come, but the server has it: in what is read, it stands once.
        let mut page = Page::default();
        page.threads.items.push(Thread {
            first: unanswered(&sent, Origin::Unconfirmed),
            replies: Window::default(),
            count: 0,
        });
        page.total = 1;
        list(&mut model, page);
        model.wait(&queue(&waits));
        assert_eq!(total(&model), Some(1), "once");
        model.sent(waits.id, sent.clone());
        assert_eq!(model.listing.comment(sent.id), Some(&sent));
        assert_eq!(total(&model), Some(1), "once");
    }

    #[test]
    fn own_comment_is_told_of_before_the_answer_comes() {
        let mut model = Model::default();
        list(&mut model, Page::default());
        let stored = comment(1);
        let mine = unanswered(&stored, Origin::Unconfirmed);
        let submission = model.sending(Place::Top, Some(mine.clone()));
        model.posted_elsewhere(Comment {
            origin: Origin::Unconfirmed,
            ..stored.clone()
        });
        assert_eq!(
            (model.fresh(), total(&model)),
            (0, Some(1)),
            "it is that one"
        );
        // The time limit passes before the answer comes, then it comes.
        let waits = Comment {
            origin: Origin::Waiting,
            ..mine.clone()
        };
        model.kept(submission, mine.id, Some(waits));
        assert_eq!(model.top.stage, Stage::Waiting);
        assert!(model.listing.comment(stored.id).is_some());
        let here = Comment {
            origin: Origin::Here,
            ..stored
        };
        model.sent(mine.id, here.clone());
        assert_eq!(model.listing.comment(here.id), Some(&here));
        assert_eq!(total(&model), Some(1), "once");
    }

    #[test]
    fn a_refused_press_changes_nothing_and_is_told_until_one_succeeds() {
        let mut model = Model::default();
        post(&mut model, comment(1));
        model.pressed(Err(StoreError::Changed));
        assert_eq!(model.refused, Some(StoreError::Changed.to_string()));
        model.changed_elsewhere(&comment(1));
        assert!(model.refused.is_some(), "what others do is no answer");
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
        post(&mut model, it);
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
