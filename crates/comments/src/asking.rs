//! [`Asking`]: each question and each order by itself, for tests.

use crate::{
    At, Command, Comment, CommentBody, CommentId, CommentStore, Found, NewComment, Page, Query,
    Reply, Sort, StoreError, Timestamp, Window,
};

/// What a store answers to a question that it was not asked.
fn astray<T>() -> Result<T, StoreError> {
    Err(StoreError::Place {
        reason: "This is the answer to another question.".to_owned(),
    })
}

/// Every [`CommentStore`], asked and told one thing at a time.
#[expect(async_fn_in_trait, reason = "tests stay on one thread")]
pub trait Asking: CommentStore {
    /// Threads in an order.
    async fn page(&self, sort: Sort, at: At) -> Result<Page, StoreError> {
        match self.query(Query::Page(sort, at)).await? {
            Found::Threads(page) => Ok(page),
            Found::Replies(_) => astray(),
        }
    }

    /// Replies of the thread that a comment begins.
    async fn replies(&self, thread: CommentId, at: At) -> Result<Window<Reply>, StoreError> {
        match self.query(Query::Replies(thread, at)).await? {
            Found::Replies(replies) => Ok(replies),
            Found::Threads(_) => astray(),
        }
    }

    /// The threads around a comment.
    async fn context(&self, sort: Sort, id: CommentId) -> Result<Page, StoreError> {
        match self.query(Query::Context(sort, id)).await? {
            Found::Threads(page) => Ok(page),
            Found::Replies(_) => astray(),
        }
    }

    /// Keeps a comment.
    async fn create(&self, id: CommentId, new: NewComment) -> Result<Comment, StoreError> {
        let kept = self.execute(Command::Create { id, new }).await?;
        kept.map_or_else(astray, Ok)
    }

    /// Gives a comment another text.
    async fn edit(
        &self,
        id: CommentId,
        body: CommentBody,
        seen: Timestamp,
    ) -> Result<Comment, StoreError> {
        let edited = self.execute(Command::Edit { id, body, seen }).await?;
        edited.map_or_else(astray, Ok)
    }

    /// Deletes a comment.
    async fn delete(&self, id: CommentId) -> Result<(), StoreError> {
        self.execute(Command::Delete(id)).await.map(drop)
    }

    /// Says that a comment helps, or not any more.
    async fn helpful(&self, id: CommentId, mine: bool) -> Result<Comment, StoreError> {
        let now = self.execute(Command::Helpful(id, mine)).await?;
        now.map_or_else(astray, Ok)
    }

    /// Reports a comment.
    async fn report(&self, id: CommentId) -> Result<(), StoreError> {
        self.execute(Command::Report(id)).await.map(drop)
    }
}

impl<S: CommentStore> Asking for S {}
