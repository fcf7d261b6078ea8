-- What became of targets: superseded by another, made invalid, restored; and how much of a restricted person is hidden.
-- Instants and ids are kept as before.

-- What a plain read needs to know first, and what leads from target to target.
ALTER TABLE target ADD COLUMN superseded_by BLOB
    CHECK (length(superseded_by) = 16 AND superseded_by <> target_id);
ALTER TABLE target ADD COLUMN invalidated INTEGER NOT NULL DEFAULT 0
    CHECK (invalidated IN (0, 1) AND (invalidated = 0 OR superseded_by IS NULL));

-- Every word on what became of a target. Only ever added to; the last one holds.
CREATE TABLE succession (
    target_id         BLOB    NOT NULL CHECK (length(target_id) = 16),
    version           INTEGER NOT NULL CHECK (version >= 1),
    fate              TEXT    NOT NULL CHECK (fate IN ('superseded', 'invalidated', 'restored')),
    superseded_by     BLOB    CHECK (length(superseded_by) = 16 AND superseded_by <> target_id),
    reason            TEXT    NOT NULL,
    recorded_at       INTEGER NOT NULL,
    recorded_by       TEXT    NOT NULL,
    recorded_by_name  TEXT,
    recorded_by_email TEXT,
    PRIMARY KEY (target_id, version),
    CHECK ((superseded_by IS NULL) = (fate <> 'superseded'))
) STRICT, WITHOUT ROWID;

-- What was recorded before knew one level.
ALTER TABLE restriction ADD COLUMN level TEXT NOT NULL DEFAULT 'restricted'
    CHECK (level IN ('restricted', 'very-restricted'));
