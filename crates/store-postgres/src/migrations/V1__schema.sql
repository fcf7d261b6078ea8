-- Instants are whole microseconds since 1970 in UTC; a day is its midnight there. Ids and instants come from the program.
-- Every key of what is a target's own begins with target_id, so that the tables can be spread over many machines. What is
-- to be unique beyond a target has a small table of its own. Texts compare by their bytes.

CREATE TABLE target (
    target_id     uuid    NOT NULL PRIMARY KEY,
    version       bigint  NOT NULL CHECK (version >= 1),
    changed_at    bigint  NOT NULL,
    -- What a plain read needs to know first, and what leads from target to target.
    restricted    boolean NOT NULL DEFAULT false,
    shared        boolean NOT NULL DEFAULT false,
    superseded_by uuid    CHECK (superseded_by <> target_id),
    invalidated   boolean NOT NULL DEFAULT false CHECK (NOT invalidated OR superseded_by IS NULL)
);

-- The current version of every record.
CREATE TABLE contact_detail (
    target_id           uuid    NOT NULL,
    area                text    COLLATE "C" NOT NULL,
    created_at          bigint  NOT NULL,
    id                  uuid    NOT NULL,
    target_kind         text    NOT NULL,
    channel             text    NOT NULL CHECK (channel IN ('phone', 'email', 'address', 'fax', 'textphone')),
    usage               text,
    relationship        text,
    value               text    NOT NULL,
    description         text,
    address_line_1      text,
    address_line_2      text,
    address_line_3      text,
    address_line_4      text,
    postcode            text,
    uprn                text,
    is_overseas         boolean NOT NULL,
    overseas_address    text,
    is_default          boolean NOT NULL,
    valid_until         bigint,
    created_by          text    NOT NULL,
    created_by_name     text,
    created_by_email    text,
    ended_at            bigint  CHECK (ended_at >= created_at),
    ended_by            text,
    ended_by_name       text,
    ended_by_email      text,
    version             bigint  NOT NULL CHECK (version >= 1),
    recorded_at         bigint  NOT NULL CHECK (recorded_at >= created_at),
    recorded_by         text    NOT NULL,
    recorded_by_name    text,
    recorded_by_email   text,
    normal              text,
    extension           text,
    kind                text,
    region              text,
    address_line_5      text,
    country             text,
    paf_key             text,
    team                text,
    is_preferred        boolean NOT NULL,
    valid_from          bigint,
    verified_how        text,
    verified_at         bigint,
    failure             text    CHECK (failure IN ('hard', 'soft')),
    failed_means        text,
    failure_evidence    text    CHECK (failure_evidence IS NULL OR failure IS NOT NULL),
    failed_at           bigint,
    supersedes          uuid,
    end_reason          text    CHECK (end_reason IS NULL OR ended_at IS NOT NULL),
    superseded_by       uuid    CHECK (superseded_by IS NULL OR ended_at IS NOT NULL),
    item                text    CHECK (length(item) BETWEEN 1 AND 64),
    PRIMARY KEY (target_id, area, created_at, id),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK (ended_at IS NULL OR NOT is_default),
    CHECK (valid_until IS NULL OR valid_from <= valid_until),
    CHECK ((verified_at IS NULL) = (verified_how IS NULL)),
    CHECK ((failed_means IS NULL) = (failure IS NULL)),
    CHECK ((failed_at IS NULL) = (failure IS NULL))
);

-- Every version a record has ever had, the current one included. Only ever added to.
CREATE TABLE contact_detail_version (
    target_id           uuid    NOT NULL,
    area                text    COLLATE "C" NOT NULL,
    created_at          bigint  NOT NULL,
    id                  uuid    NOT NULL,
    target_kind         text    NOT NULL,
    channel             text    NOT NULL,
    usage               text,
    relationship        text,
    value               text    NOT NULL,
    description         text,
    address_line_1      text,
    address_line_2      text,
    address_line_3      text,
    address_line_4      text,
    postcode            text,
    uprn                text,
    is_overseas         boolean NOT NULL,
    overseas_address    text,
    is_default          boolean NOT NULL,
    valid_until         bigint,
    created_by          text    NOT NULL,
    created_by_name     text,
    created_by_email    text,
    ended_at            bigint,
    ended_by            text,
    ended_by_name       text,
    ended_by_email      text,
    version             bigint  NOT NULL CHECK (version >= 1),
    recorded_at         bigint  NOT NULL,
    recorded_by         text    NOT NULL,
    recorded_by_name    text,
    recorded_by_email   text,
    normal              text,
    extension           text,
    kind                text,
    region              text,
    address_line_5      text,
    country             text,
    paf_key             text,
    team                text,
    is_preferred        boolean NOT NULL,
    valid_from          bigint,
    verified_how        text,
    verified_at         bigint,
    failure             text,
    failed_means        text,
    failure_evidence    text,
    failed_at           bigint,
    supersedes          uuid,
    end_reason          text,
    superseded_by       uuid,
    item                text    CHECK (length(item) BETWEEN 1 AND 64),
    PRIMARY KEY (target_id, area, created_at, id, version)
);

-- Where a record is, by its id: also what makes an id unique within its area.
CREATE TABLE contact_detail_key (
    id         uuid   NOT NULL,
    area       text   COLLATE "C" NOT NULL,
    target_id  uuid   NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (id, area)
);

-- A record has one successor at most.
CREATE TABLE successor (
    target_id  uuid NOT NULL,
    area       text COLLATE "C" NOT NULL,
    supersedes uuid NOT NULL,
    id         uuid NOT NULL,
    PRIMARY KEY (target_id, area, supersedes)
);

-- Places limited in number: any number of a channel ('phone:12'), one of each use ('use:phone:home',
-- 'use:phone:home:carer'), a default ('default:phone'), one for each team ('default:phone:repairs'). Which of them an area
-- has is the rule's to say; that nobody shares one is the primary key's.
CREATE TABLE slot (
    target_id  uuid   NOT NULL,
    area       text   COLLATE "C" NOT NULL,
    slot       text   COLLATE "C" NOT NULL CHECK (slot ~ '^((phone|email|address):[1-9][0-9]*|(use|default):(phone|email|address|fax|textphone):.+|default:(phone|email|address|fax|textphone))$'),
    id         uuid   NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (target_id, area, slot)
);

-- How a target wants to be reached, as one area was told.
CREATE TABLE contact_preference (
    target_id         uuid   NOT NULL,
    area              text   COLLATE "C" NOT NULL,
    method            text,
    format            text,
    times             text,
    do_not_use        text   NOT NULL,
    version           bigint NOT NULL CHECK (version >= 1),
    recorded_at       bigint NOT NULL,
    recorded_by       text   NOT NULL,
    recorded_by_name  text,
    recorded_by_email text,
    PRIMARY KEY (target_id, area)
);

-- Every version of it, the current one included. Only ever added to.
CREATE TABLE contact_preference_version (
    target_id         uuid   NOT NULL,
    area              text   COLLATE "C" NOT NULL,
    method            text,
    format            text,
    times             text,
    do_not_use        text   NOT NULL,
    version           bigint NOT NULL CHECK (version >= 1),
    recorded_at       bigint NOT NULL,
    recorded_by       text   NOT NULL,
    recorded_by_name  text,
    recorded_by_email text,
    PRIMARY KEY (target_id, area, version)
);

-- The days on which records will begin or stop to be valid, until that has been told.
CREATE TABLE validity_turn (
    shard      bigint NOT NULL CHECK (shard BETWEEN 0 AND 63),
    turns_on   bigint NOT NULL,
    target_id  uuid   NOT NULL,
    area       text   COLLATE "C" NOT NULL,
    id         uuid   NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (shard, turns_on, target_id, area, id)
);

-- Events that wait to be moved into the log, in the order in which they go on: a target's by its version at the write.
CREATE TABLE outbox (
    shard     bigint NOT NULL CHECK (shard BETWEEN 0 AND 63),
    event_id  uuid   NOT NULL,
    target_id uuid   NOT NULL,
    area      text   COLLATE "C" NOT NULL,
    record_id uuid   NOT NULL,
    version   bigint NOT NULL,
    body      text   NOT NULL,
    sequence  bigint NOT NULL,
    PRIMARY KEY (shard, target_id, sequence, event_id)
);

-- Grants are added, and withdrawn once. channels and purposes: words with commas between them; all when empty.
CREATE TABLE sharing_grant (
    target_id                 uuid   NOT NULL,
    grant_id                  uuid   NOT NULL,
    from_area                 text   COLLATE "C" NOT NULL,
    to_area                   text   COLLATE "C" NOT NULL,
    channels                  text   NOT NULL,
    purposes                  text   NOT NULL,
    basis                     text   NOT NULL,
    agreed_by                 text   NOT NULL,
    proxy_name                text,
    proxy_authority           text,
    agreed_on                 bigint NOT NULL,
    agreed_how                text   NOT NULL,
    wording                   text   NOT NULL,
    evidence                  text,
    expires_on                bigint,
    review_on                 bigint,
    recorded_at               bigint NOT NULL,
    recorded_by               text   NOT NULL,
    recorded_by_name          text,
    recorded_by_email         text,
    withdrawn_at              bigint CHECK (withdrawn_at >= recorded_at),
    withdrawn_by              text,
    withdrawn_by_name         text,
    withdrawn_by_email        text,
    wanted_by                 text,
    withdrawn_proxy_name      text,
    withdrawn_proxy_authority text,
    withdrawn_how             text,
    withdrawn_reason          text,
    PRIMARY KEY (target_id, grant_id),
    CHECK (to_area <> from_area),
    CHECK ((proxy_name IS NULL) = (agreed_by <> 'proxy')),
    CHECK ((proxy_authority IS NULL) = (proxy_name IS NULL)),
    CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)),
    CHECK ((wanted_by IS NULL) = (withdrawn_at IS NULL)),
    CHECK ((withdrawn_proxy_name IS NULL) = (wanted_by IS DISTINCT FROM 'proxy')),
    CHECK ((withdrawn_proxy_authority IS NULL) = (withdrawn_proxy_name IS NULL)),
    CHECK ((withdrawn_how IS NULL) = (withdrawn_at IS NULL))
);

-- Every word on whether a person is restricted. Only ever added to; the last one holds.
CREATE TABLE restriction (
    target_id         uuid    NOT NULL,
    version           bigint  NOT NULL CHECK (version >= 1),
    is_on             boolean NOT NULL,
    reason            text    NOT NULL,
    recorded_at       bigint  NOT NULL,
    recorded_by       text    NOT NULL,
    recorded_by_name  text,
    recorded_by_email text,
    level             text    NOT NULL CHECK (level IN ('restricted', 'very-restricted')),
    PRIMARY KEY (target_id, version)
);

-- Who broke the glass. Only ever added to.
CREATE TABLE pass (
    target_id   uuid   NOT NULL,
    pass_id     uuid   NOT NULL,
    issuer      text   NOT NULL,
    by_subject  text   NOT NULL,
    by_name     text,
    by_email    text,
    purpose     text   NOT NULL,
    reason      text   NOT NULL,
    began_at    bigint NOT NULL,
    until       bigint NOT NULL,
    PRIMARY KEY (target_id, pass_id),
    CHECK (until >= began_at)
);

CREATE INDEX pass_by_time ON pass (began_at);

-- Every word on what became of a target. Only ever added to; the last one holds.
CREATE TABLE succession (
    target_id         uuid   NOT NULL,
    version           bigint NOT NULL CHECK (version >= 1),
    fate              text   NOT NULL CHECK (fate IN ('superseded', 'invalidated', 'restored')),
    superseded_by     uuid,
    reason            text   NOT NULL,
    recorded_at       bigint NOT NULL,
    recorded_by       text   NOT NULL,
    recorded_by_name  text,
    recorded_by_email text,
    PRIMARY KEY (target_id, version),
    CHECK (superseded_by <> target_id),
    CHECK ((superseded_by IS NULL) = (fate <> 'superseded'))
);

-- The identifiers of targets.
CREATE TABLE target_identifier (
    target_id         uuid   NOT NULL,
    system            text   COLLATE "C" NOT NULL,
    value             text   COLLATE "C" NOT NULL,
    recorded_at       bigint NOT NULL,
    recorded_by       text   NOT NULL,
    recorded_by_name  text,
    recorded_by_email text,
    PRIMARY KEY (target_id, system)
);

-- Whose identifier it is: an identifier has one target.
CREATE TABLE identifier_key (
    system    text COLLATE "C" NOT NULL,
    value     text COLLATE "C" NOT NULL,
    target_id uuid NOT NULL,
    PRIMARY KEY (system, value)
);

CREATE TABLE revocation (
    revocation_id     uuid   NOT NULL PRIMARY KEY,
    issuer            text   NOT NULL,
    kind              text   NOT NULL CHECK (kind IN ('token', 'subject')),
    what              text   NOT NULL,
    reason            text   NOT NULL,
    recorded_at       bigint NOT NULL,
    recorded_by       text   NOT NULL,
    recorded_by_name  text,
    recorded_by_email text,
    lifted_at         bigint,
    lifted_by         text,
    lifted_by_name    text,
    lifted_by_email   text,
    CHECK (lifted_at >= recorded_at),
    CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
);

-- Which records hold a value, or held it in an earlier version, by the value's keyed digest. Only ever added to.
CREATE TABLE lookup (
    fingerprint bytea  NOT NULL CHECK (length(fingerprint) = 16),
    target_id   uuid   NOT NULL,
    id          uuid   NOT NULL,
    area        text   COLLATE "C" NOT NULL,
    created_at  bigint NOT NULL,
    PRIMARY KEY (fingerprint, target_id, id, area)
);

-- What came with a person from another system and is no contact detail.
CREATE TABLE carried (
    target_id uuid NOT NULL,
    area      text COLLATE "C" NOT NULL,
    body      text NOT NULL,
    PRIMARY KEY (target_id, area)
);

-- Requests that were carried out, by a digest of who sent what, and how each left the target.
CREATE TABLE done_request (
    target_id uuid   NOT NULL,
    request   bytea  NOT NULL CHECK (length(request) = 32),
    version   bigint NOT NULL CHECK (version >= 0),
    at        bigint NOT NULL,
    PRIMARY KEY (target_id, request)
);

CREATE INDEX done_request_by_time ON done_request (at);

-- Who asked for what, and what came of it. Only ever added to; holds no value. Streams 0 to 63 are those of the targets'
-- shards, 64 is the service's own.
CREATE TABLE trail (
    stream      bigint NOT NULL CHECK (stream BETWEEN 0 AND 64),
    number      bigint NOT NULL CHECK (number >= 1),
    entry_id    uuid   NOT NULL,
    at          bigint NOT NULL,
    issuer      text   NOT NULL,
    actor       text   NOT NULL,
    mode        text   NOT NULL,
    purpose     text   NOT NULL,
    action      text   NOT NULL,
    target_id   uuid,
    record_id   uuid,
    grant_id    uuid,
    pass_id     uuid,
    areas       text   NOT NULL,
    outcome     text   NOT NULL CHECK (outcome IN ('allowed', 'refused')),
    because     text   NOT NULL,
    correlation uuid   NOT NULL,
    digest      bytea  NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (stream, number)
);

-- How far each stream has come. Each has its row from the beginning, so that it can be held before the first entry.
CREATE TABLE audit_head (
    stream bigint NOT NULL PRIMARY KEY CHECK (stream BETWEEN 0 AND 64),
    number bigint NOT NULL CHECK (number >= 0),
    digest bytea  NOT NULL CHECK (length(digest) = 32)
);

INSERT INTO audit_head (stream, number, digest)
SELECT stream, 0, decode(repeat('00', 32), 'hex') FROM generate_series(0, 64) AS streams (stream);

-- What the database has to know about itself.
CREATE TABLE setting (
    name  text  COLLATE "C" NOT NULL PRIMARY KEY,
    value bytea NOT NULL
);

-- Rows that are only ever locked: whoever changes a succession, or makes the index of values, holds the row meanwhile.
INSERT INTO setting (name, value) VALUES ('lock:succession', ''), ('lock:lookup', '');
