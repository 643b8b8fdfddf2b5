-- Raw events: immutable, one row each. Day-first order prunes recent windows; `batch` is the watermark
-- that an evaluation's `known` speaks of. Block columns are there from the start for patch-part deletes.
CREATE TABLE events {{on_cluster}}
(
    workspace     UInt32,
    action        LowCardinality(String),
    time          DateTime64(3, 'UTC') CODEC(Delta, ZSTD),
    profile       UInt32,
    message_id    String CODEC(ZSTD(3)),
    received_at   DateTime64(3, 'UTC') CODEC(Delta, ZSTD),
    batch         UInt64 CODEC(Delta, ZSTD),
    source        LowCardinality(String),
    revenue       Nullable(Decimal(18, 4)),
    currency      LowCardinality(String),
    order_id      String CODEC(ZSTD),
    products      Array(Tuple(
        product_id String,
        name String,
        category String,
        price Nullable(Decimal(18, 4)),
        quantity Nullable(Int64)
    )) CODEC(ZSTD),
    parameters    JSON(max_dynamic_paths = 256) CODEC(ZSTD)
)
ENGINE = {{engine:MergeTree}}
PARTITION BY toYYYYMM(time)
ORDER BY (workspace, action, toDate(time), profile)
SETTINGS non_replicated_deduplication_window = 10000,
         enable_block_number_column = 1,
         enable_block_offset_column = 1;

-- Profiles that can be named (customId, e-mail or phone), with the batch that first named them: the base of
-- every segment is the bitmap of these with batch <= known. A profile may stand twice; readers take the set.
CREATE TABLE known_profiles {{on_cluster}}
(
    workspace UInt32,
    profile   UInt32,
    batch     UInt64
)
ENGINE = {{engine:MergeTree}}
ORDER BY (workspace, profile)
SETTINGS non_replicated_deduplication_window = 10000;

-- Attributes as they are now; the row of the latest batch wins.
CREATE TABLE profile_attributes {{on_cluster}}
(
    workspace  UInt32,
    profile    UInt32,
    batch      UInt64,
    attributes JSON(max_dynamic_paths = 256),
    consents   Map(LowCardinality(String), Bool)
)
ENGINE = {{engine:ReplacingMergeTree(batch)}}
ORDER BY (workspace, profile)
SETTINGS non_replicated_deduplication_window = 10000;

-- Membership state: chunk = profile >> 16; only chunks that changed are written, so the state as of a run is,
-- for each chunk, the row of the greatest run not after it. One profile's segments are one small read.
CREATE TABLE memberships {{on_cluster}}
(
    workspace UInt32,
    chunk     UInt16,
    segment   UUID,
    run       UInt64,
    members   AggregateFunction(groupBitmap, UInt32)
)
ENGINE = {{engine:MergeTree}}
ORDER BY (workspace, chunk, segment, run)
SETTINGS non_replicated_deduplication_window = 10000,
         index_granularity = 512,
         enable_block_number_column = 1,
         enable_block_offset_column = 1;

-- Every entry and exit. A change written twice by a retried step is one row: the key is the change itself.
CREATE TABLE membership_changes {{on_cluster}}
(
    workspace UInt32,
    segment   UUID,
    run       UInt64,
    profile   UInt32,
    change    Enum8('left' = -1, 'entered' = 1),
    at        DateTime64(3, 'UTC'),
    version   UInt32,
    reason    LowCardinality(String)
)
ENGINE = {{engine:ReplacingMergeTree}}
ORDER BY (workspace, segment, run, profile)
SETTINGS enable_block_number_column = 1,
         enable_block_offset_column = 1;

-- Scratch of a run: leaf sets by key and chunk. Writing a set twice unites it with itself, so a retried step
-- changes nothing. A run's partition is dropped when it ends.
CREATE TABLE run_bitmaps {{on_cluster}}
(
    workspace UInt32,
    run       UInt64,
    key       String,
    chunk     UInt16,
    members   AggregateFunction(groupBitmap, UInt32)
)
ENGINE = {{engine:AggregatingMergeTree}}
PARTITION BY (workspace, run)
ORDER BY (key, chunk);
