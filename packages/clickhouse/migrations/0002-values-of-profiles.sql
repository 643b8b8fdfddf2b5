-- What names a profile, with the batch that first said so: the base of every segment, and the order in which ties
-- are broken. A row may stand twice; readers take the set.
CREATE TABLE identifiers {{on_cluster}}
(
    workspace UInt32,
    profile   UInt32,
    kind      Enum8('customId' = 1, 'email' = 2, 'phone' = 3, 'anonymousId' = 4),
    value     String CODEC(ZSTD),
    batch     UInt64
)
ENGINE = {{engine:MergeTree}}
ORDER BY (workspace, profile, kind, value)
SETTINGS non_replicated_deduplication_window = 10000;

-- Every value that a profile was given: attributes, and consents (name = channel, value in `boolean`). Of a name the row
-- with the greatest time holds, of these the one of the greatest batch; one with no value takes it away.
-- Exactly one of the value columns is set, or none; `list` counts only where `is_list`.
CREATE TABLE profile_values {{on_cluster}}
(
    workspace UInt32,
    kind      Enum8('attribute' = 1, 'consent' = 2),
    name      LowCardinality(String),
    profile   UInt32,
    time      DateTime64(3, 'UTC') CODEC(Delta, ZSTD),
    batch     UInt64 CODEC(Delta, ZSTD),
    source    LowCardinality(String),
    text      Nullable(String) CODEC(ZSTD),
    number    Nullable(Decimal(38, 8)),
    boolean   Nullable(Bool),
    instant   Nullable(DateTime64(3, 'UTC')),
    date      Nullable(Date32),
    list      Array(String),
    is_list   Bool
)
ENGINE = {{engine:MergeTree}}
ORDER BY (workspace, kind, name, profile)
SETTINGS non_replicated_deduplication_window = 10000,
         enable_block_number_column = 1,
         enable_block_offset_column = 1;

-- Units of the workspace's currency for one of another, from a day on.
CREATE TABLE currency_rates {{on_cluster}}
(
    workspace UInt32,
    currency  LowCardinality(String),
    day       Date32,
    rate      Decimal(38, 10),
    batch     UInt64
)
ENGINE = {{engine:MergeTree}}
ORDER BY (workspace, currency, day)
SETTINGS non_replicated_deduplication_window = 10000;

-- What was kept as one document a profile becomes values. Nobody said when they were given: in 1970, so that whatever is given
-- later holds. Of a profile only what held then is taken. Objects, which nothing sent so far, stay as their JSON.
INSERT INTO profile_values (workspace, kind, name, profile, time, batch, text, number, boolean, list, is_list)
SELECT
    workspace,
    'attribute',
    entry.1,
    profile,
    toDateTime64(0, 3, 'UTC'),
    batch,
    multiIf(JSONType(entry.2) = 'String', JSONExtractString(entry.2), JSONType(entry.2) = 'Object', entry.2, NULL),
    if(JSONType(entry.2) IN ('Int64', 'UInt64', 'Double'), toDecimal128OrNull(entry.2, 8), NULL),
    if(JSONType(entry.2) = 'Bool', JSONExtractBool(entry.2), NULL),
    if(
        JSONType(entry.2) = 'Array',
        arrayMap(
            item -> if(JSONType(item) = 'String', JSONExtractString(item), item),
            arrayFilter(
                item -> JSONType(item) NOT IN ('Null', 'Array', 'Object'),
                JSONExtractArrayRaw(entry.2)
            )
        ),
        []
    ),
    JSONType(entry.2) = 'Array'
FROM
(
    SELECT workspace, profile, batch, arrayJoin(JSONExtractKeysAndValuesRaw(toJSONString(attributes))) AS entry
    FROM profile_attributes FINAL
)
WHERE JSONType(entry.2) != 'Null'
SETTINGS output_format_json_quote_64bit_integers = 0;

INSERT INTO profile_values (workspace, kind, name, profile, time, batch, boolean)
SELECT workspace, 'consent', consent.1, profile, toDateTime64(0, 3, 'UTC'), batch, consent.2
FROM profile_attributes FINAL
ARRAY JOIN arrayZip(mapKeys(consents), mapValues(consents)) AS consent;

DROP TABLE IF EXISTS profile_attributes {{on_cluster}};
