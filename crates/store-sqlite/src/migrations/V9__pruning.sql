-- What of the log is old, found without looking at what is not.
CREATE INDEX event_log_by_time ON event_log (shard, logged_at, number);

-- Whether an event could not be told to somebody.
CREATE INDEX dead_letter_by_place ON dead_letter (shard, number);

-- The last number that the log forgot in a shard, so that whoever was not told so far can be warned.
ALTER TABLE relay_lease ADD COLUMN last_pruned INTEGER NOT NULL DEFAULT 0;
