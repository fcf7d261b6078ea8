-- Marks, periods, a record in the place of another, wishes, and a turn to come.
INSERT INTO contact_detail (target_id, area, created_at, id, target_kind, channel, value, is_overseas, is_default,
    created_by, ended_at, ended_by, version, recorded_at, recorded_by, normal, kind, region, team, is_preferred,
    valid_from, valid_until, verified_how, verified_at, failure, failed_means, failure_evidence, failed_at, end_reason,
    superseded_by)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 6000, x'00000000000000000000000000000301', 'person', 'phone',
    '020 7946 0345', 0, 0, 'safi', 6001, 'safi', 1, 6001, 'safi', '+442079460345', 'landline', 'GB', 'repairs', 0,
    1735689600000000, 4102444800000000, 'code', 6000, 'hard', 'text', 'bounced twice', 6000, 'superseded',
    x'00000000000000000000000000000302');

INSERT INTO contact_detail (target_id, area, created_at, id, target_kind, channel, value, is_overseas, is_default,
    created_by, version, recorded_at, recorded_by, normal, kind, region, is_preferred, supersedes)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 6001, x'00000000000000000000000000000302', 'person', 'phone',
    '020 7946 0346', 0, 0, 'safi', 1, 6001, 'safi', '+442079460346', 'landline', 'GB', 1,
    x'00000000000000000000000000000301');

INSERT INTO slot (target_id, area, slot, id, created_at)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 'phone:2', x'00000000000000000000000000000302', 6001);

INSERT INTO contact_preference (target_id, area, method, format, times, do_not_use, version, recorded_at, recorded_by,
    recorded_by_name, recorded_by_email)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 'letter', 'large-print', 'after six', 'text,call', 1, 6002,
    'safi', 'Safi', 'safi@example.com');

INSERT INTO contact_preference_version (target_id, area, method, format, times, do_not_use, version, recorded_at,
    recorded_by, recorded_by_name, recorded_by_email)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 'letter', 'large-print', 'after six', 'text,call', 1, 6002,
    'safi', 'Safi', 'safi@example.com');

INSERT INTO validity_turn (shard, turns_on, target_id, area, id, created_at)
VALUES (1, 4102531200000000, x'3fa1c0de000040008000000000000001', 'housing', x'00000000000000000000000000000101', 1000);
