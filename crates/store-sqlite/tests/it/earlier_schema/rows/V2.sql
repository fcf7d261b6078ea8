-- Values that were parsed, and a fax.
INSERT INTO contact_detail (target_id, area, created_at, id, target_kind, channel, usage, value, is_overseas,
    is_default, created_by, version, recorded_at, recorded_by, normal, extension, kind, region)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 5000, x'00000000000000000000000000000201', 'person', 'fax',
    'home', '020 7946 0234 x12', 0, 1, 'safi', 1, 5000, 'safi', '+442079460234', '12', 'landline', 'GB');

INSERT INTO contact_detail (target_id, area, created_at, id, target_kind, channel, value, address_line_1,
    address_line_5, postcode, is_overseas, is_default, created_by, version, recorded_at, recorded_by, kind, country,
    paf_key)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 5001, x'00000000000000000000000000000202', 'person', 'address',
    '2 Mare Street, E8 1AA', '2 Mare Street', 'Greater London', 'E8 1AA', 0, 0, 'safi', 1, 5001, 'safi',
    'uk', 'GBR', '12345678');

INSERT INTO slot (target_id, area, slot, id, created_at)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 'default:fax', x'00000000000000000000000000000201', 5000);
