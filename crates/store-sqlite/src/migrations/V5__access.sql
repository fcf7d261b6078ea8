-- Who may see what: sharing grants, restrictions, broken glass, identifiers, revocations, and an index of values that
-- knows no value. The trail is a table of its own now, each entry chained to the one before it; what stands in
-- audit_entry is taken over when the file is opened. Instants, days and ids are kept as before.

-- What a plain read needs to know first.
ALTER TABLE target ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1));
ALTER TABLE target ADD COLUMN shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1));

-- Grants are added, and withdrawn once. channels and purposes: words with commas between them; all when empty.
CREATE TABLE sharing_grant (
    target_id                 BLOB    NOT NULL CHECK (length(target_id) = 16),
    grant_id                  BLOB    NOT NULL CHECK (length(grant_id) = 16),
    from_area                 TEXT    NOT NULL,
    to_area                   TEXT    NOT NULL CHECK (to_area <> from_area),
    channels                  TEXT    NOT NULL,
    purposes                  TEXT    NOT NULL,
    basis                     TEXT    NOT NULL,
    agreed_by                 TEXT    NOT NULL,
    proxy_name                TEXT    CHECK ((proxy_name IS NULL) = (agreed_by <> 'proxy')),
    proxy_authority           TEXT    CHECK ((proxy_authority IS NULL) = (proxy_name IS NULL)),
    agreed_on                 INTEGER NOT NULL,
    agreed_how                TEXT    NOT NULL,
    wording                   TEXT    NOT NULL,
    evidence                  TEXT,
    expires_on                INTEGER,
    review_on                 INTEGER,
    recorded_at               INTEGER NOT NULL,
    recorded_by               TEXT    NOT NULL,
    recorded_by_name          TEXT,
    recorded_by_email         TEXT,
    withdrawn_at              INTEGER CHECK (withdrawn_at >= recorded_at),
    withdrawn_by              TEXT    CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)),
    withdrawn_by_name         TEXT,
    withdrawn_by_email        TEXT,
    wanted_by                 TEXT    CHECK ((wanted_by IS NULL) = (withdrawn_at IS NULL)),
    withdrawn_proxy_name      TEXT    CHECK ((withdrawn_proxy_name IS NULL) = (wanted_by IS NOT 'proxy')),
    withdrawn_proxy_authority TEXT    CHECK ((withdrawn_proxy_authority IS NULL) = (withdrawn_proxy_name IS NULL)),
    withdrawn_how             TEXT    CHECK ((withdrawn_how IS NULL) = (withdrawn_at IS NULL)),
    withdrawn_reason          TEXT,
    PRIMARY KEY (target_id, grant_id)
) STRICT, WITHOUT ROWID;

-- Every word on whether a person is restricted. Only ever added to; the last one holds.
CREATE TABLE restriction (
    target_id         BLOB    NOT NULL CHECK (length(target_id) = 16),
    version           INTEGER NOT NULL CHECK (version >= 1),
    is_on             INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    reason            TEXT    NOT NULL,
    recorded_at       INTEGER NOT NULL,
    recorded_by       TEXT    NOT NULL,
    recorded_by_name  TEXT,
    recorded_by_email TEXT,
    PRIMARY KEY (target_id, version)
) STRICT, WITHOUT ROWID;

-- Who broke the glass. Only ever added to.
CREATE TABLE pass (
    target_id   BLOB    NOT NULL CHECK (length(target_id) = 16),
    pass_id     BLOB    NOT NULL CHECK (length(pass_id) = 16),
    issuer      TEXT    NOT NULL,
    by_subject  TEXT    NOT NULL,
    by_name     TEXT,
    by_email    TEXT,
    purpose     TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    began_at    INTEGER NOT NULL,
    until       INTEGER NOT NULL CHECK (until >= began_at),
    PRIMARY KEY (target_id, pass_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX pass_by_time ON pass (began_at);

-- The identifiers of targets.
CREATE TABLE target_identifier (
    target_id         BLOB    NOT NULL CHECK (length(target_id) = 16),
    system            TEXT    NOT NULL,
    value             TEXT    NOT NULL,
    recorded_at       INTEGER NOT NULL,
    recorded_by       TEXT    NOT NULL,
    recorded_by_name  TEXT,
    recorded_by_email TEXT,
    PRIMARY KEY (target_id, system)
) STRICT, WITHOUT ROWID;

-- An identifier has one target.
CREATE UNIQUE INDEX target_identifier_value ON target_identifier (system, value);

CREATE TABLE revocation (
    revocation_id     BLOB    NOT NULL PRIMARY KEY CHECK (length(revocation_id) = 16),
    issuer            TEXT    NOT NULL,
    kind              TEXT    NOT NULL CHECK (kind IN ('token', 'subject')),
    what              TEXT    NOT NULL,
    reason            TEXT    NOT NULL,
    recorded_at       INTEGER NOT NULL,
    recorded_by       TEXT    NOT NULL,
    recorded_by_name  TEXT,
    recorded_by_email TEXT,
    lifted_at         INTEGER CHECK (lifted_at >= recorded_at),
    lifted_by         TEXT    CHECK ((lifted_by IS NULL) = (lifted_at IS NULL)),
    lifted_by_name    TEXT,
    lifted_by_email   TEXT
) STRICT, WITHOUT ROWID;

-- Which records hold a value, or held it in an earlier version. Only ever added to.
CREATE TABLE lookup (
    fingerprint BLOB    NOT NULL CHECK (length(fingerprint) = 16),
    target_id   BLOB    NOT NULL CHECK (length(target_id) = 16),
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    area        TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (fingerprint, target_id, id, area)
) STRICT, WITHOUT ROWID;

-- Who asked for what, and what came of it. Only ever added to; holds no value. Streams 0 to 63 are those of the
-- targets' shards, 64 is the service's own.
CREATE TABLE trail (
    stream      INTEGER NOT NULL CHECK (stream BETWEEN 0 AND 64),
    number      INTEGER NOT NULL CHECK (number >= 1),
    entry_id    BLOB    NOT NULL CHECK (length(entry_id) = 16),
    at          INTEGER NOT NULL,
    issuer      TEXT    NOT NULL,
    actor       TEXT    NOT NULL,
    mode        TEXT    NOT NULL,
    purpose     TEXT    NOT NULL,
    action      TEXT    NOT NULL,
    target_id   BLOB    CHECK (length(target_id) = 16),
    record_id   BLOB    CHECK (length(record_id) = 16),
    grant_id    BLOB    CHECK (length(grant_id) = 16),
    pass_id     BLOB    CHECK (length(pass_id) = 16),
    areas       TEXT    NOT NULL,
    outcome     TEXT    NOT NULL CHECK (outcome IN ('allowed', 'refused')),
    because     TEXT    NOT NULL,
    correlation BLOB    NOT NULL CHECK (length(correlation) = 16),
    digest      BLOB    NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (stream, number)
) STRICT, WITHOUT ROWID;

-- How far each stream has come.
CREATE TABLE audit_head (
    stream INTEGER NOT NULL PRIMARY KEY CHECK (stream BETWEEN 0 AND 64),
    number INTEGER NOT NULL CHECK (number >= 1),
    digest BLOB    NOT NULL CHECK (length(digest) = 32)
) STRICT, WITHOUT ROWID;

-- What the file has to know about itself.
CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
