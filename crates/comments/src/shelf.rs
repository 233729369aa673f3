//! [`Shelf`]: all comments on one article, where one place keeps them all.

use serde::{Deserialize, Serialize};

use crate::{
    At, Command, Comment, CommentBody, CommentId, Found, NewComment, Page, Query, Reply, Sort,
    StoreError, Timestamp, Window, record::Record, thread::Order,
};

/// All comments on one article, as a device keeps them. What they are read by is built anew for each reading: in time that
/// grows with their number, not with its square.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Record>")]
pub struct Shelf(Vec<Record>);

/// What joining two versions would change in one of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// So many comments are not in it.
    pub new: usize,
    /// So many are different in it, and older.
    pub changed: usize,
}

impl From<Vec<Record>> for Shelf {
    /// Whatever their order was, and where one is there twice: what counts.
    fn from(records: Vec<Record>) -> Self {
        let mut shelf = Self(records);
        shelf.0.sort_unstable_by_key(|record| record.id);
        shelf.0.dedup_by(|later, kept| {
            let is_double = later.id == kept.id;
            if is_double && later.outlives(kept) {
                std::mem::swap(later, kept);
            }
            is_double
        });
        shelf
    }
}

impl Shelf {
    /// How many comments say something.
    pub fn len(&self) -> usize {
        self.0.iter().filter(|it| it.body.is_some()).count()
    }

    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every comment that says something, the first made first.
    pub fn comments(&self) -> impl Iterator<Item = Comment> {
        let said = self.0.iter().filter(|it| it.body.is_some());
        said.map(Record::to_comment)
    }

    fn find(&self, id: CommentId) -> Option<&Record> {
        let at = self.0.binary_search_by(|it| it.id.cmp(&id)).ok()?;
        self.0.get(at)
    }

    /// A comment that says something.
    fn said(&mut self, id: CommentId) -> Result<&mut Record, StoreError> {
        let at = self.0.binary_search_by(|it| it.id.cmp(&id));
        let found = at.ok().and_then(|at| self.0.get_mut(at));
        found
            .filter(|record| record.body.is_some())
            .ok_or(StoreError::Missing)
    }

    /// Answers a question.
    ///
    /// # Errors
    /// `Missing`.
    pub fn answer(&self, query: Query) -> Result<Found, StoreError> {
        Ok(match query {
            Query::Page(sort, at) => Found::Threads(self.page(sort, &at)),
            Query::Replies(thread, at) => Found::Replies(self.replies(thread, &at)?),
            Query::Context(sort, id) => Found::Threads(self.context(sort, id)?),
        })
    }

    /// Does what it is told.
    ///
    /// # Errors
    /// Those of [`Shelf::create`] and the others; all is then as it was.
    pub fn execute(
        &mut self,
        command: Command,
        now: Timestamp,
    ) -> Result<Option<Comment>, StoreError> {
        match command {
            Command::Create { id, new } => self.create(id, new, now).map(Some),
            Command::Edit { id, body, seen } => self.edit(id, body, seen, now).map(Some),
            Command::Delete(id) => self.delete(id, now).map(|()| None),
            Command::Helpful(id, mine) => self.helpful(id, mine, now).map(Some),
            Command::Report(id) => self.report(id).map(|()| None),
        }
    }

    /// Keeps a new comment. With the id and the words of one that was kept before, it is that one (an idempotency key).
    ///
    /// # Errors
    /// `Missing`: what it answers is not there. `Changed`: the id is another comment's.
    pub fn create(
        &mut self,
        id: CommentId,
        new: NewComment,
        now: Timestamp,
    ) -> Result<Comment, StoreError> {
        let NewComment { parent, name, body } = new;
        if let Some(kept) = self.find(id) {
            let is_same =
                kept.parent == parent && kept.name == name && kept.body.as_ref() == Some(&body);
            return is_same
                .then(|| kept.to_comment())
                .ok_or(StoreError::Changed);
        }
        if let Some(parent) = parent {
            self.said(parent)?;
        }
        let record = Record {
            id,
            parent,
            name,
            body: Some(body),
            created: now,
            edited: None,
            helpful: false,
            changed: None,
        };
        let comment = record.to_comment();
        let at = self.0.partition_point(|it| it.id < id);
        self.0.insert(at, record);
        Ok(comment)
    }

    /// Gives a comment another text, if it is still the version `seen`.
    ///
    /// # Errors
    /// `Missing`; `Changed`: it is another version.
    pub fn edit(
        &mut self,
        id: CommentId,
        body: CommentBody,
        seen: Timestamp,
        now: Timestamp,
    ) -> Result<Comment, StoreError> {
        let record = self.said(id)?;
        if record.to_comment().version() != seen {
            return Err(StoreError::Changed);
        }
        record.edited = Some(record.change(now));
        record.body = Some(body);
        Ok(record.to_comment())
    }

    /// Deletes a comment. What is deleted already is.
    ///
    /// # Errors
    /// `Missing`: it never was here.
    pub fn delete(&mut self, id: CommentId, now: Timestamp) -> Result<(), StoreError> {
        match self.said(id) {
            Ok(record) => record.bury(now),
            Err(error) => drop(self.find(id).ok_or(error)?),
        }
        Ok(())
    }

    /// Says for this device that a comment helps, or not any more.
    ///
    /// # Errors
    /// `Missing`.
    pub fn helpful(
        &mut self,
        id: CommentId,
        mine: bool,
        now: Timestamp,
    ) -> Result<Comment, StoreError> {
        let record = self.said(id)?;
        if record.helpful != mine {
            record.change(now);
            record.helpful = mine;
        }
        Ok(record.to_comment())
    }

    /// Reports a comment. Nobody but the reader sees what a device keeps: nothing comes of it.
    ///
    /// # Errors
    /// `Missing`.
    pub fn report(&self, id: CommentId) -> Result<(), StoreError> {
        self.find(id)
            .filter(|record| record.body.is_some())
            .map(drop)
            .ok_or(StoreError::Missing)
    }

    /// Threads, each with its first replies.
    pub fn page(&self, sort: Sort, at: &At) -> Page {
        self.order(sort).page(at)
    }

    /// Replies of the thread that a comment begins.
    ///
    /// # Errors
    /// `Missing`: it begins none.
    pub fn replies(&self, thread: CommentId, at: &At) -> Result<Window<Reply>, StoreError> {
        self.order(Sort::Oldest)
            .replies(thread, at)
            .ok_or(StoreError::Missing)
    }

    /// The threads around a comment, with it among its thread's replies.
    ///
    /// # Errors
    /// `Missing`: it is not there, or nothing of it is shown.
    pub fn context(&self, sort: Sort, id: CommentId) -> Result<Page, StoreError> {
        self.order(sort).context(id).ok_or(StoreError::Missing)
    }

    fn order(&self, sort: Sort) -> Order<'_> {
        Order::new(&self.0, sort)
    }

    /// Takes in another version: of each comment what counts. In any order, any number of times, with the same result.
    pub fn join(&mut self, other: Self) {
        let mut records = std::mem::take(&mut self.0);
        records.extend(other.0);
        *self = Self::from(records);
    }

    /// What joining `other` would change here.
    pub fn changes(&self, other: &Self) -> Changes {
        let mut changes = Changes::default();
        for record in &other.0 {
            match self.find(record.id) {
                // What was said and deleted elsewhere is nothing new.
                None if record.body.is_some() => changes.new += 1,
                Some(kept) if record.outlives(kept) => changes.changed += 1,
                None | Some(_) => {}
            }
        }
        changes
    }

    /// Whether `other` knows something that is not here.
    pub fn lacks(&self, other: &Self) -> bool {
        self.changes(other) != Changes::default()
    }
}
