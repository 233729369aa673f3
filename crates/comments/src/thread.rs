//! What the comments on a shelf look like in one order: threads, flat and page by page.
//!
//! Everything here is iterative: whoever made the comments (a file may come from anywhere) decides how deep they answer
//! each other, and whether the answers run in a circle.

use crate::{At, CommentId, Cursor, List, Page, Reply, Sort, Thread, Window, record::Record};

/// So many threads make a page.
pub const PAGE: usize = 20;
/// So many replies come with each of them.
pub const FIRST_REPLIES: usize = 3;
/// So many replies come at once when a reader asks for more.
pub const REPLIES: usize = 50;

/// No comment.
const NONE: usize = usize::MAX;

/// Comments in one order. Each is known by its place among the records.
pub(crate) struct Order<'r> {
    records: &'r [Record],
    sort: Sort,
    /// Of each comment, the one that it answers; `NONE` for what begins a thread.
    parents: Vec<usize>,
    /// The answered and the answering one of each reply, by the answered, then the oldest first.
    answers: Vec<(usize, usize)>,
    /// Of each comment, how many below it are shown.
    below: Vec<usize>,
    /// What begins threads, in the order.
    roots: Vec<usize>,
}

impl<'r> Order<'r> {
    /// `records` are sorted by id.
    pub(crate) fn new(records: &'r [Record], sort: Sort) -> Self {
        let parents = parents(records);
        let mut answers: Vec<_> = (0..records.len())
            .filter(|child| parents[*child] != NONE)
            .map(|child| (parents[child], child))
            .collect();
        answers.sort_unstable();
        let mut order = Self {
            records,
            sort,
            below: vec![0; records.len()],
            roots: Vec::new(),
            parents,
            answers,
        };
        order.count_below();
        let mut roots: Vec<_> = (0..records.len())
            .filter(|it| order.parents[*it] == NONE && order.is_shown(*it))
            .collect();
        roots.sort_unstable_by_key(|it| order.rank(*it));
        order.roots = roots;
        order
    }

    /// Whether it says something, or something below it does.
    fn is_shown(&self, at: usize) -> bool {
        self.records[at].body.is_some() || self.below[at] > 0
    }

    /// From the leaves up: a comment counts for those above it once all below it have.
    fn count_below(&mut self) {
        let mut waits: Vec<usize> = (0..self.records.len())
            .map(|at| self.children(at).len())
            .collect();
        let mut ready: Vec<usize> = (0..waits.len()).filter(|at| waits[*at] == 0).collect();
        while let Some(at) = ready.pop() {
            let parent = self.parents[at];
            if parent == NONE {
                continue;
            }
            if self.is_shown(at) {
                self.below[parent] += self.below[at] + 1;
            }
            waits[parent] -= 1;
            if waits[parent] == 0 {
                ready.push(parent);
            }
        }
    }

    /// What answers it, the oldest first.
    fn children(&self, at: usize) -> &[(usize, usize)] {
        let begin = self.answers.partition_point(|(parent, _)| *parent < at);
        let rest = &self.answers[begin..];
        &rest[..rest.partition_point(|(parent, _)| *parent == at)]
    }

    fn key(&self, at: usize) -> u64 {
        let record = &self.records[at];
        match self.sort {
            Sort::Oldest | Sort::Newest => record.created.as_millis(),
            Sort::Helpful => u64::from(record.helpful),
        }
    }

    fn cursor(&self, at: usize) -> Cursor {
        Cursor {
            list: List::Threads(self.sort),
            key: self.key(at),
            id: self.records[at].id,
        }
    }

    /// By this, what comes first is least.
    fn rank(&self, at: usize) -> (u64, u128) {
        self.rank_of(self.cursor(at))
    }

    fn rank_of(&self, Cursor { key, id, .. }: Cursor) -> (u64, u128) {
        match self.sort {
            Sort::Oldest => (key, id.bits()),
            Sort::Newest | Sort::Helpful => (!key, !id.bits()),
        }
    }

    /// Threads, each with its first replies.
    pub(crate) fn page(&self, at: &At) -> Page {
        let place = |cursor: &Cursor| {
            let rank = self.rank_of(*cursor);
            let begin = self.roots.partition_point(|it| self.rank(*it) < rank);
            let end = self.roots.partition_point(|it| self.rank(*it) <= rank);
            (begin, end)
        };
        let (begin, end) = part(self.roots.len(), PAGE, at, place);
        self.page_of(begin, end, None)
    }

    fn page_of(&self, begin: usize, end: usize, around: Option<usize>) -> Page {
        let threads = self.roots[begin..end].iter().map(|root| {
            let replies = self.preorder(*root);
            let at = around.and_then(|it| replies.iter().position(|(at, _)| *at == it));
            let part = match at {
                Some(at) => {
                    let begin = at.saturating_sub(REPLIES / 2);
                    (begin, (begin + REPLIES).min(replies.len()))
                }
                None => (0, FIRST_REPLIES.min(replies.len())),
            };
            Thread {
                first: self.records[*root].to_comment(),
                count: replies.len(),
                replies: self.window(&replies, part),
            }
        });
        Page {
            threads: Window {
                items: threads.collect(),
                before: (begin > 0 && begin < end).then(|| self.cursor(self.roots[begin])),
                after: (end < self.roots.len() && begin < end)
                    .then(|| self.cursor(self.roots[end - 1])),
            },
            total: self.records.iter().filter(|it| it.body.is_some()).count(),
            version: 0,
        }
    }

    /// Replies of the thread that a comment begins.
    pub(crate) fn replies(&self, thread: CommentId, at: &At) -> Option<Window<Reply>> {
        let root = self.find(thread)?;
        let replies = self.preorder(root);
        let place = |cursor: &Cursor| {
            let at = self.find(cursor.id);
            let at = replies.iter().position(|(it, _)| Some(*it) == at);
            at.map_or((0, 0), |at| (at, at + 1))
        };
        Some(self.window(&replies, part(replies.len(), REPLIES, at, place)))
    }

    /// The threads around a comment.
    pub(crate) fn context(&self, id: CommentId) -> Option<Page> {
        let at = self.find(id).filter(|at| self.is_shown(*at))?;
        let mut root = at;
        while self.parents[root] != NONE {
            root = self.parents[root];
        }
        let place = self.roots.iter().position(|it| *it == root)?;
        let begin = place.saturating_sub(PAGE / 2);
        let end = (begin + PAGE).min(self.roots.len());
        Some(self.page_of(begin, end, (at != root).then_some(at)))
    }

    fn find(&self, id: CommentId) -> Option<usize> {
        self.records.binary_search_by(|it| it.id.cmp(&id)).ok()
    }

    /// The replies that are shown in the thread that `root` begins, with their depths: each above what answers it.
    fn preorder(&self, root: usize) -> Vec<(usize, usize)> {
        let mut replies = Vec::new();
        let mut open = vec![(root, 0)];
        while let Some((at, depth)) = open.pop() {
            if depth > 0 {
                replies.push((at, depth));
            }
            let children = self.children(at).iter().rev();
            let shown = children.filter(|(_, child)| self.is_shown(*child));
            open.extend(shown.map(|(_, child)| (*child, depth + 1)));
        }
        replies
    }

    fn window(&self, replies: &[(usize, usize)], (begin, end): (usize, usize)) -> Window<Reply> {
        let items = replies[begin..end].iter().map(|(at, depth)| {
            let to = &self.records[self.parents[*at]];
            Reply {
                comment: self.records[*at].to_comment(),
                depth: *depth,
                to: to.id,
                to_name: to.name.clone(),
                replies: self.below[*at],
            }
        });
        let cursor = |at: usize| Cursor {
            list: List::Replies,
            key: 0,
            id: self.records[replies[at].0].id,
        };
        Window {
            items: items.collect(),
            before: (begin > 0 && begin < end).then(|| cursor(begin)),
            after: (end < replies.len() && begin < end).then(|| cursor(end - 1)),
        }
    }
}

/// Which `size` of `all` are asked for; `place` says where a cursor begins and ends.
fn part(
    all: usize,
    size: usize,
    at: &At,
    place: impl Fn(&Cursor) -> (usize, usize),
) -> (usize, usize) {
    match at {
        At::Start => (0, size.min(all)),
        At::After(cursor) => {
            let (_, begin) = place(cursor);
            (begin, (begin + size).min(all))
        }
        At::Before(cursor) => {
            let (end, _) = place(cursor);
            (end.saturating_sub(size), end)
        }
    }
}

/// Of each comment, the one that it answers: `NONE` where that is not here, or where answers run in a circle, which is cut
/// at its oldest comment.
fn parents(records: &[Record]) -> Vec<usize> {
    let mut parents: Vec<usize> = records
        .iter()
        .map(|record| {
            let parent = record
                .parent
                .and_then(|parent| records.binary_search_by(|it| it.id.cmp(&parent)).ok());
            parent.unwrap_or(NONE)
        })
        .collect();
    // Which walk came by last; each walk goes up from a comment until it meets a way that is known.
    let mut walked = vec![NONE; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        while at != NONE && walked[at] == NONE {
            walked[at] = start;
            at = parents[at];
        }
        if at != NONE && walked[at] == start {
            // It came back to where it was: once around, to the oldest.
            let mut oldest = at;
            let mut next = parents[at];
            while next != at {
                oldest = oldest.min(next);
                next = parents[next];
            }
            parents[oldest] = NONE;
        }
    }
    parents
}
