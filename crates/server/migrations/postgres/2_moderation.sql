-- Counts that cost a fixed number of writes, an index for the feed, votes by network, moderation.

ALTER TABLE comments RENAME COLUMN born TO created_version;
ALTER TABLE comments RENAME COLUMN answers TO reply_seq;
-- How many comments below it are shown. Counted on the comment that begins a thread; on replies it is 0, theirs are counted
-- when they are read.
ALTER TABLE comments RENAME COLUMN below TO descendants;
UPDATE comments SET descendants = 0 WHERE depth > 0 AND descendants > 0;

-- The feed: what an article says, by time.
CREATE INDEX said_by_time ON comments (article, created, id) WHERE body IS NOT NULL;
-- With `shown` in it, counting a branch reads the index alone.
DROP INDEX replies;
CREATE INDEX replies ON comments (thread, path, shown);

-- A vote also knows the network that it came from, as a keyed hash: votes of one network count once.
ALTER TABLE votes ADD COLUMN network BYTEA;
UPDATE votes SET network = device;
ALTER TABLE votes ALTER COLUMN network SET NOT NULL;
CREATE INDEX votes_by_network ON votes (comment, network);

-- One report a device, and one a network.
ALTER TABLE reports ADD COLUMN network BYTEA;
UPDATE reports SET network = device;
ALTER TABLE reports ALTER COLUMN network SET NOT NULL;
CREATE UNIQUE INDEX reports_by_network ON reports (comment, network);

-- What the publisher has hidden: its words, until they are shown again. In `comments` it is as if it were deleted.
CREATE TABLE hidden_comments (
    comment BYTEA PRIMARY KEY REFERENCES comments (id),
    name TEXT,
    body TEXT NOT NULL,
    edited BIGINT,
    -- Milliseconds since 1970.
    hidden BIGINT NOT NULL
);

-- What the server has made for itself, such as the key of the networks' hashes.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);

-- Nothing is left of what was deleted before.
DELETE FROM votes WHERE comment IN (SELECT id FROM comments WHERE body IS NULL);
DELETE FROM reports WHERE comment IN (SELECT id FROM comments WHERE body IS NULL);
UPDATE comments SET helpful = 0, request_hash = '', nonce = '' WHERE body IS NULL;
