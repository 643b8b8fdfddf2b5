-- quantile, linear: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
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
                toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 7000), 10000), cumulative)], 8) + (
                  toDecimal128(xs[arrayFirstIndex(c -> c > if((((n - 1) * 7000) % 10000) = 0, intDiv(((n - 1) * 7000), 10000), intDiv(((n - 1) * 7000), 10000) + 1), cumulative)], 8) - toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 7000), 10000), cumulative)], 8)
                ) * toInt64((((n - 1) * 7000) % 10000)) / 10000
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
                      without = 0b000
                      AND key_0
                      AND a0_active
                      AND isNotNull(a0)
                    )
                  ) AS histogram_0
                FROM
                  (
                    SELECT
                      key_0,
                      a0,
                      a0_active,
                      grouping (key_0, a0, a0_active) AS without,
                      toInt64(count()) AS profiles
                    FROM
                      (
                        SELECT
                          bitmapContains(population_0, profile) AS key_0,
                          a0,
                          a0_active
                        FROM
                          (
                            SELECT
                              profile,
                              sumIf (
                                ifNull(
                                  multiIf(
                                    currency IN ('', {currency:String}),
                                    toDecimal128(revenue, 8),
                                    rate < 1000000000,
                                    toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                    accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                  ),
                                  CAST(0, 'Decimal(38, 8)')
                                ),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) AS a0,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active
                            FROM
                              events ASOF
                              LEFT JOIN (
                                SELECT
                                  currency AS rate_currency,
                                  day AS rate_day,
                                  toNullable(argMax(rate, (batch, rate))) AS rate
                                FROM
                                  currency_rates
                                WHERE
                                  workspace = {workspace:UInt32}
                                  AND batch <= {known:UInt64}
                                GROUP BY
                                  currency,
                                  day
                              ) AS rates ON events.currency = rates.rate_currency
                              AND toDate32(events.time) >= rates.rate_day
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                      )
                    GROUP BY
                      GROUPING SETS ((a0, a0_active, key_0))
                  )
              )
              ARRAY JOIN range (2) AS ordinal,
              [histogram_0, histogram_0] AS histogram
          )
      )
  );

-- quantile, lower: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
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
            CAST(if(n = 0, NULL, toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 7000), 10000), cumulative)], 8)), 'Nullable(Decimal(38, 8))')
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
                      without = 0b000
                      AND key_0
                      AND a0_active
                      AND isNotNull(a0)
                    )
                  ) AS histogram_0
                FROM
                  (
                    SELECT
                      key_0,
                      a0,
                      a0_active,
                      grouping (key_0, a0, a0_active) AS without,
                      toInt64(count()) AS profiles
                    FROM
                      (
                        SELECT
                          bitmapContains(population_0, profile) AS key_0,
                          a0,
                          a0_active
                        FROM
                          (
                            SELECT
                              profile,
                              sumIf (
                                ifNull(
                                  multiIf(
                                    currency IN ('', {currency:String}),
                                    toDecimal128(revenue, 8),
                                    rate < 1000000000,
                                    toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                    accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                  ),
                                  CAST(0, 'Decimal(38, 8)')
                                ),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) AS a0,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active
                            FROM
                              events ASOF
                              LEFT JOIN (
                                SELECT
                                  currency AS rate_currency,
                                  day AS rate_day,
                                  toNullable(argMax(rate, (batch, rate))) AS rate
                                FROM
                                  currency_rates
                                WHERE
                                  workspace = {workspace:UInt32}
                                  AND batch <= {known:UInt64}
                                GROUP BY
                                  currency,
                                  day
                              ) AS rates ON events.currency = rates.rate_currency
                              AND toDate32(events.time) >= rates.rate_day
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                      )
                    GROUP BY
                      GROUPING SETS ((a0, a0_active, key_0))
                  )
              )
              ARRAY JOIN range (2) AS ordinal,
              [histogram_0, histogram_0] AS histogram
          )
      )
  );

-- quantile, higher: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
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
                toDecimal128(xs[arrayFirstIndex(c -> c > if((((n - 1) * 7000) % 10000) = 0, intDiv(((n - 1) * 7000), 10000), intDiv(((n - 1) * 7000), 10000) + 1), cumulative)], 8)
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
                      without = 0b000
                      AND key_0
                      AND a0_active
                      AND isNotNull(a0)
                    )
                  ) AS histogram_0
                FROM
                  (
                    SELECT
                      key_0,
                      a0,
                      a0_active,
                      grouping (key_0, a0, a0_active) AS without,
                      toInt64(count()) AS profiles
                    FROM
                      (
                        SELECT
                          bitmapContains(population_0, profile) AS key_0,
                          a0,
                          a0_active
                        FROM
                          (
                            SELECT
                              profile,
                              sumIf (
                                ifNull(
                                  multiIf(
                                    currency IN ('', {currency:String}),
                                    toDecimal128(revenue, 8),
                                    rate < 1000000000,
                                    toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                    accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                  ),
                                  CAST(0, 'Decimal(38, 8)')
                                ),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) AS a0,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active
                            FROM
                              events ASOF
                              LEFT JOIN (
                                SELECT
                                  currency AS rate_currency,
                                  day AS rate_day,
                                  toNullable(argMax(rate, (batch, rate))) AS rate
                                FROM
                                  currency_rates
                                WHERE
                                  workspace = {workspace:UInt32}
                                  AND batch <= {known:UInt64}
                                GROUP BY
                                  currency,
                                  day
                              ) AS rates ON events.currency = rates.rate_currency
                              AND toDate32(events.time) >= rates.rate_day
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                      )
                    GROUP BY
                      GROUPING SETS ((a0, a0_active, key_0))
                  )
              )
              ARRAY JOIN range (2) AS ordinal,
              [histogram_0, histogram_0] AS histogram
          )
      )
  );

-- quantile, inverted_cdf: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
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
            CAST(if(n = 0, NULL, toDecimal128(xs[arrayFirstIndex(c -> c > greatest(intDiv(n * 7000 + 9999, 10000), 1) - 1, cumulative)], 8)), 'Nullable(Decimal(38, 8))')
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
                      without = 0b000
                      AND key_0
                      AND a0_active
                      AND isNotNull(a0)
                    )
                  ) AS histogram_0
                FROM
                  (
                    SELECT
                      key_0,
                      a0,
                      a0_active,
                      grouping (key_0, a0, a0_active) AS without,
                      toInt64(count()) AS profiles
                    FROM
                      (
                        SELECT
                          bitmapContains(population_0, profile) AS key_0,
                          a0,
                          a0_active
                        FROM
                          (
                            SELECT
                              profile,
                              sumIf (
                                ifNull(
                                  multiIf(
                                    currency IN ('', {currency:String}),
                                    toDecimal128(revenue, 8),
                                    rate < 1000000000,
                                    toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                    accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                  ),
                                  CAST(0, 'Decimal(38, 8)')
                                ),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) AS a0,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active
                            FROM
                              events ASOF
                              LEFT JOIN (
                                SELECT
                                  currency AS rate_currency,
                                  day AS rate_day,
                                  toNullable(argMax(rate, (batch, rate))) AS rate
                                FROM
                                  currency_rates
                                WHERE
                                  workspace = {workspace:UInt32}
                                  AND batch <= {known:UInt64}
                                GROUP BY
                                  currency,
                                  day
                              ) AS rates ON events.currency = rates.rate_currency
                              AND toDate32(events.time) >= rates.rate_day
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                      )
                    GROUP BY
                      GROUPING SETS ((a0, a0_active, key_0))
                  )
              )
              ARRAY JOIN range (2) AS ordinal,
              [histogram_0, histogram_0] AS histogram
          )
      )
  );

-- quantile, approximate: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   known = 12
SELECT
  {metric_ids_0:Array(String)} [1] AS metric,
  value,
  profiles,
  below,
  on,
  above
FROM
  (
    SELECT
      value,
      profiles,
      below,
      on,
      above
    FROM
      (
        WITH
          (
            SELECT
              if(count() = 0, NULL, quantileGK(1000, 0.7) (present))
            FROM
              (
                SELECT
                  assumeNotNull(value) AS present
                FROM
                  (
                    SELECT
                      a0 AS value
                    FROM
                      (
                        SELECT
                          arrayJoin(
                            bitmapToArray(
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
                            )
                          ) AS profile
                      ) AS everyone
                      LEFT JOIN (
                        SELECT
                          profile,
                          sumIf (
                            ifNull(
                              multiIf(
                                currency IN ('', {currency:String}),
                                toDecimal128(revenue, 8),
                                rate < 1000000000,
                                toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                              ),
                              CAST(0, 'Decimal(38, 8)')
                            ),
                            (
                              action IN {actions_0:Array(String)}
                              AND (
                                time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              )
                            )
                          ) AS a0,
                          countIf (
                            (
                              action IN {actions_0:Array(String)}
                              AND (
                                time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              )
                            )
                          ) > 0 AS a0_active
                        FROM
                          events ASOF
                          LEFT JOIN (
                            SELECT
                              currency AS rate_currency,
                              day AS rate_day,
                              toNullable(argMax(rate, (batch, rate))) AS rate
                            FROM
                              currency_rates
                            WHERE
                              workspace = {workspace:UInt32}
                              AND batch <= {known:UInt64}
                            GROUP BY
                              currency,
                              day
                          ) AS rates ON events.currency = rates.rate_currency
                          AND toDate32(events.time) >= rates.rate_day
                        WHERE
                          workspace = {workspace:UInt32}
                          AND action IN {actions_0:Array(String)}
                          AND batch <= {known:UInt64}
                          AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                          AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                        GROUP BY
                          profile
                      ) AS side_0 USING (profile)
                    WHERE
                      (a0_active)
                  )
                WHERE
                  isNotNull(value)
              )
          ) AS line
        SELECT
          toString(line) AS value,
          toString(count()) AS profiles,
          toString(countIf (ifNull(present < line, 0))) AS below,
          toString(countIf (ifNull(present = line, 0))) AS on,
          toString(countIf (ifNull(present > line, 0))) AS above
        FROM
          (
            SELECT
              assumeNotNull(value) AS present
            FROM
              (
                SELECT
                  a0 AS value
                FROM
                  (
                    SELECT
                      arrayJoin(
                        bitmapToArray(
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
                        )
                      ) AS profile
                  ) AS everyone
                  LEFT JOIN (
                    SELECT
                      profile,
                      sumIf (
                        ifNull(
                          multiIf(
                            currency IN ('', {currency:String}),
                            toDecimal128(revenue, 8),
                            rate < 1000000000,
                            toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                            accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                          ),
                          CAST(0, 'Decimal(38, 8)')
                        ),
                        (
                          action IN {actions_0:Array(String)}
                          AND (
                            time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                          )
                        )
                      ) AS a0,
                      countIf (
                        (
                          action IN {actions_0:Array(String)}
                          AND (
                            time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                          )
                        )
                      ) > 0 AS a0_active
                    FROM
                      events ASOF
                      LEFT JOIN (
                        SELECT
                          currency AS rate_currency,
                          day AS rate_day,
                          toNullable(argMax(rate, (batch, rate))) AS rate
                        FROM
                          currency_rates
                        WHERE
                          workspace = {workspace:UInt32}
                          AND batch <= {known:UInt64}
                        GROUP BY
                          currency,
                          day
                      ) AS rates ON events.currency = rates.rate_currency
                      AND toDate32(events.time) >= rates.rate_day
                    WHERE
                      workspace = {workspace:UInt32}
                      AND action IN {actions_0:Array(String)}
                      AND batch <= {known:UInt64}
                      AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                      AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                    GROUP BY
                      profile
                  ) AS side_0 USING (profile)
                WHERE
                  (a0_active)
              )
            WHERE
              isNotNull(value)
          )
      )
  );

-- count over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
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
            CAST(toNullable(toDecimal128(n, 8)), 'Nullable(Decimal(38, 8))')
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
                      without = 0b0001
                      AND key_0
                      AND a0_active
                      AND isNotNull(a0)
                    )
                  ) AS histogram_0,
                  arraySort(
                    arrayConcat(
                      groupArrayIf (
                        (assumeNotNull(key_3), profiles),
                        without = 0b0110
                        AND key_0
                        AND isNotNull(key_3)
                        AND NOT (
                          isNotNull(key_3)
                          AND isNotNull(
                            arrayMap(
                              (x) -> if(
                                abs(x) < 1e22,
                                reinterpret(
                                  toInt128(
                                    arrayMap(
                                      (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                      [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                    ) [1]
                                  ),
                                  'Decimal(38, 8)'
                                ),
                                NULL
                              ),
                              [
                                coalesce(
                                  arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                  toNullable({number_0:Float64})
                                )
                              ]
                            ) [1]
                          )
                          AND ifNull(
                            assumeNotNull(key_3) = assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            1
                          )
                        )
                      ),
                      arrayFilter(
                        item -> item .2 > 0,
                        [
                          (
                            assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            if(
                              isNotNull(
                                arrayMap(
                                  (x) -> if(
                                    abs(x) < 1e22,
                                    reinterpret(
                                      toInt128(
                                        arrayMap(
                                          (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                          [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                        ) [1]
                                      ),
                                      'Decimal(38, 8)'
                                    ),
                                    NULL
                                  ),
                                  [
                                    coalesce(
                                      arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                      toNullable({number_0:Float64})
                                    )
                                  ]
                                ) [1]
                              ),
                              toInt64(bitmapCardinality(population_0)) - sumIf (
                                profiles,
                                without = 0b0110
                                AND key_0
                                AND NOT (
                                  isNotNull(key_3)
                                  AND isNotNull(
                                    arrayMap(
                                      (x) -> if(
                                        abs(x) < 1e22,
                                        reinterpret(
                                          toInt128(
                                            arrayMap(
                                              (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                              [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                            ) [1]
                                          ),
                                          'Decimal(38, 8)'
                                        ),
                                        NULL
                                      ),
                                      [
                                        coalesce(
                                          arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                          toNullable({number_0:Float64})
                                        )
                                      ]
                                    ) [1]
                                  )
                                  AND ifNull(
                                    assumeNotNull(key_3) = assumeNotNull(
                                      arrayMap(
                                        (x) -> if(
                                          abs(x) < 1e22,
                                          reinterpret(
                                            toInt128(
                                              arrayMap(
                                                (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                                [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                              ) [1]
                                            ),
                                            'Decimal(38, 8)'
                                          ),
                                          NULL
                                        ),
                                        [
                                          coalesce(
                                            arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                            toNullable({number_0:Float64})
                                          )
                                        ]
                                      ) [1]
                                    ),
                                    1
                                  )
                                )
                              ),
                              0
                            )
                          )
                        ]
                      )
                    )
                  ) AS histogram_1
                FROM
                  (
                    SELECT
                      key_0,
                      a0,
                      a0_active,
                      key_3,
                      grouping (key_0, a0, a0_active, key_3) AS without,
                      toInt64(count()) AS profiles
                    FROM
                      (
                        SELECT
                          bitmapContains(population_0, profile) AS key_0,
                          a0,
                          a0_active,
                          arrayMap(
                            (x) -> if(
                              abs(x) < 1e22,
                              reinterpret(
                                toInt128(
                                  arrayMap(
                                    (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                    [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                  ) [1]
                                ),
                                'Decimal(38, 8)'
                              ),
                              NULL
                            ),
                            [coalesce(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [a1]) [1], toNullable({number_0:Float64}))]
                          ) [1] AS key_3
                        FROM
                          (
                            SELECT
                              profile,
                              sumIf (
                                ifNull(
                                  multiIf(
                                    currency IN ('', {currency:String}),
                                    toDecimal128(revenue, 8),
                                    rate < 1000000000,
                                    toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                    accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                  ),
                                  CAST(0, 'Decimal(38, 8)')
                                ),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) AS a0,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              argMaxIf (
                                toNullable(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                ),
                                concat(reinterpretAsFixedString(byteSwap(toUInt64(toUnixTimestamp64Milli(time)))), message_id),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                                AND isNotNull(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                )
                              ) AS a1
                            FROM
                              events ASOF
                              LEFT JOIN (
                                SELECT
                                  currency AS rate_currency,
                                  day AS rate_day,
                                  toNullable(argMax(rate, (batch, rate))) AS rate
                                FROM
                                  currency_rates
                                WHERE
                                  workspace = {workspace:UInt32}
                                  AND batch <= {known:UInt64}
                                GROUP BY
                                  currency,
                                  day
                              ) AS rates ON events.currency = rates.rate_currency
                              AND toDate32(events.time) >= rates.rate_day
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                      )
                    GROUP BY
                      GROUPING SETS ((a0, a0_active, key_0), (key_0, key_3))
                  )
              )
              ARRAY JOIN range (2) AS ordinal,
              [histogram_0, histogram_1] AS histogram
          )
      )
  );

-- sum over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
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
            CAST(if(n = 0, toNullable(toDecimal128(0, 8)), arraySum(arrayMap((x, p) -> x * toInt64(p), xs, ns))), 'Nullable(Decimal(38, 8))')
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
                      without = 0b0001
                      AND key_0
                      AND a0_active
                      AND isNotNull(a0)
                    )
                  ) AS histogram_0,
                  arraySort(
                    arrayConcat(
                      groupArrayIf (
                        (assumeNotNull(key_3), profiles),
                        without = 0b0110
                        AND key_0
                        AND isNotNull(key_3)
                        AND NOT (
                          isNotNull(key_3)
                          AND isNotNull(
                            arrayMap(
                              (x) -> if(
                                abs(x) < 1e22,
                                reinterpret(
                                  toInt128(
                                    arrayMap(
                                      (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                      [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                    ) [1]
                                  ),
                                  'Decimal(38, 8)'
                                ),
                                NULL
                              ),
                              [
                                coalesce(
                                  arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                  toNullable({number_0:Float64})
                                )
                              ]
                            ) [1]
                          )
                          AND ifNull(
                            assumeNotNull(key_3) = assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            1
                          )
                        )
                      ),
                      arrayFilter(
                        item -> item .2 > 0,
                        [
                          (
                            assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            if(
                              isNotNull(
                                arrayMap(
                                  (x) -> if(
                                    abs(x) < 1e22,
                                    reinterpret(
                                      toInt128(
                                        arrayMap(
                                          (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                          [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                        ) [1]
                                      ),
                                      'Decimal(38, 8)'
                                    ),
                                    NULL
                                  ),
                                  [
                                    coalesce(
                                      arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                      toNullable({number_0:Float64})
                                    )
                                  ]
                                ) [1]
                              ),
                              toInt64(bitmapCardinality(population_0)) - sumIf (
                                profiles,
                                without = 0b0110
                                AND key_0
                                AND NOT (
                                  isNotNull(key_3)
                                  AND isNotNull(
                                    arrayMap(
                                      (x) -> if(
                                        abs(x) < 1e22,
                                        reinterpret(
                                          toInt128(
                                            arrayMap(
                                              (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                              [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                            ) [1]
                                          ),
                                          'Decimal(38, 8)'
                                        ),
                                        NULL
                                      ),
                                      [
                                        coalesce(
                                          arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                          toNullable({number_0:Float64})
                                        )
                                      ]
                                    ) [1]
                                  )
                                  AND ifNull(
                                    assumeNotNull(key_3) = assumeNotNull(
                                      arrayMap(
                                        (x) -> if(
                                          abs(x) < 1e22,
                                          reinterpret(
                                            toInt128(
                                              arrayMap(
                                                (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                                [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                              ) [1]
                                            ),
                                            'Decimal(38, 8)'
                                          ),
                                          NULL
                                        ),
                                        [
                                          coalesce(
                                            arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                            toNullable({number_0:Float64})
                                          )
                                        ]
                                      ) [1]
                                    ),
                                    1
                                  )
                                )
                              ),
                              0
                            )
                          )
                        ]
                      )
                    )
                  ) AS histogram_1
                FROM
                  (
                    SELECT
                      key_0,
                      a0,
                      a0_active,
                      key_3,
                      grouping (key_0, a0, a0_active, key_3) AS without,
                      toInt64(count()) AS profiles
                    FROM
                      (
                        SELECT
                          bitmapContains(population_0, profile) AS key_0,
                          a0,
                          a0_active,
                          arrayMap(
                            (x) -> if(
                              abs(x) < 1e22,
                              reinterpret(
                                toInt128(
                                  arrayMap(
                                    (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                    [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                  ) [1]
                                ),
                                'Decimal(38, 8)'
                              ),
                              NULL
                            ),
                            [coalesce(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [a1]) [1], toNullable({number_0:Float64}))]
                          ) [1] AS key_3
                        FROM
                          (
                            SELECT
                              profile,
                              sumIf (
                                ifNull(
                                  multiIf(
                                    currency IN ('', {currency:String}),
                                    toDecimal128(revenue, 8),
                                    rate < 1000000000,
                                    toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                    accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                  ),
                                  CAST(0, 'Decimal(38, 8)')
                                ),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) AS a0,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              argMaxIf (
                                toNullable(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                ),
                                concat(reinterpretAsFixedString(byteSwap(toUInt64(toUnixTimestamp64Milli(time)))), message_id),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                                AND isNotNull(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                )
                              ) AS a1
                            FROM
                              events ASOF
                              LEFT JOIN (
                                SELECT
                                  currency AS rate_currency,
                                  day AS rate_day,
                                  toNullable(argMax(rate, (batch, rate))) AS rate
                                FROM
                                  currency_rates
                                WHERE
                                  workspace = {workspace:UInt32}
                                  AND batch <= {known:UInt64}
                                GROUP BY
                                  currency,
                                  day
                              ) AS rates ON events.currency = rates.rate_currency
                              AND toDate32(events.time) >= rates.rate_day
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                      )
                    GROUP BY
                      GROUPING SETS ((a0, a0_active, key_0), (key_0, key_3))
                  )
              )
              ARRAY JOIN range (2) AS ordinal,
              [histogram_0, histogram_1] AS histogram
          )
      )
  );

-- average over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
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
                reinterpret(
                  toInt128(
                    arrayMap(
                      (a, b) -> intDiv(a, b) + if(
                        abs(a % b) * 2 > b
                        OR (
                          abs(a % b) * 2 = b
                          AND intDiv(a, b) % 2 != 0
                        ),
                        if(a < 0, -1, 1),
                        0
                      ),
                      [toInt256(reinterpret(arraySum(arrayMap((x, p) -> x * toInt64(p), xs, ns)), 'Int128')) * 100000000],
                      [toInt256(toInt256(greatest(n, 1)) * 100000000)]
                    ) [1]
                  ),
                  'Decimal(38, 8)'
                )
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
                      without = 0b0001
                      AND key_0
                      AND a0_active
                      AND isNotNull(a0)
                    )
                  ) AS histogram_0,
                  arraySort(
                    arrayConcat(
                      groupArrayIf (
                        (assumeNotNull(key_3), profiles),
                        without = 0b0110
                        AND key_0
                        AND isNotNull(key_3)
                        AND NOT (
                          isNotNull(key_3)
                          AND isNotNull(
                            arrayMap(
                              (x) -> if(
                                abs(x) < 1e22,
                                reinterpret(
                                  toInt128(
                                    arrayMap(
                                      (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                      [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                    ) [1]
                                  ),
                                  'Decimal(38, 8)'
                                ),
                                NULL
                              ),
                              [
                                coalesce(
                                  arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                  toNullable({number_0:Float64})
                                )
                              ]
                            ) [1]
                          )
                          AND ifNull(
                            assumeNotNull(key_3) = assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            1
                          )
                        )
                      ),
                      arrayFilter(
                        item -> item .2 > 0,
                        [
                          (
                            assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            if(
                              isNotNull(
                                arrayMap(
                                  (x) -> if(
                                    abs(x) < 1e22,
                                    reinterpret(
                                      toInt128(
                                        arrayMap(
                                          (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                          [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                        ) [1]
                                      ),
                                      'Decimal(38, 8)'
                                    ),
                                    NULL
                                  ),
                                  [
                                    coalesce(
                                      arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                      toNullable({number_0:Float64})
                                    )
                                  ]
                                ) [1]
                              ),
                              toInt64(bitmapCardinality(population_0)) - sumIf (
                                profiles,
                                without = 0b0110
                                AND key_0
                                AND NOT (
                                  isNotNull(key_3)
                                  AND isNotNull(
                                    arrayMap(
                                      (x) -> if(
                                        abs(x) < 1e22,
                                        reinterpret(
                                          toInt128(
                                            arrayMap(
                                              (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                              [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                            ) [1]
                                          ),
                                          'Decimal(38, 8)'
                                        ),
                                        NULL
                                      ),
                                      [
                                        coalesce(
                                          arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                          toNullable({number_0:Float64})
                                        )
                                      ]
                                    ) [1]
                                  )
                                  AND ifNull(
                                    assumeNotNull(key_3) = assumeNotNull(
                                      arrayMap(
                                        (x) -> if(
                                          abs(x) < 1e22,
                                          reinterpret(
                                            toInt128(
                                              arrayMap(
                                                (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                                [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                              ) [1]
                                            ),
                                            'Decimal(38, 8)'
                                          ),
                                          NULL
                                        ),
                                        [
                                          coalesce(
                                            arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                            toNullable({number_0:Float64})
                                          )
                                        ]
                                      ) [1]
                                    ),
                                    1
                                  )
                                )
                              ),
                              0
                            )
                          )
                        ]
                      )
                    )
                  ) AS histogram_1
                FROM
                  (
                    SELECT
                      key_0,
                      a0,
                      a0_active,
                      key_3,
                      grouping (key_0, a0, a0_active, key_3) AS without,
                      toInt64(count()) AS profiles
                    FROM
                      (
                        SELECT
                          bitmapContains(population_0, profile) AS key_0,
                          a0,
                          a0_active,
                          arrayMap(
                            (x) -> if(
                              abs(x) < 1e22,
                              reinterpret(
                                toInt128(
                                  arrayMap(
                                    (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                    [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                  ) [1]
                                ),
                                'Decimal(38, 8)'
                              ),
                              NULL
                            ),
                            [coalesce(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [a1]) [1], toNullable({number_0:Float64}))]
                          ) [1] AS key_3
                        FROM
                          (
                            SELECT
                              profile,
                              sumIf (
                                ifNull(
                                  multiIf(
                                    currency IN ('', {currency:String}),
                                    toDecimal128(revenue, 8),
                                    rate < 1000000000,
                                    toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                    accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                  ),
                                  CAST(0, 'Decimal(38, 8)')
                                ),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) AS a0,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              argMaxIf (
                                toNullable(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                ),
                                concat(reinterpretAsFixedString(byteSwap(toUInt64(toUnixTimestamp64Milli(time)))), message_id),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                                AND isNotNull(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                )
                              ) AS a1
                            FROM
                              events ASOF
                              LEFT JOIN (
                                SELECT
                                  currency AS rate_currency,
                                  day AS rate_day,
                                  toNullable(argMax(rate, (batch, rate))) AS rate
                                FROM
                                  currency_rates
                                WHERE
                                  workspace = {workspace:UInt32}
                                  AND batch <= {known:UInt64}
                                GROUP BY
                                  currency,
                                  day
                              ) AS rates ON events.currency = rates.rate_currency
                              AND toDate32(events.time) >= rates.rate_day
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                      )
                    GROUP BY
                      GROUPING SETS ((a0, a0_active, key_0), (key_0, key_3))
                  )
              )
              ARRAY JOIN range (2) AS ordinal,
              [histogram_0, histogram_1] AS histogram
          )
      )
  );

-- min over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
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
            CAST(if(n = 0, NULL, xs[1]), 'Nullable(Decimal(38, 8))')
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
                      without = 0b0001
                      AND key_0
                      AND a0_active
                      AND isNotNull(a0)
                    )
                  ) AS histogram_0,
                  arraySort(
                    arrayConcat(
                      groupArrayIf (
                        (assumeNotNull(key_3), profiles),
                        without = 0b0110
                        AND key_0
                        AND isNotNull(key_3)
                        AND NOT (
                          isNotNull(key_3)
                          AND isNotNull(
                            arrayMap(
                              (x) -> if(
                                abs(x) < 1e22,
                                reinterpret(
                                  toInt128(
                                    arrayMap(
                                      (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                      [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                    ) [1]
                                  ),
                                  'Decimal(38, 8)'
                                ),
                                NULL
                              ),
                              [
                                coalesce(
                                  arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                  toNullable({number_0:Float64})
                                )
                              ]
                            ) [1]
                          )
                          AND ifNull(
                            assumeNotNull(key_3) = assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            1
                          )
                        )
                      ),
                      arrayFilter(
                        item -> item .2 > 0,
                        [
                          (
                            assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            if(
                              isNotNull(
                                arrayMap(
                                  (x) -> if(
                                    abs(x) < 1e22,
                                    reinterpret(
                                      toInt128(
                                        arrayMap(
                                          (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                          [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                        ) [1]
                                      ),
                                      'Decimal(38, 8)'
                                    ),
                                    NULL
                                  ),
                                  [
                                    coalesce(
                                      arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                      toNullable({number_0:Float64})
                                    )
                                  ]
                                ) [1]
                              ),
                              toInt64(bitmapCardinality(population_0)) - sumIf (
                                profiles,
                                without = 0b0110
                                AND key_0
                                AND NOT (
                                  isNotNull(key_3)
                                  AND isNotNull(
                                    arrayMap(
                                      (x) -> if(
                                        abs(x) < 1e22,
                                        reinterpret(
                                          toInt128(
                                            arrayMap(
                                              (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                              [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                            ) [1]
                                          ),
                                          'Decimal(38, 8)'
                                        ),
                                        NULL
                                      ),
                                      [
                                        coalesce(
                                          arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                          toNullable({number_0:Float64})
                                        )
                                      ]
                                    ) [1]
                                  )
                                  AND ifNull(
                                    assumeNotNull(key_3) = assumeNotNull(
                                      arrayMap(
                                        (x) -> if(
                                          abs(x) < 1e22,
                                          reinterpret(
                                            toInt128(
                                              arrayMap(
                                                (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                                [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                              ) [1]
                                            ),
                                            'Decimal(38, 8)'
                                          ),
                                          NULL
                                        ),
                                        [
                                          coalesce(
                                            arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                            toNullable({number_0:Float64})
                                          )
                                        ]
                                      ) [1]
                                    ),
                                    1
                                  )
                                )
                              ),
                              0
                            )
                          )
                        ]
                      )
                    )
                  ) AS histogram_1
                FROM
                  (
                    SELECT
                      key_0,
                      a0,
                      a0_active,
                      key_3,
                      grouping (key_0, a0, a0_active, key_3) AS without,
                      toInt64(count()) AS profiles
                    FROM
                      (
                        SELECT
                          bitmapContains(population_0, profile) AS key_0,
                          a0,
                          a0_active,
                          arrayMap(
                            (x) -> if(
                              abs(x) < 1e22,
                              reinterpret(
                                toInt128(
                                  arrayMap(
                                    (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                    [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                  ) [1]
                                ),
                                'Decimal(38, 8)'
                              ),
                              NULL
                            ),
                            [coalesce(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [a1]) [1], toNullable({number_0:Float64}))]
                          ) [1] AS key_3
                        FROM
                          (
                            SELECT
                              profile,
                              sumIf (
                                ifNull(
                                  multiIf(
                                    currency IN ('', {currency:String}),
                                    toDecimal128(revenue, 8),
                                    rate < 1000000000,
                                    toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                    accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                  ),
                                  CAST(0, 'Decimal(38, 8)')
                                ),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) AS a0,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              argMaxIf (
                                toNullable(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                ),
                                concat(reinterpretAsFixedString(byteSwap(toUInt64(toUnixTimestamp64Milli(time)))), message_id),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                                AND isNotNull(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                )
                              ) AS a1
                            FROM
                              events ASOF
                              LEFT JOIN (
                                SELECT
                                  currency AS rate_currency,
                                  day AS rate_day,
                                  toNullable(argMax(rate, (batch, rate))) AS rate
                                FROM
                                  currency_rates
                                WHERE
                                  workspace = {workspace:UInt32}
                                  AND batch <= {known:UInt64}
                                GROUP BY
                                  currency,
                                  day
                              ) AS rates ON events.currency = rates.rate_currency
                              AND toDate32(events.time) >= rates.rate_day
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                      )
                    GROUP BY
                      GROUPING SETS ((a0, a0_active, key_0), (key_0, key_3))
                  )
              )
              ARRAY JOIN range (2) AS ordinal,
              [histogram_0, histogram_1] AS histogram
          )
      )
  );

-- max over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
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
            CAST(if(n = 0, NULL, xs[-1]), 'Nullable(Decimal(38, 8))')
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
                      without = 0b0001
                      AND key_0
                      AND a0_active
                      AND isNotNull(a0)
                    )
                  ) AS histogram_0,
                  arraySort(
                    arrayConcat(
                      groupArrayIf (
                        (assumeNotNull(key_3), profiles),
                        without = 0b0110
                        AND key_0
                        AND isNotNull(key_3)
                        AND NOT (
                          isNotNull(key_3)
                          AND isNotNull(
                            arrayMap(
                              (x) -> if(
                                abs(x) < 1e22,
                                reinterpret(
                                  toInt128(
                                    arrayMap(
                                      (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                      [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                    ) [1]
                                  ),
                                  'Decimal(38, 8)'
                                ),
                                NULL
                              ),
                              [
                                coalesce(
                                  arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                  toNullable({number_0:Float64})
                                )
                              ]
                            ) [1]
                          )
                          AND ifNull(
                            assumeNotNull(key_3) = assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            1
                          )
                        )
                      ),
                      arrayFilter(
                        item -> item .2 > 0,
                        [
                          (
                            assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            if(
                              isNotNull(
                                arrayMap(
                                  (x) -> if(
                                    abs(x) < 1e22,
                                    reinterpret(
                                      toInt128(
                                        arrayMap(
                                          (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                          [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                        ) [1]
                                      ),
                                      'Decimal(38, 8)'
                                    ),
                                    NULL
                                  ),
                                  [
                                    coalesce(
                                      arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                      toNullable({number_0:Float64})
                                    )
                                  ]
                                ) [1]
                              ),
                              toInt64(bitmapCardinality(population_0)) - sumIf (
                                profiles,
                                without = 0b0110
                                AND key_0
                                AND NOT (
                                  isNotNull(key_3)
                                  AND isNotNull(
                                    arrayMap(
                                      (x) -> if(
                                        abs(x) < 1e22,
                                        reinterpret(
                                          toInt128(
                                            arrayMap(
                                              (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                              [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                            ) [1]
                                          ),
                                          'Decimal(38, 8)'
                                        ),
                                        NULL
                                      ),
                                      [
                                        coalesce(
                                          arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                          toNullable({number_0:Float64})
                                        )
                                      ]
                                    ) [1]
                                  )
                                  AND ifNull(
                                    assumeNotNull(key_3) = assumeNotNull(
                                      arrayMap(
                                        (x) -> if(
                                          abs(x) < 1e22,
                                          reinterpret(
                                            toInt128(
                                              arrayMap(
                                                (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                                [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                              ) [1]
                                            ),
                                            'Decimal(38, 8)'
                                          ),
                                          NULL
                                        ),
                                        [
                                          coalesce(
                                            arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                            toNullable({number_0:Float64})
                                          )
                                        ]
                                      ) [1]
                                    ),
                                    1
                                  )
                                )
                              ),
                              0
                            )
                          )
                        ]
                      )
                    )
                  ) AS histogram_1
                FROM
                  (
                    SELECT
                      key_0,
                      a0,
                      a0_active,
                      key_3,
                      grouping (key_0, a0, a0_active, key_3) AS without,
                      toInt64(count()) AS profiles
                    FROM
                      (
                        SELECT
                          bitmapContains(population_0, profile) AS key_0,
                          a0,
                          a0_active,
                          arrayMap(
                            (x) -> if(
                              abs(x) < 1e22,
                              reinterpret(
                                toInt128(
                                  arrayMap(
                                    (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                    [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                  ) [1]
                                ),
                                'Decimal(38, 8)'
                              ),
                              NULL
                            ),
                            [coalesce(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [a1]) [1], toNullable({number_0:Float64}))]
                          ) [1] AS key_3
                        FROM
                          (
                            SELECT
                              profile,
                              sumIf (
                                ifNull(
                                  multiIf(
                                    currency IN ('', {currency:String}),
                                    toDecimal128(revenue, 8),
                                    rate < 1000000000,
                                    toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                    accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                  ),
                                  CAST(0, 'Decimal(38, 8)')
                                ),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) AS a0,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              argMaxIf (
                                toNullable(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                ),
                                concat(reinterpretAsFixedString(byteSwap(toUInt64(toUnixTimestamp64Milli(time)))), message_id),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                                AND isNotNull(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                )
                              ) AS a1
                            FROM
                              events ASOF
                              LEFT JOIN (
                                SELECT
                                  currency AS rate_currency,
                                  day AS rate_day,
                                  toNullable(argMax(rate, (batch, rate))) AS rate
                                FROM
                                  currency_rates
                                WHERE
                                  workspace = {workspace:UInt32}
                                  AND batch <= {known:UInt64}
                                GROUP BY
                                  currency,
                                  day
                              ) AS rates ON events.currency = rates.rate_currency
                              AND toDate32(events.time) >= rates.rate_day
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                      )
                    GROUP BY
                      GROUPING SETS ((a0, a0_active, key_0), (key_0, key_3))
                  )
              )
              ARRAY JOIN range (2) AS ordinal,
              [histogram_0, histogram_1] AS histogram
          )
      )
  );

-- median over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
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
                toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 5000), 10000), cumulative)], 8) + (
                  toDecimal128(xs[arrayFirstIndex(c -> c > if((((n - 1) * 5000) % 10000) = 0, intDiv(((n - 1) * 5000), 10000), intDiv(((n - 1) * 5000), 10000) + 1), cumulative)], 8) - toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 5000), 10000), cumulative)], 8)
                ) * toInt64((((n - 1) * 5000) % 10000)) / 10000
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
                      without = 0b0001
                      AND key_0
                      AND a0_active
                      AND isNotNull(a0)
                    )
                  ) AS histogram_0,
                  arraySort(
                    arrayConcat(
                      groupArrayIf (
                        (assumeNotNull(key_3), profiles),
                        without = 0b0110
                        AND key_0
                        AND isNotNull(key_3)
                        AND NOT (
                          isNotNull(key_3)
                          AND isNotNull(
                            arrayMap(
                              (x) -> if(
                                abs(x) < 1e22,
                                reinterpret(
                                  toInt128(
                                    arrayMap(
                                      (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                      [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                    ) [1]
                                  ),
                                  'Decimal(38, 8)'
                                ),
                                NULL
                              ),
                              [
                                coalesce(
                                  arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                  toNullable({number_0:Float64})
                                )
                              ]
                            ) [1]
                          )
                          AND ifNull(
                            assumeNotNull(key_3) = assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            1
                          )
                        )
                      ),
                      arrayFilter(
                        item -> item .2 > 0,
                        [
                          (
                            assumeNotNull(
                              arrayMap(
                                (x) -> if(
                                  abs(x) < 1e22,
                                  reinterpret(
                                    toInt128(
                                      arrayMap(
                                        (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                        [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                      ) [1]
                                    ),
                                    'Decimal(38, 8)'
                                  ),
                                  NULL
                                ),
                                [
                                  coalesce(
                                    arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                    toNullable({number_0:Float64})
                                  )
                                ]
                              ) [1]
                            ),
                            if(
                              isNotNull(
                                arrayMap(
                                  (x) -> if(
                                    abs(x) < 1e22,
                                    reinterpret(
                                      toInt128(
                                        arrayMap(
                                          (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                          [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                        ) [1]
                                      ),
                                      'Decimal(38, 8)'
                                    ),
                                    NULL
                                  ),
                                  [
                                    coalesce(
                                      arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                      toNullable({number_0:Float64})
                                    )
                                  ]
                                ) [1]
                              ),
                              toInt64(bitmapCardinality(population_0)) - sumIf (
                                profiles,
                                without = 0b0110
                                AND key_0
                                AND NOT (
                                  isNotNull(key_3)
                                  AND isNotNull(
                                    arrayMap(
                                      (x) -> if(
                                        abs(x) < 1e22,
                                        reinterpret(
                                          toInt128(
                                            arrayMap(
                                              (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                              [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                            ) [1]
                                          ),
                                          'Decimal(38, 8)'
                                        ),
                                        NULL
                                      ),
                                      [
                                        coalesce(
                                          arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                          toNullable({number_0:Float64})
                                        )
                                      ]
                                    ) [1]
                                  )
                                  AND ifNull(
                                    assumeNotNull(key_3) = assumeNotNull(
                                      arrayMap(
                                        (x) -> if(
                                          abs(x) < 1e22,
                                          reinterpret(
                                            toInt128(
                                              arrayMap(
                                                (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                                [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                              ) [1]
                                            ),
                                            'Decimal(38, 8)'
                                          ),
                                          NULL
                                        ),
                                        [
                                          coalesce(
                                            arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [CAST(NULL, 'Nullable(Decimal(38, 8))')]) [1],
                                            toNullable({number_0:Float64})
                                          )
                                        ]
                                      ) [1]
                                    ),
                                    1
                                  )
                                )
                              ),
                              0
                            )
                          )
                        ]
                      )
                    )
                  ) AS histogram_1
                FROM
                  (
                    SELECT
                      key_0,
                      a0,
                      a0_active,
                      key_3,
                      grouping (key_0, a0, a0_active, key_3) AS without,
                      toInt64(count()) AS profiles
                    FROM
                      (
                        SELECT
                          bitmapContains(population_0, profile) AS key_0,
                          a0,
                          a0_active,
                          arrayMap(
                            (x) -> if(
                              abs(x) < 1e22,
                              reinterpret(
                                toInt128(
                                  arrayMap(
                                    (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                                    [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                                  ) [1]
                                ),
                                'Decimal(38, 8)'
                              ),
                              NULL
                            ),
                            [coalesce(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [a1]) [1], toNullable({number_0:Float64}))]
                          ) [1] AS key_3
                        FROM
                          (
                            SELECT
                              profile,
                              sumIf (
                                ifNull(
                                  multiIf(
                                    currency IN ('', {currency:String}),
                                    toDecimal128(revenue, 8),
                                    rate < 1000000000,
                                    toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                    accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                  ),
                                  CAST(0, 'Decimal(38, 8)')
                                ),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) AS a0,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              argMaxIf (
                                toNullable(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                ),
                                concat(reinterpretAsFixedString(byteSwap(toUInt64(toUnixTimestamp64Milli(time)))), message_id),
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                                AND isNotNull(
                                  CAST(
                                    coalesce(
                                      toDecimal128(parameters.`weight`.: `Int64`, 8),
                                      toDecimal128(parameters.`weight`.: `UInt64`, 8),
                                      toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                                    ),
                                    'Nullable(Decimal(38, 8))'
                                  )
                                )
                              ) AS a1
                            FROM
                              events ASOF
                              LEFT JOIN (
                                SELECT
                                  currency AS rate_currency,
                                  day AS rate_day,
                                  toNullable(argMax(rate, (batch, rate))) AS rate
                                FROM
                                  currency_rates
                                WHERE
                                  workspace = {workspace:UInt32}
                                  AND batch <= {known:UInt64}
                                GROUP BY
                                  currency,
                                  day
                              ) AS rates ON events.currency = rates.rate_currency
                              AND toDate32(events.time) >= rates.rate_day
                            WHERE
                              workspace = {workspace:UInt32}
                              AND action IN {actions_0:Array(String)}
                              AND batch <= {known:UInt64}
                              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                              AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            GROUP BY
                              profile
                          )
                      )
                    GROUP BY
                      GROUPING SETS ((a0, a0_active, key_0), (key_0, key_3))
                  )
              )
              ARRAY JOIN range (2) AS ordinal,
              [histogram_0, histogram_1] AS histogram
          )
      )
  );

-- count over texts: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000009"]
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   known = 12
SELECT
  {metric_ids_0:Array(String)} [1] AS metric,
  value,
  profiles,
  below,
  on,
  above
FROM
  (
    SELECT
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
              CAST(toNullable(toDecimal128(n, 8)), 'Nullable(Decimal(38, 8))') AS line
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
                        arrayConcat(
                          groupArrayIf (
                            (CAST(NULL, 'Nullable(Decimal(38, 8))'), profiles),
                            without = 0b00
                            AND key_0
                            AND key_1
                            AND NOT (
                              key_1
                              AND isNotNull(CAST(NULL, 'Nullable(String)'))
                              AND ifNull(CAST(NULL, 'Nullable(Decimal(38, 8))') = CAST(NULL, 'Nullable(Decimal(38, 8))'), 1)
                            )
                          ),
                          arrayFilter(
                            item -> item .2 > 0,
                            [
                              (
                                CAST(NULL, 'Nullable(Decimal(38, 8))'),
                                if(
                                  isNotNull(CAST(NULL, 'Nullable(String)')),
                                  toInt64(bitmapCardinality(population_0)) - sumIf (
                                    profiles,
                                    without = 0b00
                                    AND key_0
                                    AND NOT (
                                      key_1
                                      AND isNotNull(CAST(NULL, 'Nullable(String)'))
                                      AND ifNull(CAST(NULL, 'Nullable(Decimal(38, 8))') = CAST(NULL, 'Nullable(Decimal(38, 8))'), 1)
                                    )
                                  ),
                                  0
                                )
                              )
                            ]
                          )
                        )
                      ) AS histogram_0
                    FROM
                      (
                        SELECT
                          key_0,
                          key_1,
                          grouping (key_0, key_1) AS without,
                          toInt64(count()) AS profiles
                        FROM
                          (
                            SELECT
                              bitmapContains(population_0, profile) AS key_0,
                              isNotNull(a0) AS key_1
                            FROM
                              (
                                SELECT
                                  profile,
                                  argMaxIf (
                                    toNullable(parameters.`store`.: `String`),
                                    concat(reinterpretAsFixedString(byteSwap(toUInt64(toUnixTimestamp64Milli(time)))), message_id),
                                    (
                                      action IN {actions_0:Array(String)}
                                      AND (
                                        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                      )
                                    )
                                    AND isNotNull(parameters.`store`.: `String`)
                                  ) AS a0
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
                          )
                        GROUP BY
                          GROUPING SETS ((key_0, key_1))
                      )
                  )
                  ARRAY JOIN range (1) AS ordinal,
                  [histogram_0] AS histogram
              )
          )
      )
  );

-- events of a segment: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000009"]
--   key_1 = "segment:00000000-0000-4000-8000-000000000004"
--   known = 12
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  {metric_ids_0:Array(String)} [1] AS metric,
  value,
  profiles,
  below,
  on,
  above
FROM
  (
    SELECT
      toString(value) AS value,
      toString(profiles) AS profiles,
      NULL AS below,
      NULL AS on,
      NULL AS above
    FROM
      (
        SELECT
          tupleElement(
            (
              SELECT
                (
                  toNullable(
                    arrayMap(
                      (total, n) -> if(
                        n = 0,
                        NULL,
                        reinterpret(
                          toInt128(
                            arrayMap(
                              (a, b) -> intDiv(a, b) + if(
                                abs(a % b) * 2 > b
                                OR (
                                  abs(a % b) * 2 = b
                                  AND intDiv(a, b) % 2 != 0
                                ),
                                if(a < 0, -1, 1),
                                0
                              ),
                              [toInt256(reinterpret(total, 'Int128')) * 10000],
                              [toInt256(toInt256(greatest(n, 1)) * 100000000)]
                            ) [1] * 10000
                          ),
                          'Decimal(38, 8)'
                        )
                      ),
                      [
                        sumIf (
                          ifNull(
                            multiIf(
                              currency IN ('', {currency:String}),
                              toDecimal128(revenue, 8),
                              rate < 1000000000,
                              toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                              accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                            ),
                            CAST(0, 'Decimal(38, 8)')
                          ),
                          1
                        )
                      ],
                      [
                        countIf (
                          1
                          AND isNotNull(
                            multiIf(
                              currency IN ('', {currency:String}),
                              toDecimal128(revenue, 8),
                              rate < 1000000000,
                              toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                              accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                            )
                          )
                        )
                      ]
                    ) [1]
                  ),
                  uniqExact(profile)
                )
              FROM
                events ASOF
                LEFT JOIN (
                  SELECT
                    currency AS rate_currency,
                    day AS rate_day,
                    toNullable(argMax(rate, (batch, rate))) AS rate
                  FROM
                    currency_rates
                  WHERE
                    workspace = {workspace:UInt32}
                    AND batch <= {known:UInt64}
                  GROUP BY
                    currency,
                    day
                ) AS rates ON events.currency = rates.rate_currency
                AND toDate32(events.time) >= rates.rate_day
              WHERE
                workspace = {workspace:UInt32}
                AND batch <= {known:UInt64}
                AND (
                  action IN {actions_0:Array(String)}
                  AND (
                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                  )
                )
                AND bitmapContains(
                  (
                    SELECT
                      groupBitmapMergeState (members)
                    FROM
                      run_bitmaps
                    WHERE
                      workspace = {workspace:UInt32}
                      AND run = {run:UInt64}
                      AND key = {key_1:String}
                  ),
                  profile
                )
            ),
            1
          ) AS value,
          tupleElement(
            (
              SELECT
                (
                  toNullable(
                    arrayMap(
                      (total, n) -> if(
                        n = 0,
                        NULL,
                        reinterpret(
                          toInt128(
                            arrayMap(
                              (a, b) -> intDiv(a, b) + if(
                                abs(a % b) * 2 > b
                                OR (
                                  abs(a % b) * 2 = b
                                  AND intDiv(a, b) % 2 != 0
                                ),
                                if(a < 0, -1, 1),
                                0
                              ),
                              [toInt256(reinterpret(total, 'Int128')) * 10000],
                              [toInt256(toInt256(greatest(n, 1)) * 100000000)]
                            ) [1] * 10000
                          ),
                          'Decimal(38, 8)'
                        )
                      ),
                      [
                        sumIf (
                          ifNull(
                            multiIf(
                              currency IN ('', {currency:String}),
                              toDecimal128(revenue, 8),
                              rate < 1000000000,
                              toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                              accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                            ),
                            CAST(0, 'Decimal(38, 8)')
                          ),
                          1
                        )
                      ],
                      [
                        countIf (
                          1
                          AND isNotNull(
                            multiIf(
                              currency IN ('', {currency:String}),
                              toDecimal128(revenue, 8),
                              rate < 1000000000,
                              toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                              accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                            )
                          )
                        )
                      ]
                    ) [1]
                  ),
                  uniqExact(profile)
                )
              FROM
                events ASOF
                LEFT JOIN (
                  SELECT
                    currency AS rate_currency,
                    day AS rate_day,
                    toNullable(argMax(rate, (batch, rate))) AS rate
                  FROM
                    currency_rates
                  WHERE
                    workspace = {workspace:UInt32}
                    AND batch <= {known:UInt64}
                  GROUP BY
                    currency,
                    day
                ) AS rates ON events.currency = rates.rate_currency
                AND toDate32(events.time) >= rates.rate_day
              WHERE
                workspace = {workspace:UInt32}
                AND batch <= {known:UInt64}
                AND (
                  action IN {actions_0:Array(String)}
                  AND (
                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                  )
                )
                AND bitmapContains(
                  (
                    SELECT
                      groupBitmapMergeState (members)
                    FROM
                      run_bitmaps
                    WHERE
                      workspace = {workspace:UInt32}
                      AND run = {run:UInt64}
                      AND key = {key_1:String}
                  ),
                  profile
                )
            ),
            2
          ) AS profiles
      )
  );

-- distinct profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000009"]
--   known = 12
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  {metric_ids_0:Array(String)} [1] AS metric,
  value,
  profiles,
  below,
  on,
  above
FROM
  (
    SELECT
      toString(value) AS value,
      toString(profiles) AS profiles,
      NULL AS below,
      NULL AS on,
      NULL AS above
    FROM
      (
        SELECT
          tupleElement(
            (
              SELECT
                (toNullable(toDecimal128(uniqExact(profile), 8)), uniqExact(profile))
              FROM
                events
              WHERE
                workspace = {workspace:UInt32}
                AND batch <= {known:UInt64}
                AND (
                  action IN {actions_0:Array(String)}
                  AND (
                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                  )
                )
                AND bitmapContains(
                  (
                    SELECT
                      groupBitmapMergeState (members)
                    FROM
                      run_bitmaps
                    WHERE
                      workspace = {workspace:UInt32}
                      AND run = {run:UInt64}
                      AND key = {key_0:String}
                  ),
                  profile
                )
            ),
            1
          ) AS value,
          tupleElement(
            (
              SELECT
                (toNullable(toDecimal128(uniqExact(profile), 8)), uniqExact(profile))
              FROM
                events
              WHERE
                workspace = {workspace:UInt32}
                AND batch <= {known:UInt64}
                AND (
                  action IN {actions_0:Array(String)}
                  AND (
                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                  )
                )
                AND bitmapContains(
                  (
                    SELECT
                      groupBitmapMergeState (members)
                    FROM
                      run_bitmaps
                    WHERE
                      workspace = {workspace:UInt32}
                      AND run = {run:UInt64}
                      AND key = {key_0:String}
                  ),
                  profile
                )
            ),
            2
          ) AS profiles
      )
  );

-- distinct orders of everyone: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000009"]
--   known = 12
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  {metric_ids_0:Array(String)} [1] AS metric,
  value,
  profiles,
  below,
  on,
  above
FROM
  (
    SELECT
      toString(value) AS value,
      toString(profiles) AS profiles,
      NULL AS below,
      NULL AS on,
      NULL AS above
    FROM
      (
        SELECT
          tupleElement(
            (
              SELECT
                (toNullable(sumArrayIf (tupleElement(event, 3), 1)), uniqExact(profile))
              FROM
                (
                  SELECT
                    profile,
                    arrayJoin(events) AS event
                  FROM
                    (
                      SELECT
                        profile,
                        arrayMap(
                          (events) -> arrayMap(
                            event -> (tupleElement(event, 1), tupleElement(event, 2), tupleElement(event, 3)),
                            arrayFilter(
                              (event, nth) -> nth = 1
                              OR isNull(tupleElement(event, 4)),
                              events,
                              arrayEnumerateUniq(arrayMap(event -> (isNull(tupleElement(event, 4)), assumeNotNull(tupleElement(event, 4))), events))
                            )
                          ),
                          [
                            arraySort(
                              groupArrayIf (
                                (
                                  toUnixTimestamp64Milli(time),
                                  message_id,
                                  arrayMap(
                                    value -> assumeNotNull(value),
                                    arrayFilter(
                                      value -> isNotNull(value),
                                      [
                                        multiIf(
                                          currency IN ('', {currency:String}),
                                          toDecimal128(revenue, 8),
                                          rate < 1000000000,
                                          toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                          accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                        )
                                      ]
                                    )
                                  ),
                                  toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))
                                ),
                                1
                              )
                            )
                          ]
                        ) [1] AS events
                      FROM
                        events ASOF
                        LEFT JOIN (
                          SELECT
                            currency AS rate_currency,
                            day AS rate_day,
                            toNullable(argMax(rate, (batch, rate))) AS rate
                          FROM
                            currency_rates
                          WHERE
                            workspace = {workspace:UInt32}
                            AND batch <= {known:UInt64}
                          GROUP BY
                            currency,
                            day
                        ) AS rates ON events.currency = rates.rate_currency
                        AND toDate32(events.time) >= rates.rate_day
                      WHERE
                        workspace = {workspace:UInt32}
                        AND batch <= {known:UInt64}
                        AND (
                          action IN {actions_0:Array(String)}
                          AND (
                            time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                          )
                        )
                        AND bitmapContains(
                          (
                            SELECT
                              groupBitmapMergeState (members)
                            FROM
                              run_bitmaps
                            WHERE
                              workspace = {workspace:UInt32}
                              AND run = {run:UInt64}
                              AND key = {key_0:String}
                          ),
                          profile
                        )
                      GROUP BY
                        profile
                    )
                )
            ),
            1
          ) AS value,
          tupleElement(
            (
              SELECT
                (toNullable(sumArrayIf (tupleElement(event, 3), 1)), uniqExact(profile))
              FROM
                (
                  SELECT
                    profile,
                    arrayJoin(events) AS event
                  FROM
                    (
                      SELECT
                        profile,
                        arrayMap(
                          (events) -> arrayMap(
                            event -> (tupleElement(event, 1), tupleElement(event, 2), tupleElement(event, 3)),
                            arrayFilter(
                              (event, nth) -> nth = 1
                              OR isNull(tupleElement(event, 4)),
                              events,
                              arrayEnumerateUniq(arrayMap(event -> (isNull(tupleElement(event, 4)), assumeNotNull(tupleElement(event, 4))), events))
                            )
                          ),
                          [
                            arraySort(
                              groupArrayIf (
                                (
                                  toUnixTimestamp64Milli(time),
                                  message_id,
                                  arrayMap(
                                    value -> assumeNotNull(value),
                                    arrayFilter(
                                      value -> isNotNull(value),
                                      [
                                        multiIf(
                                          currency IN ('', {currency:String}),
                                          toDecimal128(revenue, 8),
                                          rate < 1000000000,
                                          toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                                          accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
                                        )
                                      ]
                                    )
                                  ),
                                  toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))
                                ),
                                1
                              )
                            )
                          ]
                        ) [1] AS events
                      FROM
                        events ASOF
                        LEFT JOIN (
                          SELECT
                            currency AS rate_currency,
                            day AS rate_day,
                            toNullable(argMax(rate, (batch, rate))) AS rate
                          FROM
                            currency_rates
                          WHERE
                            workspace = {workspace:UInt32}
                            AND batch <= {known:UInt64}
                          GROUP BY
                            currency,
                            day
                        ) AS rates ON events.currency = rates.rate_currency
                        AND toDate32(events.time) >= rates.rate_day
                      WHERE
                        workspace = {workspace:UInt32}
                        AND batch <= {known:UInt64}
                        AND (
                          action IN {actions_0:Array(String)}
                          AND (
                            time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                            AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                          )
                        )
                        AND bitmapContains(
                          (
                            SELECT
                              groupBitmapMergeState (members)
                            FROM
                              run_bitmaps
                            WHERE
                              workspace = {workspace:UInt32}
                              AND run = {run:UInt64}
                              AND key = {key_0:String}
                          ),
                          profile
                        )
                      GROUP BY
                        profile
                    )
                )
            ),
            2
          ) AS profiles
      )
  );

-- formula: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000009"]
--   number_0 = 2
--   metric_0 = "metric 00000000-0000-4000-8000-000000000005"
SELECT
  {metric_ids_0:Array(String)} [1] AS metric,
  value,
  profiles,
  below,
  on,
  above
FROM
  (
    SELECT
      toString(
        arrayMap(
          (x) -> if(
            abs(x) < 1e22,
            reinterpret(
              toInt128(
                arrayMap(
                  (y) -> toInt128(toInt64(trunc(y / 9007199254740992))) * 9007199254740992 + toInt64(y - trunc(y / 9007199254740992) * 9007199254740992),
                  [if(abs(x) < 1e22, roundBankers(x * 1e8), 0)]
                ) [1]
              ),
              'Decimal(38, 8)'
            ),
            NULL
          ),
          [
            nullIf(
              nullIf(
                arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [{metric_0:Nullable(Decimal(38, 8))}]) [1] / nullIf(toNullable({number_0:Float64}), 0),
                inf
              ),
              - inf
            )
          ]
        ) [1]
      ) AS value,
      NULL AS profiles,
      NULL AS below,
      NULL AS on,
      NULL AS above
  );
