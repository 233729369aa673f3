-- What readers say. docs/server.md has the tables in words.

CREATE TABLE articles (
    slug TEXT PRIMARY KEY,
    -- Goes up by one with each change: which changes a reader has not seen yet, and whose turn it is to write.
    version BIGINT NOT NULL DEFAULT 0,
    -- How many comments say something.
    total BIGINT NOT NULL DEFAULT 0,
    -- When the newest was made, so that a clock that was moved back changes no order.
    latest BIGINT NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE comments (
    id BLOB PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles (slug),
    -- What it answers; NULL on the article.
    parent BLOB REFERENCES comments (id),
    -- What begins its thread: itself, on the article.
    thread BLOB NOT NULL,
    -- Its place in the thread: the order of bytes is the order in which a thread is read.
    path BLOB NOT NULL,
    depth BIGINT NOT NULL,
    -- How many replies the thread ever had, where it begins one: the next one's number.
    answers BIGINT NOT NULL DEFAULT 0,
    name TEXT,
    -- NULL: deleted.
    body TEXT,
    -- Milliseconds since 1970.
    created BIGINT NOT NULL,
    edited BIGINT,
    helpful BIGINT NOT NULL DEFAULT 0,
    -- How many comments below it are shown.
    below BIGINT NOT NULL DEFAULT 0,
    -- 1, or 0 where it is deleted and nothing below it is shown.
    shown BIGINT NOT NULL DEFAULT 1,
    -- The article's version when it was made, and when it was changed last.
    born BIGINT NOT NULL,
    version BIGINT NOT NULL,
    -- SHA-256 of the idempotency key, and of what was sent with it.
    key_hash BLOB NOT NULL UNIQUE,
    request_hash BLOB NOT NULL,
    -- The edit token is made of the key and this; only its hash is kept.
    nonce BLOB NOT NULL,
    token_hash BLOB NOT NULL
) WITHOUT ROWID;

CREATE INDEX threads_by_time ON comments (article, created, id) WHERE depth = 0 AND shown = 1;
CREATE INDEX threads_by_help ON comments (article, helpful, id) WHERE depth = 0 AND shown = 1;
CREATE INDEX replies ON comments (thread, path);
CREATE INDEX changes ON comments (article, version);

-- One vote a device; which device is kept as a hash of what it sends.
CREATE TABLE votes (
    comment BLOB NOT NULL REFERENCES comments (id),
    device BLOB NOT NULL,
    PRIMARY KEY (comment, device)
) WITHOUT ROWID;

CREATE TABLE reports (
    comment BLOB NOT NULL REFERENCES comments (id),
    device BLOB NOT NULL,
    reported BIGINT NOT NULL,
    PRIMARY KEY (comment, device)
) WITHOUT ROWID;
