//! [`Listing`]: the comments that are shown. Pure.

use comments::{Comment, CommentId, Page, Reply, StoreError, Thread, Window};

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
            comments.find(|it| it.id == id)
        })
    }

    /// The comment with this id, to be changed.
    pub fn comment_mut(&mut self, id: CommentId) -> Option<&mut Comment> {
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

    /// The comments above one that is shown: what it answers, what that answers, up to the first of its thread.
    pub fn above(&self, id: CommentId) -> Vec<CommentId> {
        let threads = self
            .page()
            .map_or(&[] as &[Thread], |page| &page.threads.items);
        let mut above = Vec::new();
        for thread in threads {
            let mut next = id;
            for reply in thread.replies.items.iter().rev() {
                if reply.comment.id == next {
                    next = reply.to;
                    above.push(next);
                }
            }
        }
        above
    }

    /// A comment that was shown before the store had answered is not kept.
    pub fn withdraw(&mut self, id: CommentId) {
        let Self::Loaded(page) = self else {
            return;
        };
        let mut is_it = |comment: &Comment| {
            let is_it = comment.id == id;
            page.total -= usize::from(is_it);
            is_it
        };
        let threads = &mut page.threads.items;
        threads.retain(|thread| !is_it(&thread.first));
        for thread in threads {
            thread.replies.items.retain(|it| !is_it(&it.comment));
        }
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
    use comments::{MemoryStore, Sort};

    use super::{super::extent::Extent, *};
    use crate::comments::testing::{full, say, shown, texts};

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
}
