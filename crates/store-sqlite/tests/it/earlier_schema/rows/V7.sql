-- An item by its id, what was carried along, and a request that was carried out.
INSERT INTO contact_detail (target_id, area, created_at, id, target_kind, channel, usage, value, is_overseas,
    is_default, created_by, version, recorded_at, recorded_by, item)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 10000, x'00000000000000000000000000000701', 'person', 'email',
    'home', 'seventh@example.com', 0, 0, 'safi', 1, 10000, 'safi', '4D68BBA9');

INSERT INTO slot (target_id, area, slot, id, created_at)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 'email:2', x'00000000000000000000000000000701', 10000);

INSERT INTO carried (target_id, area, body)
VALUES (x'3fa1c0de000040008000000000000001', 'nhs', '{"gender":"female"}');

INSERT INTO done_request (target_id, request, version, at)
VALUES (x'3fa1c0de000040008000000000000001',
    x'0000000000000000000000000000000000000000000000000000000000000702', 4, 10000);
