-- Patients as PDS shows them: ids of items, what was carried along, and requests that may come again.

-- The id of the item that a record is shown in, where that is not made of the record's own.
ALTER TABLE contact_detail ADD COLUMN item TEXT CHECK (length(item) BETWEEN 1 AND 64);
ALTER TABLE contact_detail_version ADD COLUMN item TEXT CHECK (length(item) BETWEEN 1 AND 64);

-- What came with a person from another system and is no contact detail.
CREATE TABLE carried (
    target_id BLOB NOT NULL CHECK (length(target_id) = 16),
    area      TEXT NOT NULL,
    body      TEXT NOT NULL,
    PRIMARY KEY (target_id, area)
) STRICT, WITHOUT ROWID;

-- Requests that were carried out, by a digest of who sent what, and how each left the target.
CREATE TABLE done_request (
    target_id BLOB    NOT NULL CHECK (length(target_id) = 16),
    request   BLOB    NOT NULL CHECK (length(request) = 32),
    version   INTEGER NOT NULL CHECK (version >= 0),
    at        INTEGER NOT NULL,
    PRIMARY KEY (target_id, request)
) STRICT, WITHOUT ROWID;

CREATE INDEX done_request_by_time ON done_request (at);
