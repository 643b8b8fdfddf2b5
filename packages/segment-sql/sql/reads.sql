-- preview of a segment
--   workspace = 7
--   known = 12
--   segment_0 = "00000000-0000-4000-8000-000000000003"
--   run_0 = 2
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   metric_0 = "metric 00000000-0000-4000-8000-000000000005"
WITH
  (
    SELECT
      groupBitmapState (profile)
    FROM
      identifiers
    WHERE
      workspace = {workspace:UInt32}
      AND batch <= {known:UInt64}
      AND kind != 'anonymousId'
  ) AS set_0,
  (
    SELECT
      groupBitmapMergeState (members)
    FROM
      (
        SELECT
          chunk,
          members
        FROM
          memberships
        WHERE
          workspace = {workspace:UInt32}
          AND segment = {segment_0:UUID}
          AND run <= {run_0:UInt64}
        ORDER BY
          chunk,
          run DESC
        LIMIT
          1 BY chunk
      )
  ) AS set_1
SELECT
  toString(bitmapCardinality(base)) AS base,
  toString(bitmapCardinality(nodes[1])) AS afterRules,
  arrayMap(node -> toString(bitmapCardinality(node)), nodes) AS counts,
  arraySort(bitmapToArray(bitmapSubsetLimit(nodes[1], 0, 10))) AS
sample
FROM
  (
    SELECT
      base,
      [
        bitmapAnd(if(ifNull(CAST(0, 'Decimal(38, 8)') < {metric_0:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(base, l0), bitmapAnd(base, l0)), bitmapAnd(base, s0)),
        if(ifNull(CAST(0, 'Decimal(38, 8)') < {metric_0:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(base, l0), bitmapAnd(base, l0)),
        bitmapAnd(base, s0)
      ] AS nodes
    FROM
      (
        SELECT
          set_0 AS base
      ) AS source_0
      CROSS JOIN (
        SELECT
          set_1 AS s0
      ) AS source_1
      CROSS JOIN (
        SELECT
          groupBitmapStateIf (profile, (ifNull(a0 < {metric_0:Nullable(Decimal(38, 8))}, 0)) != (ifNull(CAST(0, 'Decimal(38, 8)') < {metric_0:Nullable(Decimal(38, 8))}, 0))) AS l0
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
      ) AS source_2
  );

-- preview of a segment that refers to one without members
--   workspace = 7
--   known = 12
--   actions_0 = ["transaction.charge"]
--   t_0 = 1741647600000
--   t_1 = 1710111600000
--   t_2 = 1773144000000
--   metric_0 = "metric 00000000-0000-4000-8000-000000000005"
--   metric_1 = "metric 00000000-0000-4000-8000-000000000002"
WITH
  (
    SELECT
      groupBitmapState (profile)
    FROM
      identifiers
    WHERE
      workspace = {workspace:UInt32}
      AND batch <= {known:UInt64}
      AND kind != 'anonymousId'
  ) AS set_0,
  (
    SELECT
      if(ifNull(CAST(0, 'Decimal(38, 8)') > {metric_1:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(base, l0), bitmapAnd(base, l0))
    FROM
      (
        SELECT
          set_0 AS base
      ) AS source_0
      CROSS JOIN (
        SELECT
          groupBitmapStateIf (profile, (ifNull(a0 > {metric_1:Nullable(Decimal(38, 8))}, 0)) != (ifNull(CAST(0, 'Decimal(38, 8)') > {metric_1:Nullable(Decimal(38, 8))}, 0))) AS l0
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
      ) AS source_1
  ) AS set_1
SELECT
  toString(bitmapCardinality(base)) AS base,
  toString(bitmapCardinality(nodes[1])) AS afterRules,
  arrayMap(node -> toString(bitmapCardinality(node)), nodes) AS counts,
  arraySort(bitmapToArray(bitmapSubsetLimit(nodes[1], 0, 10))) AS
sample
FROM
  (
    SELECT
      base,
      [
        bitmapAnd(if(ifNull(CAST(0, 'Decimal(38, 8)') < {metric_0:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(base, l0), bitmapAnd(base, l0)), bitmapAnd(base, s0)),
        if(ifNull(CAST(0, 'Decimal(38, 8)') < {metric_0:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(base, l0), bitmapAnd(base, l0)),
        bitmapAnd(base, s0)
      ] AS nodes
    FROM
      (
        SELECT
          set_0 AS base
      ) AS source_0
      CROSS JOIN (
        SELECT
          set_1 AS s0
      ) AS source_1
      CROSS JOIN (
        SELECT
          groupBitmapStateIf (profile, (ifNull(a0 < {metric_0:Nullable(Decimal(38, 8))}, 0)) != (ifNull(CAST(0, 'Decimal(38, 8)') < {metric_0:Nullable(Decimal(38, 8))}, 0))) AS l0
        FROM
          (
            SELECT
              profile,
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
              ) AS a0
            FROM
              events
            WHERE
              workspace = {workspace:UInt32}
              AND action IN {actions_0:Array(String)}
              AND batch <= {known:UInt64}
              AND time < fromUnixTimestamp64Milli({t_2:Int64}, 'UTC')
              AND time >= fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            GROUP BY
              profile
          )
      ) AS source_2
  );

-- preview of a metric
--   workspace = 7
--   known = 12
--   actions_0 = ["transaction.charge"]
--   t_0 = 1741647600000
--   t_1 = 1710111600000
WITH
  (
    SELECT
      groupBitmapState (profile)
    FROM
      identifiers
    WHERE
      workspace = {workspace:UInt32}
      AND batch <= {known:UInt64}
      AND kind != 'anonymousId'
  ) AS set_0
SELECT
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above,
  if(n = 0, NULL, toString(xs[1])) AS least,
  if(n = 0, NULL, toString(xs[-1])) AS greatest,
  if(n = 0, NULL, toString(toDecimal128(arraySum((x, p) -> toDecimal128(x * p, 4), xs, ns), 8) / n)) AS mean,
  toString(arraySum((x, p) -> if(x = 0, p, 0), xs, ns)) AS zero,
  if(
    length(xs) <= 60,
    arrayMap((x, p) -> (toString(x), toString(x), toString(p)), xs, ns),
    arrayMap(
      i -> (
        toString(
          toDecimal128(
            (
              first + i
            ) * width,
            4
          )
        ),
        if(
          i = last -
          first,
          toString(greatest(xs[-1], toDecimal128((last + 1) * width, 4))),
          toString(
            toDecimal128(
              (
                first + i + 1
              ) * width,
              4
            )
          )
        ),
        toString(
          arraySum(
            (b, p) -> if(
              least(b, last) =
              first + i,
              p,
              0
            ),
            bins,
            ns
          )
        )
      ),
      range (
        toUInt64(
          last -
          first + 1
        )
      )
    )
  ) AS bars
FROM
  (
    SELECT
      *,
      arrayMap(x -> toInt64(floor(x / width)), xs) AS bins,
      bins[1] AS
    first,
    toInt64(floor(top / width)) AS last
    FROM
      (
        SELECT
          *,
          toDecimal128(power * multipleOf, 4) AS width
        FROM
          (
            SELECT
              *,
              greatest(toFloat64(top - xs[1]) / 58, 0.0001) AS rough,
              exp10(floor(log10(rough))) AS power,
              multiIf(rough <= power, 1, rough <= 2 * power, 2, rough <= 5 * power, 5, 10) AS multipleOf
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
                      toDecimal128(xs[arrayFirstIndex(c -> c > if((((n - 1) * 7000) % 10000) = 0, intDiv(((n - 1) * 7000), 10000), intDiv(((n - 1) * 7000), 10000) + 1), cumulative)], 8) - toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 7000), 10000), cumulative)], 8)
                    ) * toInt64((((n - 1) * 7000) % 10000)) / 10000
                  ) AS line,
                  xs[arrayFirstIndex(c -> c >= n * 0.99, cumulative)] AS top
                FROM
                  (
                    SELECT
                      xs,
                      ns,
                      cumulative,
                      n
                    FROM
                      (
                        WITH
                          (
                            SELECT
                              set_0
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
                                  without = 0b00
                                  AND key_0
                                  AND (a0 > 0)
                                  AND isNotNull(a0)
                                )
                              ) AS histogram_0
                            FROM
                              (
                                SELECT
                                  key_0,
                                  a0,
                                  grouping (key_0, a0) AS without,
                                  toInt64(count()) AS profiles
                                FROM
                                  (
                                    SELECT
                                      bitmapContains(population_0, profile) AS key_0,
                                      a0
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
                                  GROUPING SETS ((a0, key_0))
                              )
                          )
                          ARRAY JOIN range (1) AS ordinal,
                          [histogram_0] AS histogram
                      )
                  )
              )
          )
      )
  );

-- preview of an aggregate
--   workspace = 7
--   known = 12
--   actions_0 = ["transaction.charge"]
--   t_0 = 1741647600000
--   t_1 = 1710111600000
WITH
  (
    SELECT
      groupBitmapState (profile)
    FROM
      identifiers
    WHERE
      workspace = {workspace:UInt32}
      AND batch <= {known:UInt64}
      AND kind != 'anonymousId'
  ) AS set_0
SELECT
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above,
  if(n = 0, NULL, toString(xs[1])) AS least,
  if(n = 0, NULL, toString(xs[-1])) AS greatest,
  if(n = 0, NULL, toString(toDecimal128(arraySum((x, p) -> toDecimal128(x * p, 4), xs, ns), 8) / n)) AS mean,
  toString(arraySum((x, p) -> if(x = 0, p, 0), xs, ns)) AS zero,
  if(
    length(xs) <= 60,
    arrayMap((x, p) -> (toString(x), toString(x), toString(p)), xs, ns),
    arrayMap(
      i -> (
        toString(
          toDecimal128(
            (
              first + i
            ) * width,
            4
          )
        ),
        if(
          i = last -
          first,
          toString(greatest(xs[-1], toDecimal128((last + 1) * width, 4))),
          toString(
            toDecimal128(
              (
                first + i + 1
              ) * width,
              4
            )
          )
        ),
        toString(
          arraySum(
            (b, p) -> if(
              least(b, last) =
              first + i,
              p,
              0
            ),
            bins,
            ns
          )
        )
      ),
      range (
        toUInt64(
          last -
          first + 1
        )
      )
    )
  ) AS bars
FROM
  (
    SELECT
      *,
      arrayMap(x -> toInt64(floor(x / width)), xs) AS bins,
      bins[1] AS
    first,
    toInt64(floor(top / width)) AS last
    FROM
      (
        SELECT
          *,
          toDecimal128(power * multipleOf, 4) AS width
        FROM
          (
            SELECT
              *,
              greatest(toFloat64(top - xs[1]) / 58, 0.0001) AS rough,
              exp10(floor(log10(rough))) AS power,
              multiIf(rough <= power, 1, rough <= 2 * power, 2, rough <= 5 * power, 5, 10) AS multipleOf
            FROM
              (
                SELECT
                  xs,
                  ns,
                  n,
                  NULL AS line,
                  xs[arrayFirstIndex(c -> c >= n * 0.99, cumulative)] AS top
                FROM
                  (
                    SELECT
                      xs,
                      ns,
                      cumulative,
                      n
                    FROM
                      (
                        WITH
                          (
                            SELECT
                              set_0
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
                                  without = 0b00
                                  AND key_0
                                  AND (a0 > 0)
                                  AND isNotNull(a0)
                                )
                              ) AS histogram_0
                            FROM
                              (
                                SELECT
                                  key_0,
                                  a0,
                                  grouping (key_0, a0) AS without,
                                  toInt64(count()) AS profiles
                                FROM
                                  (
                                    SELECT
                                      bitmapContains(population_0, profile) AS key_0,
                                      a0
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
                                  GROUPING SETS ((a0, key_0))
                              )
                          )
                          ARRAY JOIN range (1) AS ordinal,
                          [histogram_0] AS histogram
                      )
                  )
              )
          )
      )
  );

-- preview of a metric over all profiles
--   workspace = 7
--   known = 12
--   actions_0 = ["transaction.charge"]
--   t_0 = 1741647600000
--   t_1 = 1710111600000
WITH
  (
    SELECT
      groupBitmapState (profile)
    FROM
      identifiers
    WHERE
      workspace = {workspace:UInt32}
      AND batch <= {known:UInt64}
      AND kind != 'anonymousId'
  ) AS set_0
SELECT
  toString(line) AS value,
  toString(n) AS profiles,
  toString(arraySum((x, p) -> if(ifNull(x < line, 0), p, 0), xs, ns)) AS below,
  toString(arraySum((x, p) -> if(ifNull(x = line, 0), p, 0), xs, ns)) AS on,
  toString(arraySum((x, p) -> if(ifNull(x > line, 0), p, 0), xs, ns)) AS above,
  if(n = 0, NULL, toString(xs[1])) AS least,
  if(n = 0, NULL, toString(xs[-1])) AS greatest,
  if(n = 0, NULL, toString(toDecimal128(arraySum((x, p) -> toDecimal128(x * p, 4), xs, ns), 8) / n)) AS mean,
  toString(arraySum((x, p) -> if(x = 0, p, 0), xs, ns)) AS zero,
  if(
    length(xs) <= 60,
    arrayMap((x, p) -> (toString(x), toString(x), toString(p)), xs, ns),
    arrayMap(
      i -> (
        toString(
          toDecimal128(
            (
              first + i
            ) * width,
            4
          )
        ),
        if(
          i = last -
          first,
          toString(greatest(xs[-1], toDecimal128((last + 1) * width, 4))),
          toString(
            toDecimal128(
              (
                first + i + 1
              ) * width,
              4
            )
          )
        ),
        toString(
          arraySum(
            (b, p) -> if(
              least(b, last) =
              first + i,
              p,
              0
            ),
            bins,
            ns
          )
        )
      ),
      range (
        toUInt64(
          last -
          first + 1
        )
      )
    )
  ) AS bars
FROM
  (
    SELECT
      *,
      arrayMap(x -> toInt64(floor(x / width)), xs) AS bins,
      bins[1] AS
    first,
    toInt64(floor(top / width)) AS last
    FROM
      (
        SELECT
          *,
          toDecimal128(power * multipleOf, 4) AS width
        FROM
          (
            SELECT
              *,
              greatest(toFloat64(top - xs[1]) / 58, 0.0001) AS rough,
              exp10(floor(log10(rough))) AS power,
              multiIf(rough <= power, 1, rough <= 2 * power, 2, rough <= 5 * power, 5, 10) AS multipleOf
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
                      toDecimal128(xs[arrayFirstIndex(c -> c > if((((n - 1) * 7000) % 10000) = 0, intDiv(((n - 1) * 7000), 10000), intDiv(((n - 1) * 7000), 10000) + 1), cumulative)], 8) - toDecimal128(xs[arrayFirstIndex(c -> c > intDiv(((n - 1) * 7000), 10000), cumulative)], 8)
                    ) * toInt64((((n - 1) * 7000) % 10000)) / 10000
                  ) AS line,
                  xs[arrayFirstIndex(c -> c >= n * 0.99, cumulative)] AS top
                FROM
                  (
                    SELECT
                      xs,
                      ns,
                      cumulative,
                      n
                    FROM
                      (
                        WITH
                          (
                            SELECT
                              set_0
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
                                    (assumeNotNull(a0), profiles),
                                    without = 0b00
                                    AND key_0
                                    AND isNotNull(a0)
                                    AND NOT (
                                      isNotNull(a0)
                                      AND isNotNull(CAST(0, 'Decimal(38, 8)'))
                                      AND ifNull(assumeNotNull(a0) = assumeNotNull(CAST(0, 'Decimal(38, 8)')), 1)
                                    )
                                  ),
                                  arrayFilter(
                                    item -> item .2 > 0,
                                    [
                                      (
                                        assumeNotNull(CAST(0, 'Decimal(38, 8)')),
                                        if(
                                          isNotNull(CAST(0, 'Decimal(38, 8)')),
                                          toInt64(bitmapCardinality(population_0)) - sumIf (
                                            profiles,
                                            without = 0b00
                                            AND key_0
                                            AND NOT (
                                              isNotNull(a0)
                                              AND isNotNull(CAST(0, 'Decimal(38, 8)'))
                                              AND ifNull(assumeNotNull(a0) = assumeNotNull(CAST(0, 'Decimal(38, 8)')), 1)
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
                                  a0,
                                  grouping (key_0, a0) AS without,
                                  toInt64(count()) AS profiles
                                FROM
                                  (
                                    SELECT
                                      bitmapContains(population_0, profile) AS key_0,
                                      a0
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
                                  GROUPING SETS ((a0, key_0))
                              )
                          )
                          ARRAY JOIN range (1) AS ordinal,
                          [histogram_0] AS histogram
                      )
                  )
              )
          )
      )
  );

-- values of one profile
--   profile = 5
--   actions_0 = ["transaction.charge"]
--   t_0 = 1741647600000
--   t_1 = 1710111600000
--   t_2 = 1773144000000
--   workspace = 7
--   known = 12
SELECT
  CAST([toNullable(toString(a0)), toNullable(toString(a1))], 'Array(Nullable(String))') AS
values
FROM
  (
    SELECT
      {profile:UInt32} AS profile
  ) AS one
  LEFT JOIN (
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
      AND profile = {profile:UInt32}
    GROUP BY
      profile
  ) AS side_0 USING (profile);

-- why
--   profile = 5
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   workspace = 7
--   known = 12
--   segment_0 = "00000000-0000-4000-8000-000000000003"
--   run_0 = 2
--   metric_0 = "metric 00000000-0000-4000-8000-000000000005"
WITH
  (
    SELECT
      groupBitmapState (profile)
    FROM
      identifiers
    WHERE
      workspace = {workspace:UInt32}
      AND batch <= {known:UInt64}
      AND kind != 'anonymousId'
  ) AS set_0,
  (
    SELECT
      groupBitmapMergeState (members)
    FROM
      (
        SELECT
          chunk,
          members
        FROM
          memberships
        WHERE
          workspace = {workspace:UInt32}
          AND segment = {segment_0:UUID}
          AND run <= {run_0:UInt64}
        ORDER BY
          chunk,
          run DESC
        LIMIT
          1 BY chunk
      )
  ) AS set_1
SELECT
  toUInt8(bitmapContains(set_0, {profile:UInt32})) AS inBase,
  [
    toUInt8(
      n1
      AND n2
    ) AS n0,
    toUInt8(ifNull(a0 < {metric_0:Nullable(Decimal(38, 8))}, 0)) AS n1,
    toUInt8(bitmapContains(set_1, {profile:UInt32}) = 1) AS n2
  ] AS holds,
  CAST([NULL, toNullable(toString(a0)), NULL], 'Array(Nullable(String))') AS
values
,
  [
    CAST([], 'Array(Nullable(String))'),
    CAST([toNullable(toString({metric_0:Nullable(Decimal(38, 8))}))], 'Array(Nullable(String))'),
    CAST([], 'Array(Nullable(String))')
  ] AS operands,
  CAST(NULL, 'Nullable(String)') AS rankedBy,
  CAST(NULL, 'Nullable(String)') AS thenBy,
  CAST(map(), 'Map(String, Nullable(String))') AS inputs
FROM
  (
    SELECT
      {profile:UInt32} AS profile
  ) AS one
  LEFT JOIN (
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
      ) AS a0
    FROM
      events
    WHERE
      workspace = {workspace:UInt32}
      AND action IN {actions_0:Array(String)}
      AND batch <= {known:UInt64}
      AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
      AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
      AND profile = {profile:UInt32}
    GROUP BY
      profile
  ) AS side_0 USING (profile);

-- events that count
--   actions_0 = ["transaction.charge"]
--   text_0 = "E-commerce"
--   workspace = 7
--   all_actions_0 = ["transaction.charge"]
--   profile = 5
--   known = 12
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   limit = 11
SELECT
  message_id,
  number
FROM
  (
    SELECT
      message_id,
      profile AS number,
      time,
      NOT isNotNull(parameters.`store`.: `String`)
      OR row_number() OVER (
        PARTITION BY
          parameters.`store`.: `String`
        ORDER BY
          time,
          message_id
      ) = 1 AS speaks
    FROM
      events
    WHERE
      workspace = {workspace:UInt32}
      AND action IN {all_actions_0:Array(String)}
      AND profile = {profile:UInt32}
      AND batch <= {known:UInt64}
      AND (
        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
      )
      AND (
        (
          action IN {actions_0:Array(String)}
          AND ifNull(parameters.`store`.: `String` = {text_0:String}, 0)
        )
      )
  )
WHERE
  speaks
ORDER BY
  time DESC,
  message_id DESC
LIMIT
  {limit:UInt32};

-- events of a sequence, a later page
--   actions_0 = ["page.visit"]
--   actions_1 = ["transaction.charge"]
--   text_0 = "E-commerce"
--   workspace = 7
--   all_actions_0 = ["page.visit","transaction.charge"]
--   profile = 5
--   known = 12
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   before_time = 1767225600000
--   before_message = "m1"
--   limit = 11
SELECT
  message_id,
  number
FROM
  (
    SELECT
      message_id,
      profile AS number,
      time
    FROM
      events
    WHERE
      workspace = {workspace:UInt32}
      AND action IN {all_actions_0:Array(String)}
      AND profile = {profile:UInt32}
      AND batch <= {known:UInt64}
      AND (
        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
      )
      AND (
        (action IN {actions_0:Array(String)})
        OR (
          action IN {actions_1:Array(String)}
          AND ifNull(parameters.`store`.: `String` = {text_0:String}, 0)
        )
      )
  )
WHERE
  (toUnixTimestamp64Milli(time), message_id) < ({before_time:Int64}, {before_message:String})
ORDER BY
  time DESC,
  message_id DESC
LIMIT
  {limit:UInt32};

-- members
--   workspace = 7
--   from = 101
--   limit = 50
--   segment_0 = "00000000-0000-4000-8000-000000000003"
--   run_0 = 2
SELECT
  arrayJoin(bitmapToArray(bitmapSubsetLimit(all_members, {from:UInt32}, {limit:UInt32}))) AS profile
FROM
  (
    SELECT
      groupBitmapMergeState (members) AS all_members
    FROM
      (
        SELECT
          chunk,
          members
        FROM
          memberships
        WHERE
          workspace = {workspace:UInt32}
          AND segment = {segment_0:UUID}
          AND run <= {run_0:UInt64}
        ORDER BY
          chunk,
          run DESC
        LIMIT
          1 BY chunk
      )
  )
ORDER BY
  profile;

-- segments of a profile
--   workspace = 7
--   profile = 65537
--   segments = ["00000000-0000-4000-8000-000000000003"]
--   runs = [2]
SELECT
  segment,
  run
FROM
  (
    SELECT
      segment,
      run,
      members
    FROM
      memberships
    WHERE
      workspace = {workspace:UInt32}
      AND chunk = toUInt16(bitShiftRight({profile:UInt32}, 16))
      AND has({segments:Array(UUID)}, segment)
      AND run <= {runs:Array(UInt64)} [indexOf({segments:Array(UUID)}, segment)]
    ORDER BY
      segment,
      run DESC
    LIMIT
      1 BY segment
  )
WHERE
  bitmapContains(members, {profile:UInt32});
