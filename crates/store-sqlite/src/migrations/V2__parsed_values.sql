-- What parsing found is kept beside what was typed: the normal form, the extension, the kind and the
-- region of a number, the fifth line, country and PAF key of an address. Fax and textphone join the
-- channels, which SQLite can allow only by building the tables anew.

CREATE TABLE contact_detail_new (
    target_id           BLOB    NOT NULL CHECK (length(target_id) = 16),
    area                TEXT    NOT NULL,
    created_at          INTEGER NOT NULL,
    id                  BLOB    NOT NULL CHECK (length(id) = 16),
    target_kind         TEXT    NOT NULL,
    channel             TEXT    NOT NULL CHECK (channel IN ('phone', 'email', 'address', 'fax', 'textphone')),
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
    normal              TEXT,
    extension           TEXT,
    kind                TEXT,
    region              TEXT,
    address_line_5      TEXT,
    country             TEXT,
    paf_key             TEXT,
    PRIMARY KEY (target_id, area, created_at, id),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK (ended_at IS NULL OR is_default = 0)
) STRICT, WITHOUT ROWID;

INSERT INTO contact_detail_new
SELECT *, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM contact_detail;

DROP TABLE contact_detail;

ALTER TABLE contact_detail_new RENAME TO contact_detail;

ALTER TABLE contact_detail_version ADD COLUMN normal TEXT;
ALTER TABLE contact_detail_version ADD COLUMN extension TEXT;
ALTER TABLE contact_detail_version ADD COLUMN kind TEXT;
ALTER TABLE contact_detail_version ADD COLUMN region TEXT;
ALTER TABLE contact_detail_version ADD COLUMN address_line_5 TEXT;
ALTER TABLE contact_detail_version ADD COLUMN country TEXT;
ALTER TABLE contact_detail_version ADD COLUMN paf_key TEXT;

CREATE TABLE slot_new (
    target_id  BLOB    NOT NULL,
    area       TEXT    NOT NULL,
    slot       TEXT    NOT NULL CHECK (slot IN (
        'phone:1', 'phone:2', 'phone:3', 'phone:4', 'phone:5',
        'email:1', 'email:2', 'email:3', 'email:4', 'email:5',
        'default:phone', 'default:email', 'default:address', 'default:fax', 'default:textphone')),
    id         BLOB    NOT NULL CHECK (length(id) = 16),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (target_id, area, slot)
) STRICT, WITHOUT ROWID;

INSERT INTO slot_new SELECT * FROM slot;

DROP TABLE slot;

ALTER TABLE slot_new RENAME TO slot;
