-- compared with a metric: leaves
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   key_0 = "leaf:1"
--   workspace = 7
--   run = 3
--   known = 12
--   metric_0 = "metric 00000000-0000-4000-8000-000000000005"
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
      groupBitmapStateIf (profile, (ifNull(a0 > {metric_0:Nullable(Decimal(38, 8))}, 0)) != (ifNull(CAST(0, 'Decimal(38, 8)') > {metric_0:Nullable(Decimal(38, 8))}, 0))) AS b0
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
          ) AS a0
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
    GROUP BY
      chunk
  )
  ARRAY JOIN [({key_0:String}, b0)] AS leaf;

-- compared with a metric: members
--   workspace = 7
--   run = 3
--   key_0 = "base:known"
--   key_1 = "leaf:1"
--   set_0 = "segment:00000000-0000-4000-8000-000000000009"
--   keys = ["base:known","leaf:1"]
--   metric_0 = "metric 00000000-0000-4000-8000-000000000005"
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
      l0 AS s0
    FROM
      (
        SELECT
          *,
          if(ifNull(CAST(0, 'Decimal(38, 8)') > {metric_0:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(b0, b1), bitmapAnd(b0, b1)) AS l0
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
          )
      )
  )
  ARRAY JOIN [({set_0:String}, s0)] AS item;

-- compared with an aggregate: leaves
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   key_0 = "leaf:1"
--   workspace = 7
--   run = 3
--   known = 12
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
      groupBitmapStateIf (profile, (ifNull(a0 > a1, 0)) != (ifNull(CAST(0, 'Decimal(38, 8)') > CAST(NULL, 'Nullable(Decimal(38, 8))'), 0))) AS b0
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
    GROUP BY
      chunk
  )
  ARRAY JOIN [({key_0:String}, b0)] AS leaf;

-- compared with an aggregate: members
--   workspace = 7
--   run = 3
--   key_0 = "base:known"
--   key_1 = "leaf:1"
--   set_0 = "segment:00000000-0000-4000-8000-000000000009"
--   keys = ["base:known","leaf:1"]
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
      l0 AS s0
    FROM
      (
        SELECT
          *,
          if(ifNull(CAST(0, 'Decimal(38, 8)') > CAST(NULL, 'Nullable(Decimal(38, 8))'), 0), bitmapAndnot(b0, b1), bitmapAnd(b0, b1)) AS l0
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
          )
      )
  )
  ARRAY JOIN [({set_0:String}, s0)] AS item;

-- attribute compared with an expression: leaves
--   name_0 = "limit"
--   known = 12
--   t_0 = 1773144000000
--   actions_0 = ["transaction.charge"]
--   t_1 = 1741647600000
--   number_0 = 1
--   key_0 = "leaf:1"
--   workspace = 7
--   run = 3
--   names_0 = ["limit"]
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
        ifNull(
          t0 <= arrayMap(
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
            [coalesce(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [a0]) [1], toNullable({number_0:Float64}))]
          ) [1],
          0
        )
      ) AS b0
    FROM
      (
        SELECT
          profile,
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
      ) AS e
      FULL JOIN (
        SELECT
          profile,
          tupleElement(
            argMaxIf (
              tuple(number),
              (time, message_id, batch),
              kind = 'attribute'
              AND name = {name_0:String}
              AND batch <= {known:UInt64}
              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            ),
            1
          ) AS t0
        FROM
          profile_values
        WHERE
          workspace = {workspace:UInt32}
          AND name IN {names_0:Array(String)}
          AND batch <= {known:UInt64}
          AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
        GROUP BY
          profile
      ) AS v USING (profile)
    GROUP BY
      chunk
  )
  ARRAY JOIN [({key_0:String}, b0)] AS leaf;

-- attribute compared with an expression: members
--   workspace = 7
--   run = 3
--   key_0 = "base:known"
--   key_1 = "leaf:1"
--   set_0 = "segment:00000000-0000-4000-8000-000000000009"
--   keys = ["base:known","leaf:1"]
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
      l0 AS s0
    FROM
      (
        SELECT
          *,
          bitmapAnd(b0, b1) AS l0
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
          )
      )
  )
  ARRAY JOIN [({set_0:String}, s0)] AS item;

-- event: leaves
--   actions_0 = ["page.view","product.view"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   text_0 = "E-commerce"
--   number_0 = "2"
--   number_1 = "5"
--   key_0 = "leaf:1"
--   workspace = 7
--   run = 3
--   known = 12
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
        (
          ifNull(
            arrayMap(
              (it, least, most) -> it >= least
              AND it <= most,
              [a0],
              [{number_0:Decimal(38, 8)}],
              [{number_1:Decimal(38, 8)}]
            ) [1],
            0
          )
        ) != (
          ifNull(
            arrayMap(
              (it, least, most) -> it >= least
              AND it <= most,
              [CAST(0, 'Decimal(38, 8)')],
              [{number_0:Decimal(38, 8)}],
              [{number_1:Decimal(38, 8)}]
            ) [1],
            0
          )
        )
      ) AS b0
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
                AND ifNull(parameters.`store`.: `String` = {text_0:String}, 0)
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
    GROUP BY
      chunk
  )
  ARRAY JOIN [({key_0:String}, b0)] AS leaf;

-- event: members
--   number_0 = "2"
--   number_1 = "5"
--   workspace = 7
--   run = 3
--   key_0 = "base:known"
--   key_1 = "leaf:1"
--   set_0 = "segment:00000000-0000-4000-8000-000000000009"
--   keys = ["base:known","leaf:1"]
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
      l0 AS s0
    FROM
      (
        SELECT
          *,
          if(
            ifNull(
              arrayMap(
                (it, least, most) -> it >= least
                AND it <= most,
                [CAST(0, 'Decimal(38, 8)')],
                [{number_0:Decimal(38, 8)}],
                [{number_1:Decimal(38, 8)}]
              ) [1],
              0
            ),
            bitmapAndnot(b0, b1),
            bitmapAnd(b0, b1)
          ) AS l0
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
          )
      )
  )
  ARRAY JOIN [({set_0:String}, s0)] AS item;

-- sequence: leaves
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   text_0 = "E-commerce"
--   actions_1 = ["checkout"]
--   actions_2 = ["cart.add"]
--   actions_3 = ["cart.remove"]
--   span_0 = 172800000
--   key_0 = "leaf:1"
--   workspace = 7
--   run = 3
--   actions_4 = ["cart.add","cart.remove","checkout","transaction.charge"]
--   known = 12
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
      groupBitmapStateIf (profile, q0) AS b0
    FROM
      (
        SELECT
          profile,
          arrayMap(
            (events) -> arrayMap(
              (instants, ranks) -> arrayMap(
                (unwanted) -> arrayMap(
                  (reached_0) -> arrayMap(
                    (reached_1) -> arrayExists(
                      t -> t >= 0,
                      arrayMap(
                        (t, r, u, b) -> if(
                          r = 0
                          AND b >= 0
                          AND t - b <= {span_0:Int64}
                          AND u <= b,
                          t,
                          toInt64(-1)
                        ),
                        instants,
                        ranks,
                        unwanted,
                        reached_1
                      )
                    ),
                    [
                      arrayFill(
                        t -> t >= 0,
                        arrayMap(
                          (t, r, u, b) -> if(
                            r = 1
                            AND b >= 0
                            AND t - b <= {span_0:Int64}
                            AND u <= b,
                            t,
                            toInt64(-1)
                          ),
                          instants,
                          ranks,
                          unwanted,
                          reached_0
                        )
                      )
                    ]
                  ) [1],
                  [arrayFill(t -> t >= 0, arrayMap((t, r, u, b) -> if(r = 2, t, toInt64(-1)), instants, ranks, unwanted, instants))]
                ) [1],
                [arrayFill(t -> t >= 0, arrayMap((t, r) -> if(r = 3, t, toInt64(-1)), instants, ranks))]
              ) [1],
              [arrayMap(event -> intDiv(event, 8), events)],
              [arrayMap(event -> event % 8, events)]
            ) [1],
            [
              arraySort(
                arrayConcat(
                  groupArrayIf (
                    toUnixTimestamp64Milli(time) * 8 + 0,
                    (
                      action IN {actions_0:Array(String)}
                      AND (
                        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                      )
                      AND ifNull(parameters.`store`.: `String` = {text_0:String}, 0)
                    )
                  ),
                  groupArrayIf (
                    toUnixTimestamp64Milli(time) * 8 + 1,
                    (
                      action IN {actions_1:Array(String)}
                      AND (
                        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                      )
                    )
                  ),
                  groupArrayIf (
                    toUnixTimestamp64Milli(time) * 8 + 2,
                    (
                      action IN {actions_2:Array(String)}
                      AND (
                        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                      )
                    )
                  ),
                  groupArrayIf (
                    toUnixTimestamp64Milli(time) * 8 + 3,
                    (
                      action IN {actions_3:Array(String)}
                      AND (
                        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                      )
                    )
                  )
                )
              )
            ]
          ) [1] AS q0
        FROM
          events
        WHERE
          workspace = {workspace:UInt32}
          AND action IN {actions_4:Array(String)}
          AND batch <= {known:UInt64}
          AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
          AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
        GROUP BY
          profile
      )
    GROUP BY
      chunk
  )
  ARRAY JOIN [({key_0:String}, b0)] AS leaf;

-- sequence: members
--   workspace = 7
--   run = 3
--   key_0 = "base:known"
--   key_1 = "leaf:1"
--   set_0 = "segment:00000000-0000-4000-8000-000000000009"
--   keys = ["base:known","leaf:1"]
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
      l0 AS s0
    FROM
      (
        SELECT
          *,
          bitmapAnd(b0, b1) AS l0
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
          )
      )
  )
  ARRAY JOIN [({set_0:String}, s0)] AS item;

-- consent: leaves
--   name_0 = "email"
--   known = 12
--   t_0 = 1773144000000
--   key_0 = "leaf:0"
--   workspace = 7
--   run = 3
--   names_0 = ["email"]
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
      groupBitmapStateIf (profile, t0) AS b0
    FROM
      (
        SELECT
          profile,
          ifNull(
            tupleElement(
              argMaxIf (
                tuple(boolean),
                (time, message_id, batch),
                kind = 'consent'
                AND name = {name_0:String}
                AND batch <= {known:UInt64}
                AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
              ),
              1
            ),
            false
          ) = true AS t0
        FROM
          profile_values
        WHERE
          workspace = {workspace:UInt32}
          AND name IN {names_0:Array(String)}
          AND batch <= {known:UInt64}
          AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
        GROUP BY
          profile
      )
    GROUP BY
      chunk
  )
  ARRAY JOIN [({key_0:String}, b0)] AS leaf;

-- consent: members
--   workspace = 7
--   run = 3
--   key_0 = "base:known"
--   key_1 = "leaf:0"
--   set_0 = "segment:00000000-0000-4000-8000-000000000009"
--   keys = ["base:known","leaf:0"]
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
      bitmapAndnot(b0, l0) AS s0
    FROM
      (
        SELECT
          *,
          bitmapAnd(b0, b1) AS l0
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
          )
      )
  )
  ARRAY JOIN [({set_0:String}, s0)] AS item;

-- segment, anonymous profiles included: members
--   workspace = 7
--   run = 3
--   key_0 = "base:all"
--   key_1 = "segment:00000000-0000-4000-8000-000000000004"
--   set_0 = "segment:00000000-0000-4000-8000-000000000009"
--   keys = ["base:all","segment:00000000-0000-4000-8000-000000000004"]
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
      bitmapOr(bitmapAnd(b0, b1), bitmapAndnot(b0, b1)) AS s0
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
      )
  )
  ARRAY JOIN [({set_0:String}, s0)] AS item;
