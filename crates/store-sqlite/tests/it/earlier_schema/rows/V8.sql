-- An event that was told to one consumer and could not be told to another, and a process that relays.
INSERT INTO event_log (shard, number, event_id, target_id, area, record_id, version, sequence, logged_at, body)
VALUES (2, 1, x'00000000000000000000000000000801', x'3fa1c0de000040008000000000000002', 'housing',
    x'00000000000000000000000000000802', 1, 1, 11000, '{"eventType":"ContactDetailAddedEvent"}');

UPDATE relay_lease SET holder = x'00000000000000000000000000000803', until = 12000, last_number = 1 WHERE shard = 2;

INSERT INTO relay_member (relay, until) VALUES (x'00000000000000000000000000000803', 12000);

INSERT INTO sink_position (sink, shard, number) VALUES ('lines', 2, 1);

INSERT INTO dead_letter (sink, shard, number, failed_at, attempts, why)
VALUES ('case-work', 2, 1, 12000, 10, 'it answered 400');
