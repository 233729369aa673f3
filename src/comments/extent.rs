//! [`Extent`]: how much of the discussion is shown.

use comments::{At, CommentId, CommentStore, FIRST_REPLIES, PAGE, Page, REPLIES, Sort, StoreError};

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
