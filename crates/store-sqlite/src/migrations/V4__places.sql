-- Places are by the settings of an area: any number of a channel ('phone:12'), one of each use
-- ('use:phone:home', 'use:phone:home:carer'), a default for each team ('default:phone:repairs'). Which of them an
-- area has is the rule's to say; that nobody shares one is the primary key's. SQLite can allow other names only by
-- building the table anew.

CREATE TABLE slot_new (
    target_id  BLOB    NOT NULL,
    area       TEXT    NOT NULL,
    slot       TEXT    NOT NULL CHECK (
        slot IN ('default:phone', 'default:email', 'default:address', 'default:fax', 'default:textphone')
        OR slot GLOB 'default:phone:?*' OR slot GLOB 'default:email:?*' OR slot GLOB 'default:address:?*'
        OR slot GLOB 'default:fax:?*' OR slot GLOB 'default:textphone:?*'
        OR slot GLOB 'use:phone:?*' OR slot GLOB 'use:email:?*' OR slot GLOB 'use:address:?*'
        OR slot GLOB 'use:fax:?*' OR slot GLOB 'use:textphone:?*'
        OR (slot GLOB 'phone:[1-9]*' AND slot NOT GLOB 'phone:*[^0-9]*')
        OR (slot GLOB 'email:[1-9]*' AND slot NOT GLOB 'email:*[^0-9]*')
        OR (slot GLOB 'address:[1-9]*' AND slot NOT GLOB 'address:*[^0-9]*')),
    id         BLOB    NOT NULL CHECK (length(id) = 16),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (target_id, area, slot)
) STRICT, WITHOUT ROWID;

INSERT INTO slot_new SELECT * FROM slot;

DROP TABLE slot;

ALTER TABLE slot_new RENAME TO slot;

-- In the name of an area a run of white space counts as one space from now on. Where an area was kept with more,
-- and none has the plain name, its records follow; what would meet another area's stays as it is.
CREATE TABLE area_respelt (
    was     TEXT NOT NULL PRIMARY KEY,
    becomes TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO area_respelt
SELECT area, replace(replace(replace(plain, ' ', ' ' || char(1)), char(1) || ' ', ''), char(1), '')
FROM (
    SELECT area, replace(replace(replace(replace(area, char(9), ' '), char(10), ' '), char(13), ' '), char(160), ' ')
        AS plain
    FROM (SELECT area FROM contact_detail_key UNION SELECT area FROM contact_preference))
ORDER BY area;

DELETE FROM area_respelt
WHERE was = becomes
    OR becomes IN (SELECT area FROM contact_detail_key UNION SELECT area FROM contact_preference);

UPDATE contact_detail SET area = (SELECT becomes FROM area_respelt WHERE was = area)
WHERE area IN (SELECT was FROM area_respelt);
UPDATE contact_detail_version SET area = (SELECT becomes FROM area_respelt WHERE was = area)
WHERE area IN (SELECT was FROM area_respelt);
UPDATE contact_detail_key SET area = (SELECT becomes FROM area_respelt WHERE was = area)
WHERE area IN (SELECT was FROM area_respelt);
UPDATE slot SET area = (SELECT becomes FROM area_respelt WHERE was = area)
WHERE area IN (SELECT was FROM area_respelt);
UPDATE validity_turn SET area = (SELECT becomes FROM area_respelt WHERE was = area)
WHERE area IN (SELECT was FROM area_respelt);
UPDATE outbox SET area = (SELECT becomes FROM area_respelt WHERE was = area)
WHERE area IN (SELECT was FROM area_respelt);
UPDATE contact_preference SET area = (SELECT becomes FROM area_respelt WHERE was = area)
WHERE area IN (SELECT was FROM area_respelt);
UPDATE contact_preference_version SET area = (SELECT becomes FROM area_respelt WHERE was = area)
WHERE area IN (SELECT was FROM area_respelt);

DROP TABLE area_respelt;
