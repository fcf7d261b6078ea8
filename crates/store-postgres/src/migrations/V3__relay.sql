-- The way of events from the outbox to those who are told.

-- Events in the order in which they are delivered, kept for a while to be delivered again.
CREATE TABLE event_log (
    shard     bigint NOT NULL CHECK (shard BETWEEN 0 AND 63),
    number    bigint NOT NULL CHECK (number >= 1),
    event_id  uuid   NOT NULL,
    target_id uuid   NOT NULL,
    area      text   COLLATE "C" NOT NULL,
    record_id uuid   NOT NULL,
    version   bigint NOT NULL,
    sequence  bigint NOT NULL,
    logged_at bigint NOT NULL,
    body      text   NOT NULL,
    PRIMARY KEY (shard, number)
);

CREATE INDEX event_log_by_target ON event_log (shard, target_id, number);

ALTER TABLE event_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE event_log FORCE ROW LEVEL SECURITY;
CREATE POLICY of_area ON event_log USING (
    current_setting('contactable.areas', true) = '*'
    OR strpos(current_setting('contactable.areas', true), E'\n' || area || E'\n') > 0);

-- Who moves and delivers the events of a shard, until when, and the last number that the log gave there. Whoever writes for
-- a shard holds its row meanwhile.
CREATE TABLE relay_lease (
    shard       bigint NOT NULL PRIMARY KEY CHECK (shard BETWEEN 0 AND 63),
    holder      uuid,
    until       bigint NOT NULL,
    last_number bigint NOT NULL CHECK (last_number >= 0)
);

INSERT INTO relay_lease (shard, until, last_number)
SELECT shard, 0, 0 FROM generate_series(0, 63) AS shards (shard);

-- The processes that relay, so that each can tell its share.
CREATE TABLE relay_member (
    relay uuid   NOT NULL PRIMARY KEY,
    until bigint NOT NULL
);

-- How far each consumer was told the events of each shard.
CREATE TABLE sink_position (
    sink   text   COLLATE "C" NOT NULL,
    shard  bigint NOT NULL CHECK (shard BETWEEN 0 AND 63),
    number bigint NOT NULL CHECK (number >= 0),
    PRIMARY KEY (sink, shard)
);

-- What a consumer could not be told. The event itself stays in the log as long as it is here.
CREATE TABLE dead_letter (
    sink      text   COLLATE "C" NOT NULL,
    shard     bigint NOT NULL CHECK (shard BETWEEN 0 AND 63),
    number    bigint NOT NULL,
    failed_at bigint NOT NULL,
    attempts  bigint NOT NULL,
    why       text   NOT NULL,
    PRIMARY KEY (sink, shard, number)
);

CREATE INDEX dead_letter_by_place ON dead_letter (shard, number);

-- Whoever asks for leases holds the row meanwhile, so that one follows the other.
INSERT INTO setting (name, value) VALUES ('lock:relay', '');
