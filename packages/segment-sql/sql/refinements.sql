-- top 100, exact: leaves
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   text_0 = "E-commerce"
--   number_0 = "1"
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
      groupBitmapStateIf (profile, ifNull(a0 >= {number_0:Decimal(38, 8)}, 0)) AS b0
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

-- top 100, exact: members
--   workspace = 7
--   run = 3
--   key_0 = "base:known"
--   key_1 = "leaf:1"
--   set_0 = "rules:00000000-0000-4000-8000-000000000009"
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

-- top 100, exact: refine
--   key_0 = "rules:00000000-0000-4000-8000-000000000009"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   text_0 = "E-commerce"
--   currency = "EUR"
--   count_0 = 100
--   known = 12
--   segment_key = "segment:00000000-0000-4000-8000-000000000009"
INSERT INTO
  run_bitmaps (workspace, run, key, chunk, members)
SELECT
  {workspace:UInt32},
  {run:UInt64},
  {segment_key:String},
  toUInt16(bitShiftRight(profile, 16)) AS chunk,
  groupBitmapState (profile)
FROM
  (
    SELECT
      profile
    FROM
      (
        SELECT
          profile,
          value,
          place <= {count_0:UInt64} AS is_kept
        FROM
          (
            SELECT
              profile,
              value,
              count() OVER () AS ranked,
              row_number() OVER (
                ORDER BY
                  value DESC,
                  second DESC NULLS LAST,
                  custom_id = '',
                  custom_id,
                  lowest,
                  profile
              ) AS place
            FROM
              (
                SELECT
                  profile,
                  a0 AS value,
                  0 AS second,
                  custom_id,
                  lowest
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
                          AND ifNull(parameters.`store`.: `String` = {text_0:String}, 0)
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
                  ) AS side_0 USING (profile)
                  LEFT JOIN (
                    SELECT
                      profile,
                      minIf (value, kind = 'customId') AS custom_id,
                      min(value) AS lowest
                    FROM
                      identifiers
                    WHERE
                      workspace = {workspace:UInt32}
                      AND batch <= {known:UInt64}
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
                  ) AS names USING (profile)
              )
            WHERE
              isNotNull(value)
          )
      )
    WHERE
      is_kept
  )
GROUP BY
  chunk;

-- top 100, exact: boundary
--   key_0 = "rules:00000000-0000-4000-8000-000000000009"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   text_0 = "E-commerce"
--   currency = "EUR"
--   count_0 = 100
--   known = 12
SELECT
  toString(edge) AS line,
  toString(countIf (ifNull(value > edge, 0))) AS above,
  toString(countIf (ifNull(value = edge, 0))) AS level,
  toString(
    countIf (
      ifNull(value = edge, 0)
      AND is_kept
    )
  ) AS kept
FROM
  (
    SELECT
      value,
      is_kept,
      minIf (toNullable(value), is_kept) OVER () AS edge
    FROM
      (
        SELECT
          profile,
          value,
          place <= {count_0:UInt64} AS is_kept
        FROM
          (
            SELECT
              profile,
              value,
              count() OVER () AS ranked,
              row_number() OVER (
                ORDER BY
                  value DESC,
                  second DESC NULLS LAST,
                  custom_id = '',
                  custom_id,
                  lowest,
                  profile
              ) AS place
            FROM
              (
                SELECT
                  profile,
                  a0 AS value,
                  0 AS second,
                  custom_id,
                  lowest
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
                          AND ifNull(parameters.`store`.: `String` = {text_0:String}, 0)
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
                  ) AS side_0 USING (profile)
                  LEFT JOIN (
                    SELECT
                      profile,
                      minIf (value, kind = 'customId') AS custom_id,
                      min(value) AS lowest
                    FROM
                      identifiers
                    WHERE
                      workspace = {workspace:UInt32}
                      AND batch <= {known:UInt64}
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
                  ) AS names USING (profile)
              )
            WHERE
              isNotNull(value)
          )
      )
  )
GROUP BY
  edge;

-- bottom 10 %, with ties, in a window of its own: leaves
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   text_0 = "E-commerce"
--   number_0 = "1"
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
      groupBitmapStateIf (profile, ifNull(a0 >= {number_0:Decimal(38, 8)}, 0)) AS b0
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

-- bottom 10 %, with ties, in a window of its own: members
--   workspace = 7
--   run = 3
--   key_0 = "base:known"
--   key_1 = "leaf:1"
--   set_0 = "rules:00000000-0000-4000-8000-000000000009"
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

-- bottom 10 %, with ties, in a window of its own: refine
--   key_0 = "rules:00000000-0000-4000-8000-000000000009"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   currency = "EUR"
--   share_0 = 100000
--   known = 12
--   segment_key = "segment:00000000-0000-4000-8000-000000000009"
INSERT INTO
  run_bitmaps (workspace, run, key, chunk, members)
SELECT
  {workspace:UInt32},
  {run:UInt64},
  {segment_key:String},
  toUInt16(bitShiftRight(profile, 16)) AS chunk,
  groupBitmapState (profile)
FROM
  (
    SELECT
      profile
    FROM
      (
        SELECT
          profile,
          value,
          standing <= intDiv(ranked * {share_0:UInt64} + 999999, 1000000) AS is_kept
        FROM
          (
            SELECT
              profile,
              value,
              rank() OVER (
                ORDER BY
                  value ASC
              ) AS standing,
              count() OVER () AS ranked
            FROM
              (
                SELECT
                  profile,
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
                          AND (time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC'))
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
                  ) AS side_0 USING (profile)
              )
            WHERE
              isNotNull(value)
          )
      )
    WHERE
      is_kept
  )
GROUP BY
  chunk;

-- bottom 10 %, with ties, in a window of its own: boundary
--   key_0 = "rules:00000000-0000-4000-8000-000000000009"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   currency = "EUR"
--   share_0 = 100000
--   known = 12
SELECT
  toString(edge) AS line,
  toString(countIf (ifNull(value < edge, 0))) AS above,
  toString(countIf (ifNull(value = edge, 0))) AS level,
  toString(
    countIf (
      ifNull(value = edge, 0)
      AND is_kept
    )
  ) AS kept
FROM
  (
    SELECT
      value,
      is_kept,
      maxIf (toNullable(value), is_kept) OVER () AS edge
    FROM
      (
        SELECT
          profile,
          value,
          standing <= intDiv(ranked * {share_0:UInt64} + 999999, 1000000) AS is_kept
        FROM
          (
            SELECT
              profile,
              value,
              rank() OVER (
                ORDER BY
                  value ASC
              ) AS standing,
              count() OVER () AS ranked
            FROM
              (
                SELECT
                  profile,
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
                          AND (time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC'))
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
                  ) AS side_0 USING (profile)
              )
            WHERE
              isNotNull(value)
          )
      )
  )
GROUP BY
  edge;

-- top 5, then by another value: leaves
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   text_0 = "E-commerce"
--   number_0 = "1"
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
      groupBitmapStateIf (profile, ifNull(a0 >= {number_0:Decimal(38, 8)}, 0)) AS b0
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

-- top 5, then by another value: members
--   workspace = 7
--   run = 3
--   key_0 = "base:known"
--   key_1 = "leaf:1"
--   set_0 = "rules:00000000-0000-4000-8000-000000000009"
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

-- top 5, then by another value: refine
--   key_0 = "rules:00000000-0000-4000-8000-000000000009"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   text_0 = "E-commerce"
--   number_0 = 1
--   count_0 = 5
--   known = 12
--   segment_key = "segment:00000000-0000-4000-8000-000000000009"
INSERT INTO
  run_bitmaps (workspace, run, key, chunk, members)
SELECT
  {workspace:UInt32},
  {run:UInt64},
  {segment_key:String},
  toUInt16(bitShiftRight(profile, 16)) AS chunk,
  groupBitmapState (profile)
FROM
  (
    SELECT
      profile
    FROM
      (
        SELECT
          profile,
          value,
          place <= {count_0:UInt64} AS is_kept
        FROM
          (
            SELECT
              profile,
              value,
              count() OVER () AS ranked,
              row_number() OVER (
                ORDER BY
                  value DESC,
                  second DESC NULLS LAST,
                  custom_id = '',
                  custom_id,
                  lowest,
                  profile
              ) AS place
            FROM
              (
                SELECT
                  profile,
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
                    [coalesce(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [a0]) [1], toNullable({number_0:Float64}))]
                  ) [1] AS value,
                  a0 AS second,
                  custom_id,
                  lowest
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
                          AND ifNull(parameters.`store`.: `String` = {text_0:String}, 0)
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
                  ) AS side_0 USING (profile)
                  LEFT JOIN (
                    SELECT
                      profile,
                      minIf (value, kind = 'customId') AS custom_id,
                      min(value) AS lowest
                    FROM
                      identifiers
                    WHERE
                      workspace = {workspace:UInt32}
                      AND batch <= {known:UInt64}
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
                  ) AS names USING (profile)
              )
            WHERE
              isNotNull(value)
          )
      )
    WHERE
      is_kept
  )
GROUP BY
  chunk;

-- top 5, then by another value: boundary
--   key_0 = "rules:00000000-0000-4000-8000-000000000009"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   text_0 = "E-commerce"
--   number_0 = 1
--   count_0 = 5
--   known = 12
SELECT
  toString(edge) AS line,
  toString(countIf (ifNull(value > edge, 0))) AS above,
  toString(countIf (ifNull(value = edge, 0))) AS level,
  toString(
    countIf (
      ifNull(value = edge, 0)
      AND is_kept
    )
  ) AS kept
FROM
  (
    SELECT
      value,
      is_kept,
      minIf (toNullable(value), is_kept) OVER () AS edge
    FROM
      (
        SELECT
          profile,
          value,
          place <= {count_0:UInt64} AS is_kept
        FROM
          (
            SELECT
              profile,
              value,
              count() OVER () AS ranked,
              row_number() OVER (
                ORDER BY
                  value DESC,
                  second DESC NULLS LAST,
                  custom_id = '',
                  custom_id,
                  lowest,
                  profile
              ) AS place
            FROM
              (
                SELECT
                  profile,
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
                    [coalesce(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [a0]) [1], toNullable({number_0:Float64}))]
                  ) [1] AS value,
                  a0 AS second,
                  custom_id,
                  lowest
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
                          AND ifNull(parameters.`store`.: `String` = {text_0:String}, 0)
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
                  ) AS side_0 USING (profile)
                  LEFT JOIN (
                    SELECT
                      profile,
                      minIf (value, kind = 'customId') AS custom_id,
                      min(value) AS lowest
                    FROM
                      identifiers
                    WHERE
                      workspace = {workspace:UInt32}
                      AND batch <= {known:UInt64}
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
                  ) AS names USING (profile)
              )
            WHERE
              isNotNull(value)
          )
      )
  )
GROUP BY
  edge;
