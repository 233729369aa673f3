//! [`Extent`]: how much of the discussion is shown.

use comments::{At, CommentId, FIRST_REPLIES, Found, PAGE, Page, Query, REPLIES, Sort};

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

    /// Whether it is what a page holds that nobody has chosen anything on.
    pub fn is_first(&self) -> bool {
        *self == Self::new(Sort::default())
    }

    /// The surroundings of a comment.
    pub fn around(sort: Sort, id: CommentId) -> Self {
        Self {
            around: Some(id),
            ..Self::new(sort)
        }
    }

    /// More threads are shown.
    pub fn more_threads(&mut self) {
        self.threads += PAGE;
    }

    /// More replies of a thread are shown.
    pub fn more_replies(&mut self, thread: CommentId) {
        let wanted = self.replies(thread);
        self.replies.push((thread, wanted + REPLIES));
    }

    /// What was asked for last counts.
    fn replies(&self, thread: CommentId) -> usize {
        let wanted = self.replies.iter().rev().find(|(id, _)| *id == thread);
        wanted.map_or(FIRST_REPLIES, |(_, wanted)| *wanted)
    }

    /// What is to be asked for the next part of what is shown: only that.
    pub fn next_query(&self, page: &Page, more: More) -> Option<Query> {
        let thread = |id: CommentId| page.threads.items.iter().find(|it| it.first.id == id);
        Some(match more {
            More::Threads => Query::Page(self.sort, At::After(page.threads.after?)),
            More::Replies(id) => Query::Replies(id, At::After(thread(id)?.replies.after?)),
            More::EarlierReplies(id) => Query::Replies(id, At::Before(thread(id)?.replies.before?)),
        })
    }

    /// What is still to be asked where this much is known, and all is read from the beginning.
    pub fn lacks(&self, page: Option<&Page>) -> Option<Query> {
        let Some(page) = page else {
            return Some(match self.around {
                Some(id) => Query::Context(self.sort, id),
                None => Query::Page(self.sort, At::Start),
            });
        };
        if let Some(after) = page.threads.goes_on(self.threads) {
            return Some(Query::Page(self.sort, At::After(after)));
        }
        page.threads.items.iter().find_map(|thread| {
            let (id, shown) = (thread.first.id, &thread.replies);
            if shown.before.is_some() && self.replies.iter().any(|(it, _)| *it == id) {
                return Some(Query::Replies(id, At::Start));
            }
            let after = shown.goes_on(self.replies(id))?;
            Some(Query::Replies(id, At::After(after)))
        })
    }
}

/// A further part of the discussion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum More {
    /// The threads that follow.
    Threads,
    /// The replies of a thread that follow.
    Replies(CommentId),
    /// The replies of a thread that come before.
    EarlierReplies(CommentId),
}

/// What is known once this was found, too.
pub fn extended(page: Option<Page>, query: Query, found: Found) -> Page {
    match (page, found) {
        (None, Found::Threads(found)) => found,
        (Some(mut page), Found::Threads(found)) => {
            page.threads.append(found.threads);
            page
        }
        (page, Found::Replies(found)) => {
            let mut page = page.unwrap_or_default();
            if let Query::Replies(id, at) = query {
                let threads = &mut page.threads.items;
                if let Some(thread) = threads.iter_mut().find(|it| it.first.id == id) {
                    match at {
                        At::Start => thread.replies = found,
                        At::After(_) | At::Before(_) => thread.replies.append(found),
                    }
                }
            }
            page
        }
    }
}

#[cfg(test)]
mod tests {
    use comments::MemoryStore;

    use super::*;
    use crate::comments::testing::{say, shown, texts};

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
        let oldest = say(&store, 1, None).id;
        for number in 2..3 * PAGE as u64 {
            say(&store, number, None);
        }
        let at_first = shown(&store, &Extent::new(Sort::Newest));
        assert!(at_first.comment(oldest).is_none());
        let around = shown(&store, &Extent::around(Sort::Newest, oldest));
        assert!(around.comment(oldest).is_some());
    }
}
