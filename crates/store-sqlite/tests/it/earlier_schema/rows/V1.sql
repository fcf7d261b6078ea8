-- What the first version kept: a default phone, an address that was retired, an e-mail; everything that can be said.
INSERT INTO target (target_id, version, changed_at) VALUES (x'3fa1c0de000040008000000000000001', 4, 4000);

INSERT INTO contact_detail (target_id, area, created_at, id, target_kind, channel, usage, relationship, value,
    description, is_overseas, is_default, valid_until, created_by, created_by_name, created_by_email, version,
    recorded_at, recorded_by, recorded_by_name, recorded_by_email)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 1000, x'00000000000000000000000000000101', 'person', 'phone',
    'mobile', 'carer', '020 7946 0123', 'after six', 0, 1, 4102444800000000, 'safi', 'Safi', 'safi@example.com', 1,
    1000, 'safi', 'Safi', 'safi@example.com');

INSERT INTO contact_detail (target_id, area, created_at, id, target_kind, channel, usage, value, address_line_1,
    address_line_2, address_line_3, address_line_4, postcode, uprn, is_overseas, overseas_address, is_default,
    created_by, ended_at, ended_by, ended_by_name, ended_by_email, version, recorded_at, recorded_by)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 2000, x'00000000000000000000000000000102', 'person', 'address',
    'home', '1 Mare Street, E8 1AA', 'Flat 1', '1 Mare Street', 'Hackney', 'London', 'E8 1AA', '100021045676', 0,
    '12 Rue Neuve', 0, 'safi', 3000, 'olu', 'Olu', 'olu@example.com', 1, 3000, 'olu');

INSERT INTO contact_detail (target_id, area, created_at, id, target_kind, channel, value, is_overseas, is_default,
    created_by, version, recorded_at, recorded_by)
VALUES (x'3fa1c0de000040008000000000000001', 'housing', 4000, x'00000000000000000000000000000103', 'person', 'email',
    'first@example.com', 0, 0, 'safi', 1, 4000, 'safi');

INSERT INTO slot (target_id, area, slot, id, created_at) VALUES
    (x'3fa1c0de000040008000000000000001', 'housing', 'phone:1', x'00000000000000000000000000000101', 1000),
    (x'3fa1c0de000040008000000000000001', 'housing', 'default:phone', x'00000000000000000000000000000101', 1000),
    (x'3fa1c0de000040008000000000000001', 'housing', 'email:1', x'00000000000000000000000000000103', 4000);

INSERT INTO outbox (shard, event_id, target_id, area, record_id, version, body)
VALUES (1, x'00000000000000000000000000000901', x'3fa1c0de000040008000000000000001', 'housing',
    x'00000000000000000000000000000101', 1, '{"eventType":"ContactDetailAddedEvent","from":"the first version"}');

INSERT INTO audit_entry (shard, entry_id, at, actor, mode, action, target_id, record_id, areas, outcome, because,
    correlation)
VALUES (1, x'00000000000000000000000000000801', 1000, 'safi', 'staff', 'create',
    x'3fa1c0de000040008000000000000001', x'00000000000000000000000000000101', 'housing', 'allowed', 'own-area',
    x'00000000000000000000000000000701');
