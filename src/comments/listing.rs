//! [`Listing`]: the comments that are shown, and [`Extent`], how much of the discussion that is. Pure.

use comments::{
    At, Comment, CommentId, CommentStore, FIRST_REPLIES, PAGE, Page, REPLIES, Reply, Sort,
    StoreError, Thread, Window,
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

/// How much of the discussion the reader has asked for, and in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The order.
    pub sort: Sort,
    /// The comment whose surroundings are shown, where a link led to one that is not at the beginning.
    pub around: Option<CommentId>,
    /// So many threads.
    threads: usize,
    /// So many replies of a thread, where it is not the first few.
    replies: Vec<(CommentId, usize)>,
}

impl Extent {
    /// The beginning.
    pub fn new(sort: Sort) -> Self {
        Self {
            sort,
            around: None,
            threads: PAGE,
            replies: Vec::new(),
        }
    }

    /// The surroundings of a comment.
    pub fn around(sort: Sort, id: CommentId) -> Self {
        Self {
            around: Some(id),
            ..Self::new(sort)
        }
    }

    /// More threads.
    pub fn more_threads(&mut self) {
        self.threads += PAGE;
    }

    /// More replies of a thread.
    pub fn more_replies(&mut self, thread: CommentId) {
        let wanted = self.replies(thread);
        self.replies.push((thread, wanted + REPLIES));
    }

    /// What was asked for last counts.
    fn replies(&self, thread: CommentId) -> usize {
        let wanted = self.replies.iter().rev().find(|(id, _)| *id == thread);
        wanted.map_or(FIRST_REPLIES, |(_, wanted)| *wanted)
    }

    /// Reads that much from a store.
    ///
    /// # Errors
    /// The store's.
    pub async fn read(&self, store: &impl CommentStore) -> Result<Page, StoreError> {
        let mut page = match self.around {
            Some(id) => store.context(self.sort, id).await?,
            None => store.page(self.sort, At::Start).await?,
        };
        while let Some(after) = page.threads.goes_on(self.threads) {
            page.threads
                .append(store.page(self.sort, At::After(after)).await?.threads);
        }
        for thread in &mut page.threads.items {
            let id = thread.first.id;
            if thread.replies.before.is_some() && self.replies.iter().any(|(it, _)| *it == id) {
                thread.replies = store.replies(id, At::Start).await?;
            }
            while let Some(after) = thread.replies.goes_on(self.replies(id)) {
                thread
                    .replies
                    .append(store.replies(id, At::After(after)).await?);
            }
        }
        Ok(page)
    }
}

impl Listing {
    /// What there is to say where no comments are shown.
    pub fn news(&self) -> Option<&'static str> {
        match self {
            Self::Loading => Some("Looking for comments on this device\u{2026}"),
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

    /// The comment with this id, if it is shown.
    pub fn comment(&mut self, id: CommentId) -> Option<&mut Comment> {
        let Self::Loaded(page) = self else {
            return None;
        };
        page.threads.items.iter_mut().find_map(|thread| {
            let replies = thread.replies.items.iter_mut().map(|it| &mut it.comment);
            let mut comments = std::iter::once(&mut thread.first).chain(replies);
            comments.find(|it| it.id == id)
        })
    }

    /// The thread that holds this comment, if it is shown.
    pub fn thread_of(&self, id: CommentId) -> Option<CommentId> {
        let mut threads = self.page()?.threads.items.iter();
        let holds = |thread: &&Thread| {
            thread.first.id == id || thread.replies.items.iter().any(|it| it.comment.id == id)
        };
        threads.find(holds).map(|thread| thread.first.id)
    }

    /// A comment was posted: it stands where its writer looks for it, first or below what it answers and the answers that
    /// are there. Where nothing could be read, it is all there is.
    pub fn posted(&mut self, comment: Comment) {
        match self {
            Self::Loaded(page) => insert(page, comment),
            Self::Loading | Self::Failed(_) => {
                let mut page = Page::default();
                insert(&mut page, comment);
                *self = Self::Loaded(page);
            }
        }
    }
}

fn insert(page: &mut Page, comment: Comment) {
    page.total += 1;
    let Some(to) = comment.parent else {
        let thread = Thread {
            first: comment,
            replies: Window::default(),
            count: 0,
        };
        return page.threads.items.insert(0, thread);
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
        return;
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::expect_used, reason = "a test says what it expects")]

    use std::future::Future;

    use comments::{Content, MemoryStore, NewComment, Timestamp};

    use super::*;

    fn full() -> StoreError {
        StoreError::Place {
            reason: "The space is full.".to_owned(),
        }
    }

    fn now<T>(future: impl Future<Output = T>) -> T {
        use std::{
            pin::pin,
            task::{Context, Poll, Waker},
        };
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => unreachable!("memory answers at once"),
        }
    }

    fn say(store: &MemoryStore, number: u64, to: Option<CommentId>) -> Comment {
        let time = Timestamp::from_millis(number).expect("a time");
        let new = NewComment::new(to, "Hana", &number.to_string()).expect("a comment");
        now(store.create(CommentId::new(time, [0; 10]), new)).expect("kept")
    }

    fn shown(store: &MemoryStore, extent: &Extent) -> Listing {
        Listing::Loaded(now(extent.read(store)).expect("readable"))
    }

    /// Each comment's text, indented by its depth.
    fn texts(listing: &Listing) -> Vec<String> {
        let text = |comment: &Comment| match &comment.content {
            Content::Said { body, .. } => body.as_str().to_owned(),
            Content::Deleted => "deleted".to_owned(),
        };
        let mut texts = Vec::new();
        for thread in &listing.page().expect("loaded").threads.items {
            texts.push(text(&thread.first));
            let replies = thread.replies.items.iter();
            texts.extend(replies.map(|it| ">".repeat(it.depth) + &text(&it.comment)));
        }
        texts
    }

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

    #[test]
    fn as_much_is_read_as_was_asked_for() {
        let store = MemoryStore::default();
        let first = say(&store, 1, None);
        for number in 2..2 * PAGE as u64 {
            say(&store, number, None);
        }
        for number in 100..110 {
            say(&store, number, Some(first.id));
        }
        let mut extent = Extent::new(Sort::Oldest);
        assert_eq!(texts(&shown(&store, &extent)).len(), PAGE + FIRST_REPLIES);
        extent.more_replies(first.id);
        assert_eq!(texts(&shown(&store, &extent)).len(), PAGE + 10);
        extent.more_threads();
        assert_eq!(texts(&shown(&store, &extent)).len(), 2 * PAGE - 1 + 10);
    }

    #[test]
    fn a_link_leads_into_its_surroundings() {
        let store = MemoryStore::default();
        for number in 1..3 * PAGE as u64 {
            say(&store, number, None);
        }
        let oldest = Timestamp::from_millis(1).expect("a time");
        let oldest = CommentId::new(oldest, [0; 10]);
        let mut at_first = shown(&store, &Extent::new(Sort::Newest));
        assert!(at_first.comment(oldest).is_none());
        let mut around = shown(&store, &Extent::around(Sort::Newest, oldest));
        assert!(around.comment(oldest).is_some());
    }
}
