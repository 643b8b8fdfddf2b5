-- Message ids of the last month, so that one that comes again is recognised without reading events. A hash of 128 bits stands for the id.
-- A row may stand twice. Small granules: a batch looks up thousands of ids that lie anywhere.
CREATE TABLE message_ids {{on_cluster}}
(
    workspace   UInt32,
    message     UInt128,
    batch       UInt64,
    received_at DateTime('UTC') CODEC(Delta, ZSTD)
)
ENGINE = {{engine:MergeTree}}
PARTITION BY toYYYYMM(received_at)
ORDER BY (workspace, message)
TTL received_at + INTERVAL 31 DAY
SETTINGS non_replicated_deduplication_window = 10000,
         index_granularity = 256,
         ttl_only_drop_parts = 1;

-- Which profile a number counts for, from a batch on: of several rows that of the greatest batch that is read. A number without a row
-- counts for itself. A row may stand twice.
CREATE TABLE profile_aliases {{on_cluster}}
(
    workspace UInt32,
    number    UInt32,
    batch     UInt64,
    profile   UInt32
)
ENGINE = {{engine:MergeTree}}
ORDER BY (workspace, number, batch)
SETTINGS non_replicated_deduplication_window = 10000;

-- Of values that were given at the same time that of the greatest message id holds, whatever order they came in.
ALTER TABLE profile_values {{on_cluster}}
    ADD COLUMN message_id String CODEC(ZSTD(3)) AFTER source;

INSERT INTO message_ids (workspace, message, batch, received_at)
SELECT workspace, reinterpretAsUInt128(sipHash128(message_id)), batch, received_at
FROM events
WHERE received_at > now() - INTERVAL 31 DAY;

-- Both tables are ordered by something else than the profile, so that one profile's rows lie anywhere in them: a small filter says of each
-- granule whether it may hold some. What was stored before is filtered as it is merged, or now. See docs/decisions/0019.
ALTER TABLE events {{on_cluster}} ADD INDEX IF NOT EXISTS by_profile profile TYPE bloom_filter(0.01) GRANULARITY 1;

ALTER TABLE events {{on_cluster}} MATERIALIZE INDEX by_profile;

ALTER TABLE membership_changes {{on_cluster}} ADD INDEX IF NOT EXISTS by_profile profile TYPE bloom_filter(0.01) GRANULARITY 1;

ALTER TABLE membership_changes {{on_cluster}} MATERIALIZE INDEX by_profile;
