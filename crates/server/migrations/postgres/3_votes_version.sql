-- The article's version when votes changed last; 0 before the first one. `version` counts all other changes of a comment.
ALTER TABLE comments ADD COLUMN votes_version BIGINT NOT NULL DEFAULT 0;

-- Changes in their order: comments that one transaction changed have one version.
DROP INDEX changes;
CREATE INDEX changes ON comments (article, version, id);
CREATE INDEX vote_changes ON comments (article, votes_version, id) WHERE votes_version > 0;
