-- What happened on each day, by stream and profile: events, and of a parameter how many had it and what it sums up to. Days are those of the
-- workspace's zone, counted from the one before 1970 (see segment-sql). A stream that is built anew has another number. Small granules:
-- the short way reads a few thousand profiles that lie anywhere.
CREATE TABLE timelines {{on_cluster}}
(
    workspace UInt32,
    stream    UInt32,
    profile   UInt32,
    counts    SimpleAggregateFunction(sumMap, Tuple(Array(UInt16), Array(UInt64))),
    sums      SimpleAggregateFunction(sumMap, Tuple(Array(UInt16), Array(UInt64), Array(Decimal(38, 8))))
)
ENGINE = {{engine:AggregatingMergeTree}}
ORDER BY (workspace, stream, profile)
SETTINGS index_granularity = 512,
         enable_block_number_column = 1,
         enable_block_offset_column = 1;

-- New batches are added to timelines: a granule of old days holds none of them.
ALTER TABLE events {{on_cluster}} ADD INDEX IF NOT EXISTS by_batch batch TYPE minmax GRANULARITY 1;

ALTER TABLE events {{on_cluster}} MATERIALIZE INDEX by_batch;
