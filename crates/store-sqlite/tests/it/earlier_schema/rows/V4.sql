-- Places beyond the fifth, of a use, of a team.
INSERT INTO slot (target_id, area, slot, id, created_at) VALUES
    (x'3fa1c0de000040008000000000000001', 'nhs', 'use:phone:home', x'00000000000000000000000000000401', 7000),
    (x'3fa1c0de000040008000000000000001', 'nhs', 'phone:12', x'00000000000000000000000000000402', 7000),
    (x'3fa1c0de000040008000000000000001', 'nhs', 'default:phone:repairs', x'00000000000000000000000000000402', 7000);
