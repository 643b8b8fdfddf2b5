-- What happened on each day, by stream and profile: its events, and of a parameter how many had it and what it sums up to, as lists that are equally long, so that
-- how long they are is stored and read once. Rows of a profile are put together day by day when parts are merged: the engine does so with what is called a map.
-- Nobody has as many events on a day as 32 bits cannot count. Streams are built anew from events: see `zoneData`. Waited for,
-- as the table that follows has its name, and with replicas its place.
DROP TABLE IF EXISTS timelines {{on_cluster}} SYNC SETTINGS max_table_size_to_drop = 0;

CREATE TABLE timelines {{on_cluster}}
(
    workspace        UInt32,
    stream           UInt32,
    profile          UInt32,
    `daysMap.day`    Array(UInt16),
    `daysMap.events` Array(UInt32),
    `daysMap.valued` Array(UInt32),
    `daysMap.total`  Array(Decimal(38, 8))
)
ENGINE = {{engine:SummingMergeTree}}
ORDER BY (workspace, stream, profile)
SETTINGS index_granularity = 512,
         enable_block_number_column = 1,
         enable_block_offset_column = 1;
