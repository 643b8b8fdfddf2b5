-- What came since an earlier batch is found without reading what was there before.
ALTER TABLE identifiers {{on_cluster}} ADD INDEX IF NOT EXISTS by_batch batch TYPE minmax GRANULARITY 1;

ALTER TABLE identifiers {{on_cluster}} MATERIALIZE INDEX by_batch;

ALTER TABLE profile_values {{on_cluster}} ADD INDEX IF NOT EXISTS by_batch batch TYPE minmax GRANULARITY 1;

ALTER TABLE profile_values {{on_cluster}} MATERIALIZE INDEX by_batch;

-- Values may be given for a moment that is still to come.
ALTER TABLE profile_values {{on_cluster}} ADD INDEX IF NOT EXISTS by_time time TYPE minmax GRANULARITY 1;

ALTER TABLE profile_values {{on_cluster}} MATERIALIZE INDEX by_time;
