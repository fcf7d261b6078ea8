-- Days are kept as their midnight in UTC, in whole microseconds since 1970, like recordValidUntil before
-- (column valid_until). Where such a column holds another time of that day, the day in London counts.

ALTER TABLE contact_detail ADD COLUMN team TEXT;
ALTER TABLE contact_detail ADD COLUMN is_preferred INTEGER NOT NULL DEFAULT 0 CHECK (is_preferred IN (0, 1));
ALTER TABLE contact_detail ADD COLUMN valid_from INTEGER CHECK (valid_until IS NULL OR valid_from <= valid_until);
ALTER TABLE contact_detail ADD COLUMN verified_how TEXT;
ALTER TABLE contact_detail ADD COLUMN verified_at INTEGER CHECK ((verified_at IS NULL) = (verified_how IS NULL));
ALTER TABLE contact_detail ADD COLUMN failure TEXT CHECK (failure IN ('hard', 'soft'));
ALTER TABLE contact_detail ADD COLUMN failed_means TEXT CHECK ((failed_means IS NULL) = (failure IS NULL));
ALTER TABLE contact_detail ADD COLUMN failure_evidence TEXT CHECK (failure_evidence IS NULL OR failure IS NOT NULL);
ALTER TABLE contact_detail ADD COLUMN failed_at INTEGER CHECK ((failed_at IS NULL) = (failure IS NULL));
ALTER TABLE contact_detail ADD COLUMN supersedes BLOB CHECK (length(supersedes) = 16);
ALTER TABLE contact_detail ADD COLUMN end_reason TEXT CHECK (end_reason IS NULL OR ended_at IS NOT NULL);
ALTER TABLE contact_detail ADD COLUMN superseded_by BLOB
    CHECK (superseded_by IS NULL OR (length(superseded_by) = 16 AND ended_at IS NOT NULL));

ALTER TABLE contact_detail_version ADD COLUMN team TEXT;
ALTER TABLE contact_detail_version ADD COLUMN is_preferred INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact_detail_version ADD COLUMN valid_from INTEGER;
ALTER TABLE contact_detail_version ADD COLUMN verified_how TEXT;
ALTER TABLE contact_detail_version ADD COLUMN verified_at INTEGER;
ALTER TABLE contact_detail_version ADD COLUMN failure TEXT;
ALTER TABLE contact_detail_version ADD COLUMN failed_means TEXT;
ALTER TABLE contact_detail_version ADD COLUMN failure_evidence TEXT;
ALTER TABLE contact_detail_version ADD COLUMN failed_at INTEGER;
ALTER TABLE contact_detail_version ADD COLUMN supersedes BLOB;
ALTER TABLE contact_detail_version ADD COLUMN end_reason TEXT;
ALTER TABLE contact_detail_version ADD COLUMN superseded_by BLOB;

-- A record has one successor at most.
CREATE UNIQUE INDEX contact_detail_successor ON contact_detail (target_id, area, supersedes)
    WHERE supersedes IS NOT NULL;

-- How a target wants to be reached, as one area was told.
CREATE TABLE contact_preference (
    target_id         BLOB    NOT NULL CHECK (length(target_id) = 16),
    area              TEXT    NOT NULL,
    method            TEXT,
    format            TEXT,
    times             TEXT,
    do_not_use        TEXT    NOT NULL,
    version           INTEGER NOT NULL CHECK (version >= 1),
    recorded_at       INTEGER NOT NULL,
    recorded_by       TEXT    NOT NULL,
    recorded_by_name  TEXT,
    recorded_by_email TEXT,
    PRIMARY KEY (target_id, area)
) STRICT, WITHOUT ROWID;

-- Every version of it, the current one included. Only ever added to.
CREATE TABLE contact_preference_version (
    target_id         BLOB    NOT NULL CHECK (length(target_id) = 16),
    area              TEXT    NOT NULL,
    method            TEXT,
    format            TEXT,
    times             TEXT,
    do_not_use        TEXT    NOT NULL,
    version           INTEGER NOT NULL CHECK (version >= 1),
    recorded_at       INTEGER NOT NULL,
    recorded_by       TEXT    NOT NULL,
    recorded_by_name  TEXT,
    recorded_by_email TEXT,
    PRIMARY KEY (target_id, area, version)
) STRICT, WITHOUT ROWID;

-- The days on which records will begin or stop to be valid, until that has been told.
CREATE TABLE validity_turn (
    shard      INTEGER NOT NULL CHECK (shard BETWEEN 0 AND 63),
    turns_on   INTEGER NOT NULL,
    target_id  BLOB    NOT NULL CHECK (length(target_id) = 16),
    area       TEXT    NOT NULL,
    id         BLOB    NOT NULL CHECK (length(id) = 16),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (shard, turns_on, target_id, area, id)
) STRICT, WITHOUT ROWID;

-- What was recorded before may lapse as well: on the day after its last, or when the three months of a
-- temporary detail are over. Whoever tells turns looks once more, from today on, at each of these records that
-- has not lapsed before today, and knows the days in London, which in summer begin an hour before those of UTC.
INSERT INTO validity_turn (shard, turns_on, target_id, area, id, created_at)
SELECT
    (16 * (instr('0123456789ABCDEF', substr(hex(target_id), 31, 1)) - 1)
        + instr('0123456789ABCDEF', substr(hex(target_id), 32, 1)) - 1) % 64,
    CAST(strftime('%s', 'now', 'start of day') AS INTEGER) * 1000000,
    target_id, area, id, created_at
FROM contact_detail
WHERE ended_at IS NULL AND (
    valid_until >= CAST(strftime('%s', 'now', 'start of day', '-1 day', '-1 hour') AS INTEGER) * 1000000
    OR (usage = 'temporary'
        AND created_at >= CAST(strftime('%s', 'now', '-3 months', '-4 days') AS INTEGER) * 1000000));
