//! Votes and reports: what readers say of a comment by pressing a button.

use comments::{Comment, CommentId, Timestamp};
use sqlx::Row as _;

use super::{
    Repository, RepositoryError,
    rows::{Row, bytes, count},
    secrets::Voter,
    turn::{Turn, millis},
};

impl Repository {
    /// Says for a device that a comment helps, or not any more. What devices of one network say counts once, until the last
    /// of them takes it back.
    ///
    /// # Errors
    /// `Missing`.
    pub async fn helpful(
        &self,
        id: CommentId,
        voter: &Voter,
        mine: bool,
    ) -> Result<Comment, RepositoryError> {
        let mut turn = self.turn(&self.find(id).await?.article).await?;
        let mut row = turn.find(id).await?;
        if row.comment.is_deleted() {
            return Err(RepositoryError::Missing);
        }
        let device = voter.device.hash(&id.to_bytes()).to_vec();
        let changed = if mine {
            let network = voter.network_hash(&self.secret, &id.to_bytes());
            turn.vote(&row, &device, network.to_vec()).await?
        } else {
            turn.take_vote_back(&row, &device).await?
        };
        if let Some(network) = changed {
            if !turn.has_other_vote(&row, &device, network).await? {
                let votes = turn.count_vote(&row, if mine { 1 } else { -1 }).await?;
                row.comment.helpful.count = votes;
            }
            self.end_vote(turn).await?;
        }
        row.comment.helpful.mine = mine;
        Ok(row.comment)
    }

    /// Reports a comment to the publisher: one report a device, and one a network. Whether it is a new one.
    ///
    /// # Errors
    /// `Missing`.
    pub async fn report(
        &self,
        id: CommentId,
        voter: &Voter,
        now: Timestamp,
    ) -> Result<bool, RepositoryError> {
        if self.find(id).await?.comment.is_deleted() {
            return Err(RepositoryError::Missing);
        }
        let sql = "INSERT INTO reports (comment, device, network, reported) VALUES ($1, $2, $3, $4) \
            ON CONFLICT DO NOTHING";
        let network = voter.network_hash(&self.secret, &id.to_bytes());
        let stored = sqlx::query(sql)
            .bind(bytes(id))
            .bind(voter.device.hash(&id.to_bytes()).to_vec())
            .bind(network.to_vec())
            .bind(millis(now))
            .execute(&self.write)
            .await?;
        Ok(stored.rows_affected() > 0)
    }
}

impl Turn {
    /// Keeps a device's vote: the network that it is of, if it is a new one.
    async fn vote(
        &mut self,
        row: &Row,
        device: &[u8],
        network: Vec<u8>,
    ) -> Result<Option<Vec<u8>>, RepositoryError> {
        let sql = "INSERT INTO votes (comment, device, network) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        let kept = sqlx::query(sql)
            .bind(bytes(row.comment.id))
            .bind(device.to_vec())
            .bind(network.clone())
            .execute(&mut *self.transaction)
            .await?;
        Ok((kept.rows_affected() > 0).then_some(network))
    }

    /// Removes a device's vote: the network that it was of, if there was one.
    async fn take_vote_back(
        &mut self,
        row: &Row,
        device: &[u8],
    ) -> Result<Option<Vec<u8>>, RepositoryError> {
        let sql = "DELETE FROM votes WHERE comment = $1 AND device = $2 RETURNING network";
        let removed = sqlx::query(sql)
            .bind(bytes(row.comment.id))
            .bind(device.to_vec())
            .fetch_optional(&mut *self.transaction)
            .await?;
        let network = removed.map(|row| row.try_get("network")).transpose()?;
        Ok(network)
    }

    /// Whether another device of the network votes for the comment.
    async fn has_other_vote(
        &mut self,
        row: &Row,
        device: &[u8],
        network: Vec<u8>,
    ) -> Result<bool, RepositoryError> {
        let sql = "SELECT 1 AS found FROM votes WHERE comment = $1 AND network = $2 AND device <> $3 LIMIT 1";
        let other = sqlx::query(sql)
            .bind(bytes(row.comment.id))
            .bind(network)
            .bind(device.to_vec())
            .fetch_optional(&mut *self.transaction)
            .await?;
        Ok(other.is_some())
    }

    /// Counts a vote, or one less: how many there are now.
    async fn count_vote(&mut self, row: &Row, change: i64) -> Result<u32, RepositoryError> {
        let sql = "UPDATE comments SET helpful = helpful + $2, votes_version = $3 WHERE id = $1 RETURNING helpful";
        let counted = sqlx::query(sql)
            .bind(bytes(row.comment.id))
            .bind(change)
            .bind(self.version)
            .fetch_one(&mut *self.transaction)
            .await?;
        let votes = count(counted.try_get("helpful")?);
        Ok(u32::try_from(votes).unwrap_or(u32::MAX))
    }
}
