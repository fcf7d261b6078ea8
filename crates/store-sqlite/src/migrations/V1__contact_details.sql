-- Instants are whole microseconds since 1970 in UTC; ids are the 16 bytes of a UUID.

CREATE TABLE target (
    target_id  BLOB    NOT NULL PRIMARY KEY CHECK (length(target_id) = 16),
    version    INTEGER NOT NULL CHECK (version >= 1),
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The current version of every record, clustered in the order in which it is read.
CREATE TABLE contact_detail (
    target_id           BLOB    NOT NULL CHECK (length(target_id) = 16),
    area                TEXT    NOT NULL,
    created_at          INTEGER NOT NULL,
    id                  BLOB    NOT NULL CHECK (length(id) = 16),
    target_kind         TEXT    NOT NULL,
    channel             TEXT    NOT NULL CHECK (channel IN ('phone', 'email', 'address')),
    usage               TEXT,
    relationship        TEXT,
    value               TEXT    NOT NULL,
    description         TEXT,
    address_line_1      TEXT,
    address_line_2      TEXT,
    address_line_3      TEXT,
    address_line_4      TEXT,
    postcode            TEXT,
    uprn                TEXT,
    is_overseas         INTEGER NOT NULL CHECK (is_overseas IN (0, 1)),
    overseas_address    TEXT,
    is_default          INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    valid_until         INTEGER,
    created_by          TEXT    NOT NULL,
    created_by_name     TEXT,
    created_by_email    TEXT,
    ended_at            INTEGER CHECK (ended_at >= created_at),
    ended_by            TEXT,
    ended_by_name       TEXT,
    ended_by_email      TEXT,
    version             INTEGER NOT NULL CHECK (version >= 1),
    recorded_at         INTEGER NOT NULL CHECK (recorded_at >= created_at),
    recorded_by         TEXT    NOT NULL,
    recorded_by_name    TEXT,
    recorded_by_email   TEXT,
    PRIMARY KEY (target_id, area, created_at, id),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK (ended_at IS NULL OR is_default = 0)
) STRICT, WITHOUT ROWID;

-- Every version a record has ever had, the current one included. Only ever added to.
CREATE TABLE contact_detail_version (
    target_id           BLOB    NOT NULL CHECK (length(target_id) = 16),
    area                TEXT    NOT NULL,
    created_at          INTEGER NOT NULL,
    id                  BLOB    NOT NULL CHECK (length(id) = 16),
    target_kind         TEXT    NOT NULL,
    channel             TEXT    NOT NULL,
    usage               TEXT,
    relationship        TEXT,
    value               TEXT    NOT NULL,
    description         TEXT,
    address_line_1      TEXT,
    address_line_2      TEXT,
    address_line_3      TEXT,
    address_line_4      TEXT,
    postcode            TEXT,
    uprn                TEXT,
    is_overseas         INTEGER NOT NULL,
    overseas_address    TEXT,
    is_default          INTEGER NOT NULL,
    valid_until         INTEGER,
    created_by          TEXT    NOT NULL,
    created_by_name     TEXT,
    created_by_email    TEXT,
    ended_at            INTEGER,
    ended_by            TEXT,
    ended_by_name       TEXT,
    ended_by_email      TEXT,
    version             INTEGER NOT NULL CHECK (version >= 1),
    recorded_at         INTEGER NOT NULL,
    recorded_by         TEXT    NOT NULL,
    recorded_by_name    TEXT,
    recorded_by_email   TEXT,
    PRIMARY KEY (target_id, area, created_at, id, version)
) STRICT, WITHOUT ROWID;

-- Where a record is, by its id: also what makes an id unique within its area.
CREATE TABLE contact_detail_key (
    id         BLOB    NOT NULL CHECK (length(id) = 16),
    area       TEXT    NOT NULL,
    target_id  BLOB    NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (id, area)
) STRICT, WITHOUT ROWID;

-- Places limited in number: 'phone:1' to 'phone:5', 'email:1' to 'email:5', 'default:phone' and so on.
CREATE TABLE slot (
    target_id  BLOB    NOT NULL,
    area       TEXT    NOT NULL,
    slot       TEXT    NOT NULL CHECK (slot IN (
        'phone:1', 'phone:2', 'phone:3', 'phone:4', 'phone:5',
        'email:1', 'email:2', 'email:3', 'email:4', 'email:5',
        'default:phone', 'default:email', 'default:address')),
    id         BLOB    NOT NULL CHECK (length(id) = 16),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (target_id, area, slot)
) STRICT, WITHOUT ROWID;

-- Events that wait to be delivered.
CREATE TABLE outbox (
    shard     INTEGER NOT NULL CHECK (shard BETWEEN 0 AND 63),
    event_id  BLOB    NOT NULL CHECK (length(event_id) = 16),
    target_id BLOB    NOT NULL,
    area      TEXT    NOT NULL,
    record_id BLOB    NOT NULL,
    version   INTEGER NOT NULL,
    body      TEXT    NOT NULL,
    PRIMARY KEY (shard, event_id)
) STRICT, WITHOUT ROWID;

-- Who asked for what, and what came of it. Only ever added to; holds no value.
CREATE TABLE audit_entry (
    shard       INTEGER NOT NULL CHECK (shard BETWEEN 0 AND 63),
    entry_id    BLOB    NOT NULL CHECK (length(entry_id) = 16),
    at          INTEGER NOT NULL,
    actor       TEXT    NOT NULL,
    mode        TEXT    NOT NULL,
    action      TEXT    NOT NULL,
    target_id   BLOB,
    record_id   BLOB,
    areas       TEXT    NOT NULL,
    outcome     TEXT    NOT NULL CHECK (outcome IN ('allowed', 'refused')),
    because     TEXT    NOT NULL,
    correlation BLOB    NOT NULL,
    PRIMARY KEY (shard, entry_id)
) STRICT, WITHOUT ROWID;
