-- How far a replica is: whoever reads from replicas counts this up, and looks which number each of them shows.
CREATE TABLE heartbeat (
    name   text   COLLATE "C" NOT NULL PRIMARY KEY,
    number bigint NOT NULL CHECK (number >= 0)
);

INSERT INTO heartbeat (name, number) VALUES ('primary', 0);
