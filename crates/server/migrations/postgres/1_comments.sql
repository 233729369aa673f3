-- What readers say. docs/server.md has the tables in words.

CREATE TABLE articles (
    slug TEXT COLLATE "C" PRIMARY KEY,
    -- Goes up by one with each change: which changes a reader has not seen yet, and whose turn it is to write.
    version BIGINT NOT NULL DEFAULT 0,
    -- How many comments say something.
    total BIGINT NOT NULL DEFAULT 0,
    -- When the newest was made, so that a clock that was moved back changes no order.
    latest BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE comments (
    id BYTEA PRIMARY KEY,
    article TEXT COLLATE "C" NOT NULL REFERENCES articles (slug),
    -- What it answers; NULL on the article.
    parent BYTEA REFERENCES comments (id),
    -- What begins its thread: itself, on the article.
    thread BYTEA NOT NULL,
    -- Its place in the thread: the order of bytes is the order in which a thread is read.
    path BYTEA NOT NULL,
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
    key_hash BYTEA NOT NULL UNIQUE,
    request_hash BYTEA NOT NULL,
    -- The edit token is made of the key and this; only its hash is kept.
    nonce BYTEA NOT NULL,
    token_hash BYTEA NOT NULL
);

CREATE INDEX threads_by_time ON comments (article, created, id) WHERE depth = 0 AND shown = 1;
CREATE INDEX threads_by_help ON comments (article, helpful, id) WHERE depth = 0 AND shown = 1;
CREATE INDEX replies ON comments (thread, path);
CREATE INDEX changes ON comments (article, version);

-- One vote a device; which device is kept as a hash of what it sends.
CREATE TABLE votes (
    comment BYTEA NOT NULL REFERENCES comments (id),
    device BYTEA NOT NULL,
    PRIMARY KEY (comment, device)
);

CREATE TABLE reports (
    comment BYTEA NOT NULL REFERENCES comments (id),
    device BYTEA NOT NULL,
    reported BIGINT NOT NULL,
    PRIMARY KEY (comment, device)
);
