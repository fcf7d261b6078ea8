-- Sharing agreed to and withdrawn by proxies, a restricted person behind broken glass, an identifier, a revocation that
-- was lifted, an index and what the file knows of itself. The trail is chained by the test.
UPDATE target SET shared = 1 WHERE target_id = x'3fa1c0de000040008000000000000001';
INSERT INTO target (target_id, version, changed_at, restricted)
VALUES (x'3fa1c0de000040008000000000000003', 2, 8000, 1);

INSERT INTO sharing_grant (target_id, grant_id, from_area, to_area, channels, purposes, basis, agreed_by, proxy_name,
    proxy_authority, agreed_on, agreed_how, wording, evidence, expires_on, review_on, recorded_at, recorded_by,
    recorded_by_name, recorded_by_email, withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawn_by_email, wanted_by,
    withdrawn_proxy_name, withdrawn_proxy_authority, withdrawn_how, withdrawn_reason)
VALUES (x'3fa1c0de000040008000000000000001', x'00000000000000000000000000000501', 'housing', 'social care',
    'phone,email', 'direct-care', 'consent', 'proxy', 'Ada', 'court-deputy', 1735689600000000, 'form', 'notice 3',
    'letter of May', 4102444800000000, 4070908800000000, 8000, 'safi', 'Safi', 'safi@example.com', 8001, 'olu', 'Olu',
    'olu@example.com', 'proxy', 'Ada', 'court-deputy', 'phone', 'no longer wanted');

INSERT INTO restriction (target_id, version, is_on, reason, recorded_at, recorded_by, recorded_by_name,
    recorded_by_email)
VALUES (x'3fa1c0de000040008000000000000003', 1, 1, 'at risk', 8000, 'safi', 'Safi', 'safi@example.com');

INSERT INTO pass (target_id, pass_id, issuer, by_subject, by_name, by_email, purpose, reason, began_at, until)
VALUES (x'3fa1c0de000040008000000000000003', x'00000000000000000000000000000502', 'https://id.example', 'olu', 'Olu',
    'olu@example.com', 'emergency', 'found on the floor', 8000, 9000);

INSERT INTO target_identifier (target_id, system, value, recorded_at, recorded_by, recorded_by_name, recorded_by_email)
VALUES (x'3fa1c0de000040008000000000000001', 'nhs-number', '9434765919', 8000, 'safi', 'Safi', 'safi@example.com');

INSERT INTO revocation (revocation_id, issuer, kind, what, reason, recorded_at, recorded_by, recorded_by_name,
    recorded_by_email, lifted_at, lifted_by, lifted_by_name, lifted_by_email)
VALUES (x'00000000000000000000000000000503', 'https://id.example', 'subject', 'someone', 'left', 8000, 'safi', 'Safi',
    'safi@example.com', 8001, 'olu', 'Olu', 'olu@example.com');

INSERT INTO lookup (fingerprint, target_id, id, area, created_at)
VALUES (x'00000000000000000000000000000504', x'3fa1c0de000040008000000000000001',
    x'00000000000000000000000000000101', 'housing', 1000);

INSERT INTO setting (name, value)
VALUES ('lookup-key', x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
