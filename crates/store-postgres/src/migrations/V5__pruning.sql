-- What of the log is old, found without looking at what is not.
CREATE INDEX event_log_by_time ON event_log (shard, logged_at, number);

-- The last number that the log forgot in a shard, so that whoever was not told so far can be warned.
ALTER TABLE relay_lease ADD COLUMN last_pruned bigint NOT NULL DEFAULT 0 CHECK (last_pruned >= 0);
