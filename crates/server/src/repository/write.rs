//! What is written, each change in a turn of its own.

use comments::{Comment, CommentBody, CommentId, Content, NewComment, Slug, Timestamp};

use super::{
    Path, Repository, RepositoryError,
    rows::bytes,
    secrets::{self, EditToken, IdempotencyKey},
    turn::{millis, next_moment},
};

/// A comment that was posted.
#[derive(Clone, Debug)]
pub struct Posted {
    /// As it is kept.
    pub comment: Comment,
    /// With this it can be edited and deleted. Told again within a day; later repetitions of the request get none.
    pub edit_token: Option<EditToken>,
}

impl Repository {
    /// Keeps a new comment. With the key and the words of one that was kept before, it is that one.
    ///
    /// # Errors
    /// `Missing`: what it answers is not there, or is deleted. `KeyReused`: the key is another comment's. `Gone`: the
    /// comment was kept, and was deleted since.
    pub async fn create(
        &self,
        slug: &Slug,
        key: &IdempotencyKey,
        new: NewComment,
        now: Timestamp,
    ) -> Result<Posted, RepositoryError> {
        let key_hash = key.hash(slug);
        let request = secrets::request(&new);
        let mut turn = self.turn(slug).await?;
        if let Some(posted) = turn.replay(key, &key_hash, &request, now).await? {
            return Ok(posted);
        }
        let created = next_moment(now, turn.latest)?;
        let id = CommentId::new(created, random()?);
        let parent = match new.parent {
            Some(parent) => Some(turn.find(parent).await?),
            None => None,
        };
        let is_there = parent
            .as_ref()
            .is_none_or(|it| it.article == *slug && !it.comment.is_deleted());
        if !is_there {
            return Err(RepositoryError::Missing);
        }
        let (thread, path) = match parent {
            Some(parent) => {
                let number = turn.next_reply(parent.thread).await?;
                (parent.thread, parent.path.below(number))
            }
            None => (id, Path::default()),
        };
        let nonce: [u8; 16] = random()?;
        let edit_token = key.token(&nonce);
        let comment = new.at(id, created);
        let body = match &comment.content {
            Content::Said { body, .. } => Some(body.as_str().to_owned()),
            Content::Deleted => None,
        };
        let sql = "INSERT INTO comments (id, article, parent, thread, path, depth, name, body, created, created_version, version, \
            key_hash, request_hash, nonce, token_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12, $13, $14)";
        sqlx::query(sql)
            .bind(bytes(id))
            .bind(slug.as_str())
            .bind(comment.parent.map(bytes))
            .bind(bytes(thread))
            .bind(path.as_bytes().to_vec())
            .bind(i64::try_from(path.depth()).unwrap_or(i64::MAX))
            .bind(comment.name().map(|it| it.as_str().to_owned()))
            .bind(body)
            .bind(millis(created))
            .bind(turn.version)
            .bind(key_hash.to_vec())
            .bind(request.to_vec())
            .bind(nonce.to_vec())
            .bind(edit_token.hash().to_vec())
            .execute(&mut *turn.transaction)
            .await?;
        sqlx::query("UPDATE articles SET total = total + 1, latest = $2 WHERE slug = $1")
            .bind(slug.as_str())
            .bind(millis(created))
            .execute(&mut *turn.transaction)
            .await?;
        self.end(turn).await?;
        Ok(Posted {
            comment,
            edit_token: Some(edit_token),
        })
    }

    /// Gives a comment another text, if it is still the version `seen`.
    ///
    /// # Errors
    /// `Missing`; `Forbidden`: the token is another comment's; `Changed`: it is another version.
    pub async fn edit(
        &self,
        id: CommentId,
        token: &EditToken,
        body: CommentBody,
        seen: Timestamp,
        now: Timestamp,
    ) -> Result<Comment, RepositoryError> {
        let mut turn = self.turn(&self.find(id).await?.article).await?;
        let row = turn.find(id).await?;
        turn.is_allowed(id, token).await?;
        let name = match row.comment.content {
            Content::Said { ref name, .. } => name.clone(),
            Content::Deleted => return Err(RepositoryError::Missing),
        };
        let version = row.comment.version();
        if version != seen {
            return Err(RepositoryError::Changed);
        }
        let edited = next_moment(now, millis(version))?;
        sqlx::query("UPDATE comments SET body = $2, edited = $3, version = $4 WHERE id = $1")
            .bind(bytes(id))
            .bind(body.as_str())
            .bind(millis(edited))
            .bind(turn.version)
            .execute(&mut *turn.transaction)
            .await?;
        self.end(turn).await?;
        let content = Content::Said {
            name,
            body,
            edited: Some(edited),
        };
        Ok(Comment {
            content,
            ..row.comment
        })
    }

    /// Deletes a comment: with something below it, it leaves a tombstone. What is deleted already is.
    ///
    /// # Errors
    /// `Missing`: it never was here; `Forbidden`; `Changed`: it is another version than `seen`.
    pub async fn delete(
        &self,
        id: CommentId,
        token: &EditToken,
        seen: Option<Timestamp>,
    ) -> Result<(), RepositoryError> {
        let mut turn = self.turn(&self.find(id).await?.article).await?;
        let row = turn.find(id).await?;
        turn.is_allowed(id, token).await?;
        if !row.comment.is_deleted() && seen.is_some_and(|it| it != row.comment.version()) {
            return Err(RepositoryError::Changed);
        }
        if turn.erase(row).await? {
            self.end(turn).await?;
            self.scrub_soon();
        }
        Ok(())
    }
}

pub(super) fn random<const N: usize>() -> Result<[u8; N], RepositoryError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| RepositoryError::Damaged(error.to_string()))?;
    Ok(bytes)
}
