-- base: Known profiles
--   workspace = 7
--   run = 3
--   known = 12
INSERT INTO
  run_bitmaps (workspace, run, key, chunk, members)
SELECT
  {workspace:UInt32},
  {run:UInt64},
  key,
  chunk,
  members
FROM
  (
    SELECT
      toUInt16(bitShiftRight(profile, 16)) AS chunk,
      kind = 'anonymousId' AS anonymous,
      groupBitmapState (profile) AS members
    FROM
      identifiers
    WHERE
      workspace = {workspace:UInt32}
      AND batch <= {known:UInt64}
    GROUP BY
      chunk,
      anonymous
  )
  ARRAY JOIN if(anonymous, ['base:all'], ['base:known', 'base:all']) AS key;

-- metrics: Heavy-buyer line, Declining line
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000002","00000000-0000-4000-8000-000000000005"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1741647600000
--   t_1 = 1710111600000
--   t_2 = 1773144000000
--   known = 12
SELECT
  {metric_ids_0:Array(String)} [ordinal + 1] AS metric,
  value,
  profiles,
  below,
  on,
  above
FROM
  (
    SELECT
      ordinal,
      toString(line) AS value,
      toString(n) AS profiles,
      toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
      toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
      toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
    FROM
      (
        SELECT
          ordinal,
          xs,
          ns,
          n,
          multiIf(
            ordinal = 0,
            CAST(
              if(
                n = 0,
                NULL,
                toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 7000), 10000), cumulative)], 8) + (
                  toDecimal128(xs[arrayFirstIndex(c -> c > if((((n - 1) * 7000) % 10000) = 0, intDiv(((n - 1) * 7000), 10000), intDiv(((n - 1) * 7000), 10000) + 1), cumulative)], 8) - toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 7000), 10000), cumulative)], 8)
                ) * toInt64((((n - 1) * 7000) % 10000)) / 10000
              ),
              'Nullable(Decimal(38, 8))'
            ),
            CAST(
              if(
                n = 0,
                NULL,
                toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 3000), 10000), cumulative)], 8) + (
                  toDecimal128(xs[arrayFirstIndex(c -> c > if((((n - 1) * 3000) % 10000) = 0, intDiv(((n - 1) * 3000), 10000), intDiv(((n - 1) * 3000), 10000) + 1), cumulative)], 8) - toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 3000), 10000), cumulative)], 8)
                ) * toInt64((((n - 1) * 3000) % 10000)) / 10000
              ),
              'Nullable(Decimal(38, 8))'
            )
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
              ) AS population_0
            SELECT
              ordinal,
              histogram .1 AS xs,
              histogram .2 AS ns,
              arrayCumSum(ns) AS cumulative,
              toInt64(arraySum(ns)) AS n
            FROM
              (
                SELECT
                  arraySort(
                    groupArrayIf (
                      (assumeNotNull(a0), profiles),
                      without = 0b001
                      AND key_0
                      AND (a0 > 0)
                      AND isNotNull(a0)
                    )
                  ) AS histogram_0,
                  arraySort(
                    groupArrayIf (
                      (assumeNotNull(a1), profiles),
                      without = 0b010
                      AND key_0
                      AND (a1 > 0)
                      AND isNotNull(a1)
                    )
                  ) AS histogram_1
                FROM
                  (
                    SELECT
                      key_0,
                      a0,
                      a1,
                      grouping (key_0, a0, a1) AS without,
                      toInt64(count()) AS profiles
                    FROM
                      (
                        SELECT
                          bitmapContains(population_0, profile) AS key_0,
                          a0,
                          a1
                        FROM
                          (
                            SELECT
                              profile,
                              toDecimal128(
                                countIf (
                                  (
                                    action IN {actions_0:Array(String)}
                                    AND (
                                      time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                      AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                    )
                                  )
                                ),
                                8
                              ) AS a0,
                              toDecimal128(
                                countIf (
                                  (
                                    action IN {actions_0:Array(String)}
                                    AND (
                                      time >= fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                      AND time < fromUnixTimestamp64Milli({t_2:Int64}, 'UTC')
                                    )
                                  )
                                ),
                                8
                              ) AS a1
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
                      )
                    GROUP BY
                      GROUPING SETS ((a0, key_0), (a1, key_0))
                  )
              )
              ARRAY JOIN range (2) AS ordinal,
              [histogram_0, histogram_1] AS histogram
          )
      )
  );

-- leaves: 2 rules on transaction.charge
--   actions_0 = ["transaction.charge"]
--   t_0 = 1741647600000
--   t_1 = 1710111600000
--   t_2 = 1773144000000
--   key_0 = "leaf:0"
--   key_1 = "leaf:1"
--   workspace = 7
--   run = 3
--   known = 12
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
      groupBitmapStateIf (profile, (ifNull(a0 > {metric_0:Nullable(Decimal(38, 8))}, 0)) != (ifNull(CAST(0, 'Decimal(38, 8)') > {metric_0:Nullable(Decimal(38, 8))}, 0))) AS b0,
      groupBitmapStateIf (profile, (ifNull(a1 < {metric_1:Nullable(Decimal(38, 8))}, 0)) != (ifNull(CAST(0, 'Decimal(38, 8)') < {metric_1:Nullable(Decimal(38, 8))}, 0))) AS b1
    FROM
      (
        SELECT
          profile,
          toDecimal128(
            countIf (
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            ),
            8
          ) AS a0,
          toDecimal128(
            countIf (
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_2:Int64}, 'UTC')
                )
              )
            ),
            8
          ) AS a1
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

-- segments: Heavy buyers, Declining heavy buyers
--   workspace = 7
--   run = 3
--   key_0 = "base:known"
--   key_1 = "leaf:0"
--   key_2 = "leaf:1"
--   set_0 = "segment:00000000-0000-4000-8000-000000000003"
--   set_1 = "segment:00000000-0000-4000-8000-000000000006"
--   keys = ["base:known","leaf:0","leaf:1"]
--   metric_0 = "metric 00000000-0000-4000-8000-000000000002"
--   metric_1 = "metric 00000000-0000-4000-8000-000000000005"
INSERT INTO
  run_bitmaps (workspace, run, key, chunk, members)
SELECT
  {workspace:UInt32},
  {run:UInt64},
  item .1,
  chunk,
  item .2
FROM
  (
    SELECT
      *,
      bitmapAnd(l1, bitmapAnd(b0, s0)) AS s1
    FROM
      (
        SELECT
          *,
          l0 AS s0
        FROM
          (
            SELECT
              *,
              if(ifNull(CAST(0, 'Decimal(38, 8)') > {metric_0:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(b0, b1), bitmapAnd(b0, b1)) AS l0,
              if(ifNull(CAST(0, 'Decimal(38, 8)') < {metric_1:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(b0, b2), bitmapAnd(b0, b2)) AS l1
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
              )
          )
      )
  )
  ARRAY JOIN [({set_0:String}, s0), ({set_1:String}, s1)] AS item;
