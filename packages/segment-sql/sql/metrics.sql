-- quantile, linear: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   known = 12
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
  {metric_ids_0:Array(String)} [metric + 1] AS metric,
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      metric,
      xs,
      ns,
      n,
      multiIf(
        metric = 0,
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
        SELECT
          metric,
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              metric,
              arraySort(
                groupArrayIf (
                  (assumeNotNull(value), profiles),
                  isNotNull(value)
                  AND profiles > 0
                )
              ) AS histogram
            FROM
              (
                SELECT
                  metric,
                  if(whole, [CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))'), CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))')] [metric + 1], value) AS value,
                  sum(if(whole, greatest([toInt64(0), toInt64(0)] [metric + 1] - counted, 0), counted)) AS profiles
                FROM
                  (
                    SELECT
                      metric,
                      value,
                      whole,
                      sum(counted) AS counted
                    FROM
                      (
                        SELECT
                          item .1 AS metric,
                          item .2 AS value,
                          grouping (value) = 1 AS whole,
                          toInt64(count()) AS counted
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
                          ARRAY JOIN [
                            (
                              0,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            ),
                            (
                              1,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            )
                          ] AS item
                        WHERE
                          item .3
                        GROUP BY
                          GROUPING SETS ((metric, value), (metric))
                        UNION ALL
                        SELECT
                          toUInt8(number) AS metric,
                          CAST(NULL, 'Nullable(Decimal(38, 8))') AS value,
                          toUInt8(1) AS whole,
                          toInt64(0) AS counted
                        FROM
                          numbers(2)
                      )
                    GROUP BY
                      metric,
                      value,
                      whole
                  )
                GROUP BY
                  metric,
                  value
              )
            GROUP BY
              metric
          )
      )
  );

-- quantile, lower: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   known = 12
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
  {metric_ids_0:Array(String)} [metric + 1] AS metric,
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      metric,
      xs,
      ns,
      n,
      multiIf(
        metric = 0,
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
        SELECT
          metric,
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              metric,
              arraySort(
                groupArrayIf (
                  (assumeNotNull(value), profiles),
                  isNotNull(value)
                  AND profiles > 0
                )
              ) AS histogram
            FROM
              (
                SELECT
                  metric,
                  if(whole, [CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))'), CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))')] [metric + 1], value) AS value,
                  sum(if(whole, greatest([toInt64(0), toInt64(0)] [metric + 1] - counted, 0), counted)) AS profiles
                FROM
                  (
                    SELECT
                      metric,
                      value,
                      whole,
                      sum(counted) AS counted
                    FROM
                      (
                        SELECT
                          item .1 AS metric,
                          item .2 AS value,
                          grouping (value) = 1 AS whole,
                          toInt64(count()) AS counted
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
                          ARRAY JOIN [
                            (
                              0,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            ),
                            (
                              1,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            )
                          ] AS item
                        WHERE
                          item .3
                        GROUP BY
                          GROUPING SETS ((metric, value), (metric))
                        UNION ALL
                        SELECT
                          toUInt8(number) AS metric,
                          CAST(NULL, 'Nullable(Decimal(38, 8))') AS value,
                          toUInt8(1) AS whole,
                          toInt64(0) AS counted
                        FROM
                          numbers(2)
                      )
                    GROUP BY
                      metric,
                      value,
                      whole
                  )
                GROUP BY
                  metric,
                  value
              )
            GROUP BY
              metric
          )
      )
  );

-- quantile, higher: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   known = 12
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
  {metric_ids_0:Array(String)} [metric + 1] AS metric,
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      metric,
      xs,
      ns,
      n,
      multiIf(
        metric = 0,
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
        SELECT
          metric,
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              metric,
              arraySort(
                groupArrayIf (
                  (assumeNotNull(value), profiles),
                  isNotNull(value)
                  AND profiles > 0
                )
              ) AS histogram
            FROM
              (
                SELECT
                  metric,
                  if(whole, [CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))'), CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))')] [metric + 1], value) AS value,
                  sum(if(whole, greatest([toInt64(0), toInt64(0)] [metric + 1] - counted, 0), counted)) AS profiles
                FROM
                  (
                    SELECT
                      metric,
                      value,
                      whole,
                      sum(counted) AS counted
                    FROM
                      (
                        SELECT
                          item .1 AS metric,
                          item .2 AS value,
                          grouping (value) = 1 AS whole,
                          toInt64(count()) AS counted
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
                          ARRAY JOIN [
                            (
                              0,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            ),
                            (
                              1,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            )
                          ] AS item
                        WHERE
                          item .3
                        GROUP BY
                          GROUPING SETS ((metric, value), (metric))
                        UNION ALL
                        SELECT
                          toUInt8(number) AS metric,
                          CAST(NULL, 'Nullable(Decimal(38, 8))') AS value,
                          toUInt8(1) AS whole,
                          toInt64(0) AS counted
                        FROM
                          numbers(2)
                      )
                    GROUP BY
                      metric,
                      value,
                      whole
                  )
                GROUP BY
                  metric,
                  value
              )
            GROUP BY
              metric
          )
      )
  );

-- quantile, inverted_cdf: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   known = 12
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
  {metric_ids_0:Array(String)} [metric + 1] AS metric,
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      metric,
      xs,
      ns,
      n,
      multiIf(
        metric = 0,
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
        SELECT
          metric,
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              metric,
              arraySort(
                groupArrayIf (
                  (assumeNotNull(value), profiles),
                  isNotNull(value)
                  AND profiles > 0
                )
              ) AS histogram
            FROM
              (
                SELECT
                  metric,
                  if(whole, [CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))'), CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))')] [metric + 1], value) AS value,
                  sum(if(whole, greatest([toInt64(0), toInt64(0)] [metric + 1] - counted, 0), counted)) AS profiles
                FROM
                  (
                    SELECT
                      metric,
                      value,
                      whole,
                      sum(counted) AS counted
                    FROM
                      (
                        SELECT
                          item .1 AS metric,
                          item .2 AS value,
                          grouping (value) = 1 AS whole,
                          toInt64(count()) AS counted
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
                          ARRAY JOIN [
                            (
                              0,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            ),
                            (
                              1,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            )
                          ] AS item
                        WHERE
                          item .3
                        GROUP BY
                          GROUPING SETS ((metric, value), (metric))
                        UNION ALL
                        SELECT
                          toUInt8(number) AS metric,
                          CAST(NULL, 'Nullable(Decimal(38, 8))') AS value,
                          toUInt8(1) AS whole,
                          toInt64(0) AS counted
                        FROM
                          numbers(2)
                      )
                    GROUP BY
                      metric,
                      value,
                      whole
                  )
                GROUP BY
                  metric,
                  value
              )
            GROUP BY
              metric
          )
      )
  );

-- quantile, approximate: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_id_0 = "00000000-0000-4000-8000-000000000009"
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   known = 12
SELECT
  {metric_id_0:String} AS metric,
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
  );

-- count over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   known = 12
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
  {metric_ids_0:Array(String)} [metric + 1] AS metric,
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      metric,
      xs,
      ns,
      n,
      multiIf(
        metric = 0,
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
        SELECT
          metric,
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              metric,
              arraySort(
                groupArrayIf (
                  (assumeNotNull(value), profiles),
                  isNotNull(value)
                  AND profiles > 0
                )
              ) AS histogram
            FROM
              (
                SELECT
                  metric,
                  if(
                    whole,
                    [
                      CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))'),
                      CAST(
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
                        ) [1],
                        'Nullable(Decimal(38, 8))'
                      )
                    ] [metric + 1],
                    value
                  ) AS value,
                  sum(if(whole, greatest([toInt64(0), toInt64(bitmapCardinality(population_0))] [metric + 1] - counted, 0), counted)) AS profiles
                FROM
                  (
                    SELECT
                      metric,
                      value,
                      whole,
                      sum(counted) AS counted
                    FROM
                      (
                        SELECT
                          item .1 AS metric,
                          item .2 AS value,
                          grouping (value) = 1 AS whole,
                          toInt64(count()) AS counted
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
                              ) AS a1,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a1_active
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
                          ARRAY JOIN [
                            (
                              0,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            ),
                            (
                              1,
                              CAST(
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
                                ) [1],
                                'Nullable(Decimal(38, 8))'
                              ),
                              bitmapContains(population_0, profile)
                            )
                          ] AS item
                        WHERE
                          item .3
                        GROUP BY
                          GROUPING SETS ((metric, value), (metric))
                        UNION ALL
                        SELECT
                          toUInt8(number) AS metric,
                          CAST(NULL, 'Nullable(Decimal(38, 8))') AS value,
                          toUInt8(1) AS whole,
                          toInt64(0) AS counted
                        FROM
                          numbers(2)
                      )
                    GROUP BY
                      metric,
                      value,
                      whole
                  )
                GROUP BY
                  metric,
                  value
              )
            GROUP BY
              metric
          )
      )
  );

-- sum over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   known = 12
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
  {metric_ids_0:Array(String)} [metric + 1] AS metric,
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      metric,
      xs,
      ns,
      n,
      multiIf(
        metric = 0,
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
        SELECT
          metric,
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              metric,
              arraySort(
                groupArrayIf (
                  (assumeNotNull(value), profiles),
                  isNotNull(value)
                  AND profiles > 0
                )
              ) AS histogram
            FROM
              (
                SELECT
                  metric,
                  if(
                    whole,
                    [
                      CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))'),
                      CAST(
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
                        ) [1],
                        'Nullable(Decimal(38, 8))'
                      )
                    ] [metric + 1],
                    value
                  ) AS value,
                  sum(if(whole, greatest([toInt64(0), toInt64(bitmapCardinality(population_0))] [metric + 1] - counted, 0), counted)) AS profiles
                FROM
                  (
                    SELECT
                      metric,
                      value,
                      whole,
                      sum(counted) AS counted
                    FROM
                      (
                        SELECT
                          item .1 AS metric,
                          item .2 AS value,
                          grouping (value) = 1 AS whole,
                          toInt64(count()) AS counted
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
                              ) AS a1,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a1_active
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
                          ARRAY JOIN [
                            (
                              0,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            ),
                            (
                              1,
                              CAST(
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
                                ) [1],
                                'Nullable(Decimal(38, 8))'
                              ),
                              bitmapContains(population_0, profile)
                            )
                          ] AS item
                        WHERE
                          item .3
                        GROUP BY
                          GROUPING SETS ((metric, value), (metric))
                        UNION ALL
                        SELECT
                          toUInt8(number) AS metric,
                          CAST(NULL, 'Nullable(Decimal(38, 8))') AS value,
                          toUInt8(1) AS whole,
                          toInt64(0) AS counted
                        FROM
                          numbers(2)
                      )
                    GROUP BY
                      metric,
                      value,
                      whole
                  )
                GROUP BY
                  metric,
                  value
              )
            GROUP BY
              metric
          )
      )
  );

-- average over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   known = 12
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
  {metric_ids_0:Array(String)} [metric + 1] AS metric,
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      metric,
      xs,
      ns,
      n,
      multiIf(
        metric = 0,
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
        SELECT
          metric,
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              metric,
              arraySort(
                groupArrayIf (
                  (assumeNotNull(value), profiles),
                  isNotNull(value)
                  AND profiles > 0
                )
              ) AS histogram
            FROM
              (
                SELECT
                  metric,
                  if(
                    whole,
                    [
                      CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))'),
                      CAST(
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
                        ) [1],
                        'Nullable(Decimal(38, 8))'
                      )
                    ] [metric + 1],
                    value
                  ) AS value,
                  sum(if(whole, greatest([toInt64(0), toInt64(bitmapCardinality(population_0))] [metric + 1] - counted, 0), counted)) AS profiles
                FROM
                  (
                    SELECT
                      metric,
                      value,
                      whole,
                      sum(counted) AS counted
                    FROM
                      (
                        SELECT
                          item .1 AS metric,
                          item .2 AS value,
                          grouping (value) = 1 AS whole,
                          toInt64(count()) AS counted
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
                              ) AS a1,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a1_active
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
                          ARRAY JOIN [
                            (
                              0,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            ),
                            (
                              1,
                              CAST(
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
                                ) [1],
                                'Nullable(Decimal(38, 8))'
                              ),
                              bitmapContains(population_0, profile)
                            )
                          ] AS item
                        WHERE
                          item .3
                        GROUP BY
                          GROUPING SETS ((metric, value), (metric))
                        UNION ALL
                        SELECT
                          toUInt8(number) AS metric,
                          CAST(NULL, 'Nullable(Decimal(38, 8))') AS value,
                          toUInt8(1) AS whole,
                          toInt64(0) AS counted
                        FROM
                          numbers(2)
                      )
                    GROUP BY
                      metric,
                      value,
                      whole
                  )
                GROUP BY
                  metric,
                  value
              )
            GROUP BY
              metric
          )
      )
  );

-- min over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   known = 12
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
  {metric_ids_0:Array(String)} [metric + 1] AS metric,
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      metric,
      xs,
      ns,
      n,
      multiIf(
        metric = 0,
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
        SELECT
          metric,
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              metric,
              arraySort(
                groupArrayIf (
                  (assumeNotNull(value), profiles),
                  isNotNull(value)
                  AND profiles > 0
                )
              ) AS histogram
            FROM
              (
                SELECT
                  metric,
                  if(
                    whole,
                    [
                      CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))'),
                      CAST(
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
                        ) [1],
                        'Nullable(Decimal(38, 8))'
                      )
                    ] [metric + 1],
                    value
                  ) AS value,
                  sum(if(whole, greatest([toInt64(0), toInt64(bitmapCardinality(population_0))] [metric + 1] - counted, 0), counted)) AS profiles
                FROM
                  (
                    SELECT
                      metric,
                      value,
                      whole,
                      sum(counted) AS counted
                    FROM
                      (
                        SELECT
                          item .1 AS metric,
                          item .2 AS value,
                          grouping (value) = 1 AS whole,
                          toInt64(count()) AS counted
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
                              ) AS a1,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a1_active
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
                          ARRAY JOIN [
                            (
                              0,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            ),
                            (
                              1,
                              CAST(
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
                                ) [1],
                                'Nullable(Decimal(38, 8))'
                              ),
                              bitmapContains(population_0, profile)
                            )
                          ] AS item
                        WHERE
                          item .3
                        GROUP BY
                          GROUPING SETS ((metric, value), (metric))
                        UNION ALL
                        SELECT
                          toUInt8(number) AS metric,
                          CAST(NULL, 'Nullable(Decimal(38, 8))') AS value,
                          toUInt8(1) AS whole,
                          toInt64(0) AS counted
                        FROM
                          numbers(2)
                      )
                    GROUP BY
                      metric,
                      value,
                      whole
                  )
                GROUP BY
                  metric,
                  value
              )
            GROUP BY
              metric
          )
      )
  );

-- max over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   known = 12
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
  {metric_ids_0:Array(String)} [metric + 1] AS metric,
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      metric,
      xs,
      ns,
      n,
      multiIf(
        metric = 0,
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
        SELECT
          metric,
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              metric,
              arraySort(
                groupArrayIf (
                  (assumeNotNull(value), profiles),
                  isNotNull(value)
                  AND profiles > 0
                )
              ) AS histogram
            FROM
              (
                SELECT
                  metric,
                  if(
                    whole,
                    [
                      CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))'),
                      CAST(
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
                        ) [1],
                        'Nullable(Decimal(38, 8))'
                      )
                    ] [metric + 1],
                    value
                  ) AS value,
                  sum(if(whole, greatest([toInt64(0), toInt64(bitmapCardinality(population_0))] [metric + 1] - counted, 0), counted)) AS profiles
                FROM
                  (
                    SELECT
                      metric,
                      value,
                      whole,
                      sum(counted) AS counted
                    FROM
                      (
                        SELECT
                          item .1 AS metric,
                          item .2 AS value,
                          grouping (value) = 1 AS whole,
                          toInt64(count()) AS counted
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
                              ) AS a1,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a1_active
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
                          ARRAY JOIN [
                            (
                              0,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            ),
                            (
                              1,
                              CAST(
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
                                ) [1],
                                'Nullable(Decimal(38, 8))'
                              ),
                              bitmapContains(population_0, profile)
                            )
                          ] AS item
                        WHERE
                          item .3
                        GROUP BY
                          GROUPING SETS ((metric, value), (metric))
                        UNION ALL
                        SELECT
                          toUInt8(number) AS metric,
                          CAST(NULL, 'Nullable(Decimal(38, 8))') AS value,
                          toUInt8(1) AS whole,
                          toInt64(0) AS counted
                        FROM
                          numbers(2)
                      )
                    GROUP BY
                      metric,
                      value,
                      whole
                  )
                GROUP BY
                  metric,
                  value
              )
            GROUP BY
              metric
          )
      )
  );

-- median over an expression of all profiles: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   number_0 = 1
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000005","00000000-0000-4000-8000-000000000009"]
--   known = 12
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
  {metric_ids_0:Array(String)} [metric + 1] AS metric,
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above
FROM
  (
    SELECT
      metric,
      xs,
      ns,
      n,
      multiIf(
        metric = 0,
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
        SELECT
          metric,
          histogram .1 AS xs,
          histogram .2 AS ns,
          arrayCumSum(ns) AS cumulative,
          toInt64(arraySum(ns)) AS n
        FROM
          (
            SELECT
              metric,
              arraySort(
                groupArrayIf (
                  (assumeNotNull(value), profiles),
                  isNotNull(value)
                  AND profiles > 0
                )
              ) AS histogram
            FROM
              (
                SELECT
                  metric,
                  if(
                    whole,
                    [
                      CAST(CAST(0, 'Decimal(38, 8)'), 'Nullable(Decimal(38, 8))'),
                      CAST(
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
                        ) [1],
                        'Nullable(Decimal(38, 8))'
                      )
                    ] [metric + 1],
                    value
                  ) AS value,
                  sum(if(whole, greatest([toInt64(0), toInt64(bitmapCardinality(population_0))] [metric + 1] - counted, 0), counted)) AS profiles
                FROM
                  (
                    SELECT
                      metric,
                      value,
                      whole,
                      sum(counted) AS counted
                    FROM
                      (
                        SELECT
                          item .1 AS metric,
                          item .2 AS value,
                          grouping (value) = 1 AS whole,
                          toInt64(count()) AS counted
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
                              ) AS a1,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a0_active,
                              countIf (
                                (
                                  action IN {actions_0:Array(String)}
                                  AND (
                                    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                                  )
                                )
                              ) > 0 AS a1_active
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
                          ARRAY JOIN [
                            (
                              0,
                              CAST(a0, 'Nullable(Decimal(38, 8))'),
                              (a0_active)
                              AND bitmapContains(population_0, profile)
                            ),
                            (
                              1,
                              CAST(
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
                                ) [1],
                                'Nullable(Decimal(38, 8))'
                              ),
                              bitmapContains(population_0, profile)
                            )
                          ] AS item
                        WHERE
                          item .3
                        GROUP BY
                          GROUPING SETS ((metric, value), (metric))
                        UNION ALL
                        SELECT
                          toUInt8(number) AS metric,
                          CAST(NULL, 'Nullable(Decimal(38, 8))') AS value,
                          toUInt8(1) AS whole,
                          toInt64(0) AS counted
                        FROM
                          numbers(2)
                      )
                    GROUP BY
                      metric,
                      value,
                      whole
                  )
                GROUP BY
                  metric,
                  value
              )
            GROUP BY
              metric
          )
      )
  );

-- count over texts: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_id_0 = "00000000-0000-4000-8000-000000000009"
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   known = 12
SELECT
  {metric_id_0:String} AS metric,
  value,
  profiles,
  below,
  on,
  above
FROM
  (
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
          toNullable(toDecimal128(n, 8)) AS line
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
                  arraySort(groupArray((present, profiles))) AS histogram
                FROM
                  (
                    SELECT
                      CAST(NULL, 'Nullable(Decimal(38, 8))') AS present,
                      sum(profiles) AS profiles
                    FROM
                      (
                        SELECT
                          if(whole, toNullable(if(isNotNull(CAST(NULL, 'Nullable(String)')), toNullable(1), NULL)), value) AS value,
                          if(whole, toInt64(bitmapCardinality(population)) - toInt64(counted), toInt64(counted)) AS profiles
                        FROM
                          (
                            SELECT
                              value,
                              grouping (value) = 1 AS whole,
                              count() AS counted
                            FROM
                              (
                                SELECT
                                  toNullable(value) AS value
                                FROM
                                  (
                                    SELECT
                                      if(isNotNull(a0), toNullable(1), NULL) AS value
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
                                      bitmapContains(population, profile)
                                  )
                              )
                            GROUP BY
                              GROUPING SETS ((value), ())
                          )
                      )
                    WHERE
                      isNotNull(value)
                    GROUP BY
                      present
                    HAVING
                      profiles > 0
                  )
              )
          )
      )
  );

-- events of a segment: metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_id_0 = "00000000-0000-4000-8000-000000000009"
--   key_1 = "segment:00000000-0000-4000-8000-000000000004"
--   known = 12
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  {metric_id_0:String} AS metric,
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
--   metric_id_0 = "00000000-0000-4000-8000-000000000009"
--   known = 12
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  {metric_id_0:String} AS metric,
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
--   metric_id_0 = "00000000-0000-4000-8000-000000000009"
--   known = 12
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  {metric_id_0:String} AS metric,
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
--   metric_id_0 = "00000000-0000-4000-8000-000000000009"
--   number_0 = 2
--   metric_0 = "metric 00000000-0000-4000-8000-000000000005"
SELECT
  {metric_id_0:String} AS metric,
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
