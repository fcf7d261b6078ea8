-- A target that another took the place of, one that is invalid, and a person whose name is hidden, too.
INSERT INTO target (target_id, version, changed_at, superseded_by)
VALUES (x'3fa1c0de000040008000000000000002', 1, 9000, x'3fa1c0de000040008000000000000001');
INSERT INTO target (target_id, version, changed_at, invalidated)
VALUES (x'3fa1c0de000040008000000000000004', 1, 9000, 1);

INSERT INTO succession (target_id, version, fate, superseded_by, reason, recorded_at, recorded_by, recorded_by_name,
    recorded_by_email)
VALUES (x'3fa1c0de000040008000000000000002', 1, 'superseded', x'3fa1c0de000040008000000000000001', 'two of one', 9000,
    'safi', 'Safi', 'safi@example.com');
INSERT INTO succession (target_id, version, fate, reason, recorded_at, recorded_by)
VALUES (x'3fa1c0de000040008000000000000004', 1, 'invalidated', 'never was', 9000, 'safi');

INSERT INTO restriction (target_id, version, is_on, reason, recorded_at, recorded_by, level)
VALUES (x'3fa1c0de000040008000000000000003', 2, 1, 'more so', 9000, 'safi', 'very-restricted');
