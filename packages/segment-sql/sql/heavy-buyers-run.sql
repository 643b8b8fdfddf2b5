-- base: Known profiles
--   workspace = 7
--   run = 3
--   known = 12
INSERT INTO
  run_bitmaps (workspace, run, key, chunk, members)
SELECT
  {workspace:UInt32},
  {run:UInt64},
  'base',
  toUInt16(bitShiftRight(profile, 16)) AS chunk,
  groupBitmapState (profile)
FROM
  known_profiles
WHERE
  workspace = {workspace:UInt32}
  AND batch <= {known:UInt64}
GROUP BY
  chunk;

-- metric: Heavy-buyer line
--   workspace = 7
--   run = 3
--   key_0 = "base"
--   t_0 = 1741647600000
--   t_1 = 1710111600000
--   actions_0 = ["transaction.charge"]
--   known = 12
SELECT
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      xs,
      ns,
      n,
      if(
        n = 0,
        NULL,
        toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 7000), 10000), cumulative)], 8) + (
          toDecimal128(
            xs[
              arrayFirstIndex(
                c -> c > if(
                  (((n - 1) * 7000) % 10000) = 0,
                  intDiv(((n - 1) * 7000), 10000),
                  intDiv(((n - 1) * 7000), 10000) + 1
                ),
                cumulative
              )
            ],
            8
          ) - toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 7000), 10000), cumulative)], 8)
        ) * toInt64((((n - 1) * 7000) % 10000)) / 10000
      ) AS line
    FROM
      (
        WITH
          (
            SELECT
              (
                SELECT
                  groupBitmapMergeState (members)
                FROM
                  run_bitmaps
                WHERE
                  workspace = {workspace:UInt32}
                  AND run = {run:UInt64}
                  AND key = {key_0:String}
              )
          ) AS population
        SELECT
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              arraySort(groupArray((value, profiles))) AS histogram
            FROM
              (
                SELECT
                  value,
                  sum(profiles) AS profiles
                FROM
                  (
                    SELECT
                      value,
                      count() AS profiles
                    FROM
                      (
                        SELECT
                          value
                        FROM
                          (
                            SELECT
                              profile,
                              toDecimal128(
                                countIf (
                                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                ),
                                4
                              ) AS value,
                              countIf (
                                time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              ) > 0 AS active
                            FROM
                              events
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                        WHERE
                          active
                          AND bitmapContains(population, profile)
                      )
                    GROUP BY
                      value
                  )
                GROUP BY
                  value
                HAVING
                  profiles > 0
              )
          )
      )
  );

-- metric: Declining line
--   workspace = 7
--   run = 3
--   key_0 = "base"
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   actions_0 = ["transaction.charge"]
--   known = 12
SELECT
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      xs,
      ns,
      n,
      if(
        n = 0,
        NULL,
        toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 3000), 10000), cumulative)], 8) + (
          toDecimal128(
            xs[
              arrayFirstIndex(
                c -> c > if(
                  (((n - 1) * 3000) % 10000) = 0,
                  intDiv(((n - 1) * 3000), 10000),
                  intDiv(((n - 1) * 3000), 10000) + 1
                ),
                cumulative
              )
            ],
            8
          ) - toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 3000), 10000), cumulative)], 8)
        ) * toInt64((((n - 1) * 3000) % 10000)) / 10000
      ) AS line
    FROM
      (
        WITH
          (
            SELECT
              (
                SELECT
                  groupBitmapMergeState (members)
                FROM
                  run_bitmaps
                WHERE
                  workspace = {workspace:UInt32}
                  AND run = {run:UInt64}
                  AND key = {key_0:String}
              )
          ) AS population
        SELECT
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              arraySort(groupArray((value, profiles))) AS histogram
            FROM
              (
                SELECT
                  value,
                  sum(profiles) AS profiles
                FROM
                  (
                    SELECT
                      value,
                      count() AS profiles
                    FROM
                      (
                        SELECT
                          value
                        FROM
                          (
                            SELECT
                              profile,
                              toDecimal128(
                                countIf (
                                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                ),
                                4
                              ) AS value,
                              countIf (
                                time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              ) > 0 AS active
                            FROM
                              events
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                        WHERE
                          active
                          AND bitmapContains(population, profile)
                      )
                    GROUP BY
                      value
                  )
                GROUP BY
                  value
                HAVING
                  profiles > 0
              )
          )
      )
  );

-- leaves: 2 rules on transaction.charge
--   t_0 = 1741647600000
--   t_1 = 1710111600000
--   t_2 = 1773144000000
--   workspace = 7
--   actions_0 = ["transaction.charge"]
--   known = 12
--   key_0 = "leaf:0"
--   key_1 = "leaf:1"
--   run = 3
--   metric_0 = "metric 00000000-0000-4000-8000-000000000002"
--   metric_1 = "metric 00000000-0000-4000-8000-000000000005"
INSERT INTO
  run_bitmaps (workspace, run, key, chunk, members)
SELECT
  {workspace:UInt32},
  {run:UInt64},
  leaf .1,
  chunk,
  leaf .2
FROM
  (
    SELECT
      toUInt16(bitShiftRight(profile, 16)) AS chunk,
      groupBitmapStateIf (
        profile,
        (ifNull(v0 > {metric_0:Nullable(Decimal(38, 8))}, 0)) != (ifNull(toDecimal128(0, 4) > {metric_0:Nullable(Decimal(38, 8))}, 0))
      ) AS b0,
      groupBitmapStateIf (
        profile,
        (ifNull(v1 < {metric_1:Nullable(Decimal(38, 8))}, 0)) != (ifNull(toDecimal128(0, 4) < {metric_1:Nullable(Decimal(38, 8))}, 0))
      ) AS b1
    FROM
      (
        SELECT
          profile,
          toDecimal128(
            countIf (
              time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            ),
            4
          ) AS v0,
          toDecimal128(
            countIf (
              time >= fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
              AND time < fromUnixTimestamp64Milli({t_2:Int64}, 'UTC')
            ),
            4
          ) AS v1
        FROM
          events
        WHERE
          workspace = {workspace:UInt32}
          AND action IN {actions_0:Array(String)}
          AND batch <= {known:UInt64}
          AND time < fromUnixTimestamp64Milli({t_2:Int64}, 'UTC')
          AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
        GROUP BY
          profile
      )
    GROUP BY
      chunk
  )
  ARRAY JOIN [({key_0:String}, b0), ({key_1:String}, b1)] AS leaf;

-- Heavy buyers: compute
--   workspace = 7
--   run = 3
--   key_0 = "base"
--   key_1 = "leaf:0"
--   segment_key = "segment:00000000-0000-4000-8000-000000000003"
--   keys = ["base","leaf:0"]
--   metric_0 = "metric 00000000-0000-4000-8000-000000000002"
INSERT INTO
  run_bitmaps (workspace, run, key, chunk, members)
SELECT
  {workspace:UInt32},
  {run:UInt64},
  {segment_key:String},
  chunk,
  if(
    ifNull(toDecimal128(0, 4) > {metric_0:Nullable(Decimal(38, 8))}, 0),
    bitmapAndnot(b0, b1),
    bitmapAnd(b0, b1)
  )
FROM
  (
    SELECT
      chunk,
      groupBitmapMergeStateIf (members, key = {key_0:String}) AS b0,
      groupBitmapMergeStateIf (members, key = {key_1:String}) AS b1
    FROM
      run_bitmaps
    WHERE
      workspace = {workspace:UInt32}
      AND run = {run:UInt64}
      AND key IN {keys:Array(String)}
    GROUP BY
      chunk
  );

-- Heavy buyers: memberships
--   workspace = 7
--   run = 3
--   segment = "00000000-0000-4000-8000-000000000003"
--   segment_key = "segment:00000000-0000-4000-8000-000000000003"
INSERT INTO
  memberships (workspace, chunk, segment, run, members)
SELECT
  {workspace:UInt32},
  chunk,
  {segment:UUID},
  {run:UInt64},
  now
FROM
  (
    SELECT
      chunk,
      groupBitmapMergeStateIf (members, new) AS now,
      groupBitmapMergeStateIf (members, NOT new) AS was
    FROM
      (
        SELECT
          chunk,
          members,
          true AS new
        FROM
          run_bitmaps
        WHERE
          workspace = {workspace:UInt32}
          AND run = {run:UInt64}
          AND key = {segment_key:String}
        UNION ALL
        SELECT
          chunk,
          members,
          false AS new
        FROM
          (
            SELECT
              chunk,
              members
            FROM
              memberships
            WHERE
              workspace = {workspace:UInt32}
              AND segment = {segment:UUID}
              AND run < {run:UInt64}
            ORDER BY
              chunk,
              run DESC
            LIMIT
              1 BY chunk
          )
      )
    GROUP BY
      chunk
  )
WHERE
  bitmapCardinality(bitmapXor(now, was)) > 0;

-- Heavy buyers: changes
--   workspace = 7
--   run = 3
--   segment = "00000000-0000-4000-8000-000000000003"
--   segment_key = "segment:00000000-0000-4000-8000-000000000003"
--   t_0 = 1773144000000
--   version = 1
INSERT INTO
  membership_changes (workspace, segment, run, profile, change, at, version, reason)
SELECT
  {workspace:UInt32},
  {segment:UUID},
  {run:UInt64},
  changed .1,
  changed .2,
  fromUnixTimestamp64Milli({t_0:Int64}, 'UTC'),
  {version:UInt32},
  {reason:String}
FROM
  (
    SELECT
      chunk,
      groupBitmapMergeStateIf (members, new) AS now,
      groupBitmapMergeStateIf (members, NOT new) AS was
    FROM
      (
        SELECT
          chunk,
          members,
          true AS new
        FROM
          run_bitmaps
        WHERE
          workspace = {workspace:UInt32}
          AND run = {run:UInt64}
          AND key = {segment_key:String}
        UNION ALL
        SELECT
          chunk,
          members,
          false AS new
        FROM
          (
            SELECT
              chunk,
              members
            FROM
              memberships
            WHERE
              workspace = {workspace:UInt32}
              AND segment = {segment:UUID}
              AND run < {run:UInt64}
            ORDER BY
              chunk,
              run DESC
            LIMIT
              1 BY chunk
          )
      )
    GROUP BY
      chunk
  )
  ARRAY JOIN arrayConcat(
    arrayMap(profile -> (profile, 1), bitmapToArray(bitmapAndnot(now, was))),
    arrayMap(profile -> (profile, -1), bitmapToArray(bitmapAndnot(was, now)))
  ) AS changed;

-- Heavy buyers: counts
--   workspace = 7
--   run = 3
--   segment = "00000000-0000-4000-8000-000000000003"
--   segment_key = "segment:00000000-0000-4000-8000-000000000003"
SELECT
  toString(sum(bitmapCardinality(now))) AS members,
  toString(sum(bitmapAndnotCardinality(now, was))) AS entered,
  toString(sum(bitmapAndnotCardinality(was, now))) AS left
FROM
  (
    SELECT
      chunk,
      groupBitmapMergeStateIf (members, new) AS now,
      groupBitmapMergeStateIf (members, NOT new) AS was
    FROM
      (
        SELECT
          chunk,
          members,
          true AS new
        FROM
          run_bitmaps
        WHERE
          workspace = {workspace:UInt32}
          AND run = {run:UInt64}
          AND key = {segment_key:String}
        UNION ALL
        SELECT
          chunk,
          members,
          false AS new
        FROM
          (
            SELECT
              chunk,
              members
            FROM
              memberships
            WHERE
              workspace = {workspace:UInt32}
              AND segment = {segment:UUID}
              AND run < {run:UInt64}
            ORDER BY
              chunk,
              run DESC
            LIMIT
              1 BY chunk
          )
      )
    GROUP BY
      chunk
  );

-- Declining heavy buyers: compute
--   workspace = 7
--   run = 3
--   key_0 = "base"
--   key_1 = "leaf:1"
--   key_2 = "segment:00000000-0000-4000-8000-000000000003"
--   segment_key = "segment:00000000-0000-4000-8000-000000000006"
--   keys = ["base","leaf:1","segment:00000000-0000-4000-8000-000000000003"]
--   metric_0 = "metric 00000000-0000-4000-8000-000000000005"
INSERT INTO
  run_bitmaps (workspace, run, key, chunk, members)
SELECT
  {workspace:UInt32},
  {run:UInt64},
  {segment_key:String},
  chunk,
  bitmapAnd(
    if(
      ifNull(toDecimal128(0, 4) < {metric_0:Nullable(Decimal(38, 8))}, 0),
      bitmapAndnot(b0, b1),
      bitmapAnd(b0, b1)
    ),
    bitmapAnd(b0, b2)
  )
FROM
  (
    SELECT
      chunk,
      groupBitmapMergeStateIf (members, key = {key_0:String}) AS b0,
      groupBitmapMergeStateIf (members, key = {key_1:String}) AS b1,
      groupBitmapMergeStateIf (members, key = {key_2:String}) AS b2
    FROM
      run_bitmaps
    WHERE
      workspace = {workspace:UInt32}
      AND run = {run:UInt64}
      AND key IN {keys:Array(String)}
    GROUP BY
      chunk
  );

-- Declining heavy buyers: memberships
--   workspace = 7
--   run = 3
--   segment = "00000000-0000-4000-8000-000000000006"
--   segment_key = "segment:00000000-0000-4000-8000-000000000006"
INSERT INTO
  memberships (workspace, chunk, segment, run, members)
SELECT
  {workspace:UInt32},
  chunk,
  {segment:UUID},
  {run:UInt64},
  now
FROM
  (
    SELECT
      chunk,
      groupBitmapMergeStateIf (members, new) AS now,
      groupBitmapMergeStateIf (members, NOT new) AS was
    FROM
      (
        SELECT
          chunk,
          members,
          true AS new
        FROM
          run_bitmaps
        WHERE
          workspace = {workspace:UInt32}
          AND run = {run:UInt64}
          AND key = {segment_key:String}
        UNION ALL
        SELECT
          chunk,
          members,
          false AS new
        FROM
          (
            SELECT
              chunk,
              members
            FROM
              memberships
            WHERE
              workspace = {workspace:UInt32}
              AND segment = {segment:UUID}
              AND run < {run:UInt64}
            ORDER BY
              chunk,
              run DESC
            LIMIT
              1 BY chunk
          )
      )
    GROUP BY
      chunk
  )
WHERE
  bitmapCardinality(bitmapXor(now, was)) > 0;

-- Declining heavy buyers: changes
--   workspace = 7
--   run = 3
--   segment = "00000000-0000-4000-8000-000000000006"
--   segment_key = "segment:00000000-0000-4000-8000-000000000006"
--   t_0 = 1773144000000
--   version = 1
INSERT INTO
  membership_changes (workspace, segment, run, profile, change, at, version, reason)
SELECT
  {workspace:UInt32},
  {segment:UUID},
  {run:UInt64},
  changed .1,
  changed .2,
  fromUnixTimestamp64Milli({t_0:Int64}, 'UTC'),
  {version:UInt32},
  {reason:String}
FROM
  (
    SELECT
      chunk,
      groupBitmapMergeStateIf (members, new) AS now,
      groupBitmapMergeStateIf (members, NOT new) AS was
    FROM
      (
        SELECT
          chunk,
          members,
          true AS new
        FROM
          run_bitmaps
        WHERE
          workspace = {workspace:UInt32}
          AND run = {run:UInt64}
          AND key = {segment_key:String}
        UNION ALL
        SELECT
          chunk,
          members,
          false AS new
        FROM
          (
            SELECT
              chunk,
              members
            FROM
              memberships
            WHERE
              workspace = {workspace:UInt32}
              AND segment = {segment:UUID}
              AND run < {run:UInt64}
            ORDER BY
              chunk,
              run DESC
            LIMIT
              1 BY chunk
          )
      )
    GROUP BY
      chunk
  )
  ARRAY JOIN arrayConcat(
    arrayMap(profile -> (profile, 1), bitmapToArray(bitmapAndnot(now, was))),
    arrayMap(profile -> (profile, -1), bitmapToArray(bitmapAndnot(was, now)))
  ) AS changed;

-- Declining heavy buyers: counts
--   workspace = 7
--   run = 3
--   segment = "00000000-0000-4000-8000-000000000006"
--   segment_key = "segment:00000000-0000-4000-8000-000000000006"
SELECT
  toString(sum(bitmapCardinality(now))) AS members,
  toString(sum(bitmapAndnotCardinality(now, was))) AS entered,
  toString(sum(bitmapAndnotCardinality(was, now))) AS left
FROM
  (
    SELECT
      chunk,
      groupBitmapMergeStateIf (members, new) AS now,
      groupBitmapMergeStateIf (members, NOT new) AS was
    FROM
      (
        SELECT
          chunk,
          members,
          true AS new
        FROM
          run_bitmaps
        WHERE
          workspace = {workspace:UInt32}
          AND run = {run:UInt64}
          AND key = {segment_key:String}
        UNION ALL
        SELECT
          chunk,
          members,
          false AS new
        FROM
          (
            SELECT
              chunk,
              members
            FROM
              memberships
            WHERE
              workspace = {workspace:UInt32}
              AND segment = {segment:UUID}
              AND run < {run:UInt64}
            ORDER BY
              chunk,
              run DESC
            LIMIT
              1 BY chunk
          )
      )
    GROUP BY
      chunk
  );
