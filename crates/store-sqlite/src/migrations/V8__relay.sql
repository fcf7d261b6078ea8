-- The way of events from the outbox to those who are told.

-- The same outbox in the order in which events go on: a target's by its version at the write, which it has now.
CREATE TABLE outbox_in_order (
    shard     INTEGER NOT NULL CHECK (shard BETWEEN 0 AND 63),
    event_id  BLOB    NOT NULL CHECK (length(event_id) = 16),
    target_id BLOB    NOT NULL,
    area      TEXT    NOT NULL,
    record_id BLOB    NOT NULL,
    version   INTEGER NOT NULL,
    body      TEXT    NOT NULL,
    sequence  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (shard, target_id, sequence, event_id)
) STRICT, WITHOUT ROWID;

INSERT INTO outbox_in_order (shard, event_id, target_id, area, record_id, version, body)
SELECT shard, event_id, target_id, area, record_id, version, body FROM outbox;

DROP TABLE outbox;
ALTER TABLE outbox_in_order RENAME TO outbox;

-- Events in the order in which they are delivered, kept for a while to be delivered again.
CREATE TABLE event_log (
    shard     INTEGER NOT NULL CHECK (shard BETWEEN 0 AND 63),
    number    INTEGER NOT NULL CHECK (number > 0),
    event_id  BLOB    NOT NULL CHECK (length(event_id) = 16),
    target_id BLOB    NOT NULL,
    area      TEXT    NOT NULL,
    record_id BLOB    NOT NULL,
    version   INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    logged_at INTEGER NOT NULL,
    body      TEXT    NOT NULL,
    PRIMARY KEY (shard, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_log_by_target ON event_log (shard, target_id, number);

-- Who moves and delivers the events of a shard, until when, and the last number that the log gave there.
CREATE TABLE relay_lease (
    shard       INTEGER NOT NULL CHECK (shard BETWEEN 0 AND 63),
    holder      BLOB    CHECK (length(holder) = 16),
    until       INTEGER NOT NULL DEFAULT 0,
    last_number INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (shard)
) STRICT, WITHOUT ROWID;

WITH RECURSIVE shards (shard) AS (
    SELECT 0 UNION ALL SELECT shard + 1 FROM shards WHERE shard < 63
)
INSERT INTO relay_lease (shard) SELECT shard FROM shards;

-- The processes that relay, so that each can tell its share.
CREATE TABLE relay_member (
    relay BLOB    NOT NULL CHECK (length(relay) = 16),
    until INTEGER NOT NULL,
    PRIMARY KEY (relay)
) STRICT, WITHOUT ROWID;

-- How far each consumer was told the events of each shard.
CREATE TABLE sink_position (
    sink   TEXT    NOT NULL,
    shard  INTEGER NOT NULL CHECK (shard BETWEEN 0 AND 63),
    number INTEGER NOT NULL CHECK (number >= 0),
    PRIMARY KEY (sink, shard)
) STRICT, WITHOUT ROWID;

-- What a consumer could not be told. The event itself stays in the log as long as it is here.
CREATE TABLE dead_letter (
    sink      TEXT    NOT NULL,
    shard     INTEGER NOT NULL CHECK (shard BETWEEN 0 AND 63),
    number    INTEGER NOT NULL,
    failed_at INTEGER NOT NULL,
    attempts  INTEGER NOT NULL,
    why       TEXT    NOT NULL,
    PRIMARY KEY (sink, shard, number)
) STRICT, WITHOUT ROWID;
