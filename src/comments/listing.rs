//! [`Listing`]: the comments that are shown. Pure.

use comments::{
    At, Comment, CommentId, Content, Origin, Page, Reply, Sort, StoreError, Thread, Window,
};

/// The comments below the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Not read yet; also what the prerender shows.
    Loading,
    /// Read.
    Loaded(Page),
    /// They could not be read.
    Failed(StoreError),
}

impl Listing {
    /// What there is to say where no comments are shown.
    pub fn news(&self) -> Option<&'static str> {
        match self {
            Self::Loading => Some("Looking for comments\u{2026}"),
            Self::Loaded(page) if page.threads.items.is_empty() => {
                Some("No comments yet. Be the first.")
            }
            Self::Loaded(_) | Self::Failed(_) => None,
        }
    }

    /// Why they could not be read.
    pub fn failure(&self) -> Option<String> {
        match self {
            Self::Failed(error) => Some(error.to_string()),
            Self::Loading | Self::Loaded(_) => None,
        }
    }

    /// The page that is shown, if there is one.
    pub fn page(&self) -> Option<&Page> {
        match self {
            Self::Loaded(page) => Some(page),
            Self::Loading | Self::Failed(_) => None,
        }
    }

    /// Whether there is anything to read.
    pub fn shows_any(&self) -> bool {
        self.page()
            .is_some_and(|page| !page.threads.items.is_empty())
    }

    /// The comment with this id, if it is shown.
    pub fn comment(&self, id: CommentId) -> Option<&Comment> {
        let mut threads = self.page()?.threads.items.iter();
        threads.find_map(|thread| {
            let replies = thread.replies.items.iter().map(|it| &it.comment);
            let mut comments = std::iter::once(&thread.first).chain(replies);
            comments.find(|it| is_same(it, id))
        })
    }

    /// Whether this post is shown, waiting or as it is stored.
    pub fn holds_post(&self, id: CommentId) -> bool {
        let mut threads = self.page().into_iter().flat_map(|page| &page.threads.items);
        threads.any(|thread| {
            let mut replies = thread.replies.items.iter();
            thread.first.id.is_same_post(id) || replies.any(|it| it.comment.id.is_same_post(id))
        })
    }

    /// The comment with this id, to be changed.
    pub fn comment_mut(&mut self, id: CommentId) -> Option<&mut Comment> {
        let page = self.page_mut()?;
        page.threads.items.iter_mut().find_map(|thread| {
            let replies = thread.replies.items.iter_mut().map(|it| &mut it.comment);
            let mut comments = std::iter::once(&mut thread.first).chain(replies);
            comments.find(|it| is_same(it, id))
        })
    }

    fn page_mut(&mut self) -> Option<&mut Page> {
        match self {
            Self::Loaded(page) => Some(page),
            Self::Loading | Self::Failed(_) => None,
        }
    }

    /// The thread that holds this comment, if it is shown.
    pub fn thread_of(&self, id: CommentId) -> Option<CommentId> {
        let mut threads = self.page()?.threads.items.iter();
        let holds = |thread: &&Thread| {
            let mut replies = thread.replies.items.iter();
            is_same(&thread.first, id) || replies.any(|it| is_same(&it.comment, id))
        };
        threads.find(holds).map(|thread| thread.first.id)
    }

    /// The first of these comments that is shown, as the reader comes upon them.
    pub fn first_of(&self, ids: &[CommentId]) -> Option<CommentId> {
        let mut threads = self.page()?.threads.items.iter();
        threads.find_map(|thread| {
            let replies = thread.replies.items.iter().map(|it| it.comment.id);
            let mut shown = std::iter::once(thread.first.id).chain(replies);
            shown.find(|id| ids.contains(id))
        })
    }

    /// A comment is now as given. Answers whether it is shown. What is shown and newer stays.
    pub fn changed(&mut self, comment: &Comment) -> bool {
        if comment.is_deleted() {
            return self.deleted(comment.id);
        }
        let Some(shown) = self.comment_mut(comment.id) else {
            return false;
        };
        let is_stored = !is_pending(shown);
        let is_older = shown.is_deleted() || comment.version() < shown.version();
        if is_stored && is_older {
            return true;
        }
        // What this device may change, it still may.
        let is_mine = is_stored && shown.origin == Origin::Here;
        *shown = comment.clone();
        if is_mine {
            shown.origin = Origin::Here;
        }
        true
    }

    /// A comment is deleted: with replies it leaves a tombstone, else it goes, and so does a tombstone that it leaves with
    /// nothing below. Answers whether it was shown.
    pub fn deleted(&mut self, id: CommentId) -> bool {
        let Some(page) = self.page_mut() else {
            return false;
        };
        let threads = &mut page.threads.items;
        for at in 0..threads.len() {
            let thread = &mut threads[at];
            let comment = if thread.first.id == id {
                Some(&mut thread.first)
            } else {
                let mut replies = thread.replies.items.iter_mut();
                let reply = replies.find(|it| it.comment.id == id);
                reply.map(|it| &mut it.comment)
            };
            let Some(comment) = comment else {
                continue;
            };
            if !comment.is_deleted() {
                comment.content = Content::Deleted;
                page.total = page.total.saturating_sub(1);
            }
            for answer in thread.replies.items.iter_mut().filter(|it| it.to == id) {
                answer.to_name = None;
            }
            prune(thread, id);
            if thread.first.is_deleted() && thread.count == 0 {
                threads.remove(at);
            }
            return true;
        }
        false
    }

    /// A comment that was shown before the store had answered is not kept.
    pub fn withdraw(&mut self, id: CommentId) {
        let Some(page) = self.page_mut() else {
            return;
        };
        let threads = &mut page.threads.items;
        if let Some(at) = threads.iter().position(|it| is_same(&it.first, id)) {
            threads.remove(at);
            page.total = page.total.saturating_sub(1);
            return;
        }
        for thread in threads {
            let mut replies = thread.replies.items.iter();
            if let Some(at) = replies.position(|it| is_same(&it.comment, id)) {
                remove_reply(thread, at);
                page.total = page.total.saturating_sub(1);
                return;
            }
        }
    }

    /// A comment was posted: it stands where its writer looks for it, first or below what it answers and the answers that
    /// are there. Where nothing could be read, it is all there is.
    pub fn posted(&mut self, comment: Comment) {
        match self {
            Self::Loaded(page) => insert(page, comment, 0),
            Self::Loading | Self::Failed(_) => {
                let mut page = Page::default();
                insert(&mut page, comment, 0);
                *self = Self::Loaded(page);
            }
        }
    }

    /// Another reader has posted a comment: it is put where it belongs in this order. Answers whether that is within what is
    /// shown.
    pub fn add(&mut self, comment: Comment, sort: Sort) -> bool {
        let Self::Loaded(page) = self else {
            return false;
        };
        let (threads, is_end) = (&page.threads.items, page.threads.after.is_none());
        let at = match (comment.parent, sort) {
            (Some(to), _) => {
                let is_shown = threads.iter().any(|thread| {
                    let mut replies = thread.replies.items.iter();
                    thread.first.id == to || replies.any(|it| it.comment.id == to)
                });
                is_shown.then_some(0)
            }
            (None, Sort::Newest) => page.threads.before.is_none().then_some(0),
            (None, Sort::Oldest) => is_end.then_some(threads.len()),
            (None, Sort::Helpful) => {
                let mut counts = threads.iter().map(|it| it.first.helpful.count);
                let at = counts.position(|it| it <= comment.helpful.count);
                at.filter(|at| *at > 0 || page.threads.before.is_none())
                    .or(is_end.then_some(threads.len()))
            }
        };
        if let Some(at) = at {
            insert(page, comment, at);
        }
        at.is_some()
    }

    /// More threads were read. What stands there already, because it was put there when it was posted, stays where it is.
    pub fn append_threads(&mut self, found: Page) {
        let Self::Loaded(page) = self else {
            return;
        };
        let waiting = page.threads.items.iter().filter(|it| is_pending(&it.first));
        page.total = found.total + waiting.count();
        let mut new = found.threads;
        let shown = &page.threads.items;
        new.items
            .retain(|thread| !shown.iter().any(|it| is_same(&it.first, thread.first.id)));
        page.threads.append(new);
    }

    /// More replies of a thread were read, after or before those that are shown. The `placed` ones, put there when they were
    /// posted, take their place among them.
    pub fn add_replies(
        &mut self,
        thread: CommentId,
        at: At,
        found: Window<Reply>,
        placed: &[CommentId],
    ) {
        let Some(page) = self.page_mut() else {
            return;
        };
        let threads = &mut page.threads.items;
        let Some(thread) = threads.iter_mut().find(|it| it.first.id == thread) else {
            return;
        };
        let mut again = Vec::new();
        while let Some(at) = thread
            .replies
            .items
            .iter()
            .position(|it| placed.iter().any(|id| is_same(&it.comment, *id)))
        {
            again.push(remove_reply(thread, at).comment);
            page.total = page.total.saturating_sub(1);
        }
        let shown = &mut thread.replies;
        match at {
            At::Start => *shown = found,
            At::After(_) => shown.append(found),
            At::Before(_) => {
                shown.items.splice(0..0, found.items);
                shown.before = found.before;
            }
        }
        let items = &shown.items;
        let (known, lacking): (Vec<_>, Vec<_>) = again.into_iter().partition(|it| {
            items.iter().any(|shown| {
                it.id == shown.comment.id
                    || (is_pending(it) && it.id.is_same_post(shown.comment.id))
            })
        });
        thread.count += known.len();
        page.total += known.len();
        // Those that answer another one come after it.
        for comment in lacking {
            insert(page, comment, 0);
        }
    }
}

/// Whether a comment that is shown has this id, or is the one that the server has stored under this id.
fn is_same(shown: &Comment, id: CommentId) -> bool {
    shown.id == id || (is_pending(shown) && shown.id.is_same_post(id))
}

/// Whether the server has not answered to it yet.
fn is_pending(comment: &Comment) -> bool {
    matches!(comment.origin, Origin::Waiting | Origin::Unconfirmed)
}

/// Removes a reply, which those above it no longer have below them.
fn remove_reply(thread: &mut Thread, at: usize) -> Reply {
    let reply = thread.replies.items.remove(at);
    thread.count = thread.count.saturating_sub(1);
    let mut above = reply.to;
    for other in thread.replies.items[..at].iter_mut().rev() {
        if other.comment.id == above {
            other.replies = other.replies.saturating_sub(1);
            above = other.to;
        }
    }
    reply
}

/// Removes a tombstone with nothing below, and so on upwards.
fn prune(thread: &mut Thread, mut id: CommentId) {
    loop {
        let mut replies = thread.replies.items.iter();
        let is_empty = |it: &Reply| it.replies == 0 && it.comment.is_deleted();
        let Some(at) = replies.position(|it| it.comment.id == id && is_empty(it)) else {
            return;
        };
        id = remove_reply(thread, at).to;
    }
}

/// Inserts a comment: at this place among the threads, or below what it answers.
fn insert(page: &mut Page, comment: Comment, place: usize) {
    let Some(to) = comment.parent else {
        let thread = Thread {
            first: comment,
            replies: Window::default(),
            count: 0,
        };
        let place = place.min(page.threads.items.len());
        page.total += 1;
        return page.threads.items.insert(place, thread);
    };
    for thread in &mut page.threads.items {
        let replies = &mut thread.replies.items;
        let (at, depth, to_name) = if thread.first.id == to {
            (0, 0, thread.first.name())
        } else {
            match replies.iter().position(|it| it.comment.id == to) {
                Some(at) => (at + 1, replies[at].depth, replies[at].comment.name()),
                None => continue,
            }
        };
        let rest = replies[at..].iter();
        let at = at + rest.take_while(|it| it.depth > depth).count();
        let reply = Reply {
            depth: depth + 1,
            to,
            to_name: to_name.cloned(),
            replies: 0,
            comment,
        };
        // Those above it have one more below them.
        let mut above = to;
        for other in replies[..at].iter_mut().rev() {
            if other.comment.id == above {
                other.replies += 1;
                above = other.to;
            }
        }
        replies.insert(at, reply);
        thread.count += 1;
        page.total += 1;
        return;
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test says what it expects")]
mod tests {
    use comments::{CommentBody, Found, MemoryStore, Query, Timestamp};

    use super::{super::extent::Extent, *};
    use crate::comments::testing::{answer, delete, full, say, shown, texts, unanswered};

    #[test]
    fn what_is_posted_stands_where_its_writer_looks_for_it() {
        let store = MemoryStore::default();
        let first = say(&store, 1, None);
        let reply = say(&store, 2, Some(first.id));
        say(&store, 3, Some(reply.id));
        say(&store, 4, Some(first.id));
        let extent = Extent::new(Sort::Newest);
        let mut listing = shown(&store, &extent);
        listing.posted(say(&store, 5, Some(reply.id)));
        listing.posted(say(&store, 6, None));
        assert_eq!(texts(&listing), ["6", "1", ">2", ">>3", ">>5", ">4"]);
        // The store shows the same, as far as it shows it.
        let mut all = extent;
        all.more_replies(first.id);
        assert_eq!(listing, shown(&store, &all));
    }

    #[test]
    fn unconfirmed_comment_is_the_stored_one_of_the_same_post() {
        let stored = say(&MemoryStore::default(), 1, None);
        let mut listing = Listing::Loaded(Page::default());
        listing.posted(unanswered(&stored, Origin::Unconfirmed));
        assert!(listing.changed(&stored));
        assert_eq!(listing.comment(stored.id), Some(&stored));
        assert_eq!(texts(&listing), ["1"]);
        // Of two comments that are stored, each has its own id.
        assert!(
            listing
                .comment(unanswered(&stored, Origin::Unconfirmed).id)
                .is_none()
        );
    }

    #[test]
    fn older_news_change_nothing_and_tombstones_stay() {
        let store = MemoryStore::default();
        let first = say(&store, 1, None);
        say(&store, 2, Some(first.id));
        let mut listing = shown(&store, &Extent::new(Sort::Newest));
        let edited = Comment {
            content: Content::Said {
                name: None,
                body: CommentBody::new("edited").expect("a text"),
                edited: Timestamp::from_millis(9).ok(),
            },
            ..first.clone()
        };
        assert!(listing.changed(&edited));
        assert!(listing.changed(&first));
        assert_eq!(texts(&listing), ["edited", ">2"]);
        assert!(listing.deleted(first.id));
        assert!(listing.changed(&edited));
        assert_eq!(texts(&listing), ["deleted", ">2"]);
        assert!(!listing.changed(&say(&MemoryStore::default(), 7, None)));
    }

    #[test]
    fn deleted_comment_leaves_what_the_store_leaves() {
        let store = MemoryStore::default();
        let first = say(&store, 1, None);
        let reply = say(&store, 2, Some(first.id));
        let answer = say(&store, 3, Some(reply.id));
        say(&store, 4, None);
        let extent = Extent::new(Sort::Newest);
        let mut listing = shown(&store, &extent);
        for comment in [&reply, &first, &answer] {
            assert!(listing.deleted(comment.id));
            delete(&store, comment.id);
            assert_eq!(listing, shown(&store, &extent), "{comment:?}");
        }
        assert_eq!(texts(&listing), ["4"]);
        assert!(!listing.deleted(first.id), "it is gone");
    }

    #[test]
    fn what_is_withdrawn_leaves_no_trace() {
        let store = MemoryStore::default();
        let first = say(&store, 1, None);
        let reply = say(&store, 2, Some(first.id));
        let before = shown(&store, &Extent::new(Sort::Newest));
        let mut listing = before.clone();
        let other = MemoryStore::default();
        let thread = say(&other, 3, None);
        let answer = Comment {
            parent: Some(reply.id),
            ..say(&other, 4, None)
        };
        listing.posted(thread.clone());
        listing.posted(answer.clone());
        listing.withdraw(thread.id);
        listing.withdraw(answer.id);
        assert_eq!(listing, before);
    }

    #[test]
    fn comments_of_others_are_put_where_they_belong_or_not_at_all() {
        let store = MemoryStore::default();
        for number in 1..30 {
            say(&store, number, None);
        }
        let new = say(&store, 30, None);
        let first = |listing: &Listing| texts(listing).first().cloned();
        for sort in [Sort::Newest, Sort::Oldest, Sort::Helpful] {
            let mut listing = shown(&store, &Extent::new(sort));
            listing.withdraw(new.id);
            let before = listing.clone();
            if sort == Sort::Oldest {
                assert!(!listing.add(new.clone(), sort), "its place is not shown");
                assert_eq!(listing, before);
            } else {
                assert!(listing.add(new.clone(), sort));
                assert_eq!(first(&listing).as_deref(), Some("30"));
            }
        }
        let mut all = Extent::new(Sort::Oldest);
        all.more_threads();
        let mut listing = shown(&store, &all);
        listing.withdraw(new.id);
        assert!(listing.add(new, Sort::Oldest));
        assert_eq!(listing, shown(&store, &all));
    }

    #[test]
    fn reply_that_was_posted_takes_its_place_once_those_before_it_are_read() {
        let store = MemoryStore::default();
        let first = say(&store, 1, None);
        let second = say(&store, 2, Some(first.id));
        for number in 3..8 {
            say(&store, number, Some(second.id));
        }
        let mut extent = Extent::new(Sort::Newest);
        let mut listing = shown(&store, &extent);
        let mine = say(&store, 8, Some(first.id));
        listing.posted(unanswered(&mine, Origin::Unconfirmed));
        assert_eq!(texts(&listing), ["1", ">2", ">>3", ">>4", ">8"]);
        let at = listing
            .page()
            .and_then(|page| page.threads.items[0].replies.after)
            .map(At::After)
            .expect("there are more");
        let Found::Replies(found) = answer(&store, Query::Replies(first.id, at)) else {
            unreachable!("replies were asked for");
        };
        listing.add_replies(first.id, at, found, &[mine.id]);
        extent.more_replies(first.id);
        assert_eq!(listing, shown(&store, &extent));
    }

    #[test]
    fn thread_that_was_posted_is_not_shown_again_where_it_belongs() {
        let store = MemoryStore::default();
        for number in 1..25 {
            say(&store, number, None);
        }
        let mut listing = shown(&store, &Extent::new(Sort::Oldest));
        let mine = say(&store, 25, None);
        listing.posted(unanswered(&mine, Origin::Unconfirmed));
        let at = listing
            .page()
            .and_then(|page| page.threads.after)
            .map(At::After)
            .expect("there are more");
        let Found::Threads(found) = answer(&store, Query::Page(Sort::Oldest, at)) else {
            unreachable!("threads were asked for");
        };
        listing.append_threads(found);
        let texts = texts(&listing);
        assert_eq!((texts.len(), texts[0].as_str()), (25, "25"));
    }

    #[test]
    fn what_could_not_be_read_begins_with_what_is_posted() {
        let mut listing = Listing::Failed(full());
        assert!(listing.failure().is_some());
        listing.posted(say(&MemoryStore::default(), 1, None));
        assert_eq!(listing.failure(), None);
        assert_eq!(texts(&listing), ["1"]);
    }

    #[test]
    fn each_state_says_one_thing() {
        assert!(Listing::Loading.news().is_some());
        assert!(Listing::Loaded(Page::default()).news().is_some());
        assert!(Listing::Loaded(Page::default()).failure().is_none());
        assert!(Listing::Failed(full()).news().is_none());
    }
}
