-- A bitmap has up to eight kilobytes, so that 512 of them are much to read for the few segments that a statement is about: a run of a thousand
-- segments took a tenth longer. A granule's size is a table's for good, so its rows move to another table.
CREATE TABLE memberships_in_small_granules {{on_cluster}}
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
         index_granularity = 64,
         enable_block_number_column = 1,
         enable_block_offset_column = 1;

-- May be cut off, and begun again.
INSERT INTO memberships_in_small_granules (workspace, chunk, segment, run, members)
SELECT workspace, chunk, segment, run, members
FROM memberships
WHERE (workspace, chunk, segment, run) NOT IN (SELECT workspace, chunk, segment, run FROM memberships_in_small_granules);

-- Not exchanged: done a second time that would be undone.
DROP TABLE IF EXISTS memberships {{on_cluster}};

RENAME TABLE IF EXISTS memberships_in_small_granules TO memberships {{on_cluster}};
