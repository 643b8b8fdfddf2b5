-- touched
--   workspace = 7
--   after_batch = 9
--   known = 12
--   looked_at = ["transaction.charge"]
--   t_0 = 1773057600000
--   t_1 = 1773144000000
--   actions_0 = ["transaction.charge"]
--   t_2 = 1741561200000
--   t_3 = 1741647600000
--   run = 3
INSERT INTO
  run_bitmaps (workspace, run, key, chunk, members)
SELECT
  {workspace:UInt32},
  {run:UInt64},
  why,
  toUInt16(bitShiftRight(profile, 16)) AS chunk,
  groupBitmapState (profile)
FROM
  (
    SELECT
      'touched' AS why,
      profile
    FROM
      (
        SELECT
          if(aliases.alias_profile = 0, found.profile, aliases.alias_profile) AS profile,
          cause
        FROM
          (
            SELECT
              profile,
              concat('value:', name) AS cause
            FROM
              profile_values
            WHERE
              workspace = {workspace:UInt32}
              AND batch > {after_batch:UInt64}
              AND batch <= {known:UInt64}
            UNION ALL
            SELECT
              profile,
              'names' AS cause
            FROM
              identifiers
            WHERE
              workspace = {workspace:UInt32}
              AND batch > {after_batch:UInt64}
              AND batch <= {known:UInt64}
            UNION ALL
            SELECT
              profile,
              concat('event:', action) AS cause
            FROM
              events
            WHERE
              workspace = {workspace:UInt32}
              AND action IN {looked_at:Array(String)}
              AND batch > {after_batch:UInt64}
              AND batch <= {known:UInt64}
          ) AS found ANY
          LEFT JOIN (
            SELECT
              number AS alias_number,
              argMax(profile, batch) AS alias_profile
            FROM
              profile_aliases
            WHERE
              workspace = {workspace:UInt32}
              AND batch <= {known:UInt64}
            GROUP BY
              number
          ) AS aliases ON found.profile = aliases.alias_number
        UNION ALL
        SELECT
          arrayJoin(profiles) AS profile,
          'aliases' AS cause
        FROM
          (
            SELECT
              arrayDistinct(arrayConcat([number], groupArray(profile))) AS profiles
            FROM
              profile_aliases
            WHERE
              workspace = {workspace:UInt32}
              AND batch <= {known:UInt64}
              AND number IN (
                SELECT
                  number
                FROM
                  profile_aliases
                WHERE
                  workspace = {workspace:UInt32}
                  AND batch > {after_batch:UInt64}
                  AND batch <= {known:UInt64}
              )
            GROUP BY
              number
          )
      )
    UNION ALL
    SELECT
      'slid' AS why,
      profile
    FROM
      (
        SELECT
          if(aliases.alias_profile = 0, found.profile, aliases.alias_profile) AS profile,
          cause
        FROM
          (
            SELECT
              profile,
              concat('value:', name) AS cause
            FROM
              profile_values
            WHERE
              workspace = {workspace:UInt32}
              AND batch <= {known:UInt64}
              AND time >= fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
              AND time < fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
            UNION ALL
            SELECT
              profile,
              concat('event:', action) AS cause
            FROM
              events
            WHERE
              workspace = {workspace:UInt32}
              AND batch <= {known:UInt64}
              AND (
                action IN {actions_0:Array(String)}
                AND time >= fromUnixTimestamp64Milli({t_2:Int64}, 'UTC')
                AND time < fromUnixTimestamp64Milli({t_3:Int64}, 'UTC')
                OR action IN {actions_0:Array(String)}
                AND time >= fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                AND time < fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
              )
          ) AS found ANY
          LEFT JOIN (
            SELECT
              number AS alias_number,
              argMax(profile, batch) AS alias_profile
            FROM
              profile_aliases
            WHERE
              workspace = {workspace:UInt32}
              AND batch <= {known:UInt64}
            GROUP BY
              number
          ) AS aliases ON found.profile = aliases.alias_number
      )
  )
GROUP BY
  why,
  chunk;

-- base
--   workspace = 7
--   known = 12
--   run = 3
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
      toUInt16(bitShiftRight(if(aliases.alias_profile = 0, identifiers.profile, aliases.alias_profile), 16)) AS chunk,
      kind = 'anonymousId' AS anonymous,
      groupBitmapState (if(aliases.alias_profile = 0, identifiers.profile, aliases.alias_profile)) AS members
    FROM
      identifiers ANY
      LEFT JOIN (
        SELECT
          number AS alias_number,
          argMax(profile, batch) AS alias_profile
        FROM
          profile_aliases
        WHERE
          workspace = {workspace:UInt32}
          AND batch <= {known:UInt64}
        GROUP BY
          number
      ) AS aliases ON identifiers.profile = aliases.alias_number
    WHERE
      workspace = {workspace:UInt32}
      AND batch <= {known:UInt64}
    GROUP BY
      chunk,
      anonymous
  )
  ARRAY JOIN if(anonymous, ['base:all'], ['base:known', 'base:all']) AS key;

-- leaves
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
          if(aliases.alias_profile = 0, profile_values.profile, aliases.alias_profile) AS profile,
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
          profile_values ANY
          LEFT JOIN (
            SELECT
              number AS alias_number,
              argMax(profile, batch) AS alias_profile
            FROM
              profile_aliases
            WHERE
              workspace = {workspace:UInt32}
              AND batch <= {known:UInt64}
            GROUP BY
              number
          ) AS aliases ON profile_values.profile = aliases.alias_number
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

-- refine
--   key_0 = "rules:00000000-0000-4000-8000-000000000002"
--   workspace = 7
--   run = 3
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   count_0 = 100
--   known = 12
--   segment_key = "segment:00000000-0000-4000-8000-000000000002"
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
                      if(aliases.alias_profile = 0, events.profile, aliases.alias_profile) AS profile,
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
                      AND toDate32(events.time) >= rates.rate_day ANY
                      LEFT JOIN (
                        SELECT
                          number AS alias_number,
                          argMax(profile, batch) AS alias_profile
                        FROM
                          profile_aliases
                        WHERE
                          workspace = {workspace:UInt32}
                          AND batch <= {known:UInt64}
                        GROUP BY
                          number
                      ) AS aliases ON events.profile = aliases.alias_number
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
                        if(aliases.alias_profile = 0, events.profile, aliases.alias_profile)
                      )
                    GROUP BY
                      profile
                  ) AS side_0 USING (profile)
                  LEFT JOIN (
                    SELECT
                      if(aliases.alias_profile = 0, identifiers.profile, aliases.alias_profile) AS profile,
                      minIf (value, kind = 'customId') AS custom_id,
                      min(value) AS lowest
                    FROM
                      identifiers ANY
                      LEFT JOIN (
                        SELECT
                          number AS alias_number,
                          argMax(profile, batch) AS alias_profile
                        FROM
                          profile_aliases
                        WHERE
                          workspace = {workspace:UInt32}
                          AND batch <= {known:UInt64}
                        GROUP BY
                          number
                      ) AS aliases ON identifiers.profile = aliases.alias_number
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
                        if(aliases.alias_profile = 0, identifiers.profile, aliases.alias_profile)
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

-- metrics
--   key_0 = "base:known"
--   workspace = 7
--   run = 3
--   metric_ids_0 = ["00000000-0000-4000-8000-000000000003"]
--   key_1 = "segment:00000000-0000-4000-8000-000000000002"
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
                (
                  SELECT
                    profile,
                    arrayJoin(events) AS event
                  FROM
                    (
                      SELECT
                        if(aliases.alias_profile = 0, events.profile, aliases.alias_profile) AS profile,
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
                          [arraySort(groupArrayIf ((toUnixTimestamp64Milli(time), message_id, CAST([], 'Array(UInt8)'), toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))), 1))]
                        ) [1] AS events
                      FROM
                        events ANY
                        LEFT JOIN (
                          SELECT
                            number AS alias_number,
                            argMax(profile, batch) AS alias_profile
                          FROM
                            profile_aliases
                          WHERE
                            workspace = {workspace:UInt32}
                            AND batch <= {known:UInt64}
                          GROUP BY
                            number
                        ) AS aliases ON events.profile = aliases.alias_number
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
                          if(aliases.alias_profile = 0, events.profile, aliases.alias_profile)
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
                (toNullable(toDecimal128(uniqExact(profile), 8)), uniqExact(profile))
              FROM
                (
                  SELECT
                    profile,
                    arrayJoin(events) AS event
                  FROM
                    (
                      SELECT
                        if(aliases.alias_profile = 0, events.profile, aliases.alias_profile) AS profile,
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
                          [arraySort(groupArrayIf ((toUnixTimestamp64Milli(time), message_id, CAST([], 'Array(UInt8)'), toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))), 1))]
                        ) [1] AS events
                      FROM
                        events ANY
                        LEFT JOIN (
                          SELECT
                            number AS alias_number,
                            argMax(profile, batch) AS alias_profile
                          FROM
                            profile_aliases
                          WHERE
                            workspace = {workspace:UInt32}
                            AND batch <= {known:UInt64}
                          GROUP BY
                            number
                        ) AS aliases ON events.profile = aliases.alias_number
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
                          if(aliases.alias_profile = 0, events.profile, aliases.alias_profile)
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

-- changes
--   workspace = 7
--   run = 3
--   published = 3
--   segments = ["00000000-0000-4000-8000-000000000002"]
--   segment_keys = ["segment:00000000-0000-4000-8000-000000000002"]
--   versions = [1]
--   reasons = ["first-run"]
--   explained = [1]
--   known = 12
--   set_0 = "touched"
--   set_1 = "slid"
--   t_0 = 1773144000000
INSERT INTO
  membership_changes (workspace, segment, run, profile, change, at, version, reason)
SETTINGS
  optimize_on_insert = 0,
  materialize_skip_indexes_on_insert = 0,
  min_insert_block_size_rows = 0
SELECT
  {workspace:UInt32},
  segment,
  {published:UInt64},
  changed,
  if(bitmapContains(now, changed), 1, -1) AS change,
  fromUnixTimestamp64Milli({t_0:Int64}, 'UTC'),
  {versions:Array(UInt32)} [indexOf({segments:Array(UUID)}, segment)],
  multiIf(
    change = -1
    AND changed IN (
      SELECT
        alias_number
      FROM
        (
          SELECT
            number AS alias_number,
            argMax(profile, batch) AS alias_profile
          FROM
            profile_aliases
          WHERE
            workspace = {workspace:UInt32}
            AND batch <= {known:UInt64}
          GROUP BY
            number
        )
      WHERE
        alias_profile != alias_number
    ),
    'merged',
    {explained:Array(UInt8)} [indexOf({segments:Array(UUID)}, segment)]
    AND bitmapContains(
      (
        SELECT
          groupBitmapMergeState (members)
        FROM
          run_bitmaps
        WHERE
          workspace = {workspace:UInt32}
          AND run = {run:UInt64}
          AND key = {set_0:String}
      ),
      changed
    ),
    'new-events',
    {explained:Array(UInt8)} [indexOf({segments:Array(UUID)}, segment)]
    AND bitmapContains(
      (
        SELECT
          groupBitmapMergeState (members)
        FROM
          run_bitmaps
        WHERE
          workspace = {workspace:UInt32}
          AND run = {run:UInt64}
          AND key = {set_1:String}
      ),
      changed
    ),
    'time-passed',
    {reasons:Array(String)} [indexOf({segments:Array(UUID)}, segment)]
  )
FROM
  (
    SELECT
      segment,
      now,
      was
    FROM
      (
        SELECT
          segment,
          chunk,
          fresh AS now,
          was
        FROM
          (
            SELECT
              segment,
              chunk,
              groupBitmapMergeStateIf (members, new) AS fresh,
              groupBitmapMergeStateIf (members, NOT new) AS was
            FROM
              (
                SELECT
                  {segments:Array(UUID)} [indexOf({segment_keys:Array(String)}, key)] AS segment,
                  chunk,
                  members,
                  true AS new
                FROM
                  run_bitmaps
                WHERE
                  workspace = {workspace:UInt32}
                  AND run = {run:UInt64}
                  AND key IN {segment_keys:Array(String)}
                UNION ALL
                SELECT
                  segment,
                  chunk,
                  members,
                  false AS new
                FROM
                  (
                    SELECT
                      segment,
                      chunk,
                      members
                    FROM
                      memberships
                    WHERE
                      workspace = {workspace:UInt32}
                      AND segment IN {segments:Array(UUID)}
                      AND (segment, chunk, run) IN (
                        SELECT
                          segment,
                          chunk,
                          max(run)
                        FROM
                          memberships
                        WHERE
                          workspace = {workspace:UInt32}
                          AND segment IN {segments:Array(UUID)}
                          AND run < {published:UInt64}
                        GROUP BY
                          segment,
                          chunk
                      )
                  )
              )
            GROUP BY
              segment,
              chunk
          )
      )
    ORDER BY
      segment,
      chunk
  )
  ARRAY JOIN bitmapToArray(bitmapXor(now, was)) AS changed;

-- preview of a segment
--   workspace = 7
--   known = 12
--   name_0 = "email"
--   t_0 = 1773144000000
--   names_0 = ["email"]
WITH
  (
    SELECT
      groupBitmapState (if(aliases.alias_profile = 0, identifiers.profile, aliases.alias_profile))
    FROM
      identifiers ANY
      LEFT JOIN (
        SELECT
          number AS alias_number,
          argMax(profile, batch) AS alias_profile
        FROM
          profile_aliases
        WHERE
          workspace = {workspace:UInt32}
          AND batch <= {known:UInt64}
        GROUP BY
          number
      ) AS aliases ON identifiers.profile = aliases.alias_number
    WHERE
      workspace = {workspace:UInt32}
      AND batch <= {known:UInt64}
      AND kind != 'anonymousId'
  ) AS set_0
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
      [bitmapAnd(base, l0)] AS nodes
    FROM
      (
        SELECT
          set_0 AS base
      ) AS source_0
      CROSS JOIN (
        SELECT
          groupBitmapStateIf (profile, t0) AS l0
        FROM
          (
            SELECT
              if(aliases.alias_profile = 0, profile_values.profile, aliases.alias_profile) AS profile,
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
              profile_values ANY
              LEFT JOIN (
                SELECT
                  number AS alias_number,
                  argMax(profile, batch) AS alias_profile
                FROM
                  profile_aliases
                WHERE
                  workspace = {workspace:UInt32}
                  AND batch <= {known:UInt64}
                GROUP BY
                  number
              ) AS aliases ON profile_values.profile = aliases.alias_number
            WHERE
              workspace = {workspace:UInt32}
              AND name IN {names_0:Array(String)}
              AND batch <= {known:UInt64}
              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            GROUP BY
              profile
          )
      ) AS source_1
  );

-- why
--   profile = 42
--   name_0 = "email"
--   known = 12
--   t_0 = 1773144000000
--   actions_0 = ["transaction.charge"]
--   t_1 = 1741647600000
--   currency = "EUR"
--   workspace = 7
--   names_0 = ["email"]
SELECT
  toUInt8(
    (
      SELECT
        count() > 0
      FROM
        identifiers
      WHERE
        workspace = {workspace:UInt32}
        AND batch <= {known:UInt64}
        AND kind != 'anonymousId'
        AND identifiers.profile IN (
          SELECT
            number
          FROM
            (
              SELECT
                number,
                batch,
                profile AS owner
              FROM
                profile_aliases
              WHERE
                workspace = {workspace:UInt32}
                AND batch <= {known:UInt64}
                AND number IN (
                  SELECT
                    number
                  FROM
                    profile_aliases
                  WHERE
                    workspace = {workspace:UInt32}
                    AND batch <= {known:UInt64}
                    AND profile = {profile:UInt32}
                  UNION ALL
                  SELECT
                    {profile:UInt32}
                )
              UNION ALL
              SELECT
                {profile:UInt32},
                toUInt64(0),
                {profile:UInt32}
            )
          GROUP BY
            number
          HAVING
            argMax(owner, batch) = {profile:UInt32}
        )
    )
  ) AS inBase,
  [toUInt8(t0) AS n0] AS holds,
  CAST([if(isNull(CAST(t0, 'Bool')), NULL, if(assumeNotNull(CAST(t0, 'Bool')), 'true', 'false'))], 'Array(Nullable(String))') AS
values
,
  [CAST([], 'Array(Nullable(String))')] AS operands,
  CAST(toNullable(toString(a0)), 'Nullable(String)') AS rankedBy,
  CAST(NULL, 'Nullable(String)') AS thenBy,
  CAST(map(), 'Map(String, Nullable(String))') AS inputs
FROM
  (
    SELECT
      {profile:UInt32} AS profile
  ) AS one
  LEFT JOIN (
    SELECT
      {profile:UInt32} AS profile,
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
      AND events.profile IN (
        SELECT
          number
        FROM
          (
            SELECT
              number,
              batch,
              profile AS owner
            FROM
              profile_aliases
            WHERE
              workspace = {workspace:UInt32}
              AND batch <= {known:UInt64}
              AND number IN (
                SELECT
                  number
                FROM
                  profile_aliases
                WHERE
                  workspace = {workspace:UInt32}
                  AND batch <= {known:UInt64}
                  AND profile = {profile:UInt32}
                UNION ALL
                SELECT
                  {profile:UInt32}
              )
            UNION ALL
            SELECT
              {profile:UInt32},
              toUInt64(0),
              {profile:UInt32}
          )
        GROUP BY
          number
        HAVING
          argMax(owner, batch) = {profile:UInt32}
      )
    GROUP BY
      profile
  ) AS side_0 USING (profile)
  LEFT JOIN (
    SELECT
      {profile:UInt32} AS profile,
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
      AND profile_values.profile IN (
        SELECT
          number
        FROM
          (
            SELECT
              number,
              batch,
              profile AS owner
            FROM
              profile_aliases
            WHERE
              workspace = {workspace:UInt32}
              AND batch <= {known:UInt64}
              AND number IN (
                SELECT
                  number
                FROM
                  profile_aliases
                WHERE
                  workspace = {workspace:UInt32}
                  AND batch <= {known:UInt64}
                  AND profile = {profile:UInt32}
                UNION ALL
                SELECT
                  {profile:UInt32}
              )
            UNION ALL
            SELECT
              {profile:UInt32},
              toUInt64(0),
              {profile:UInt32}
          )
        GROUP BY
          number
        HAVING
          argMax(owner, batch) = {profile:UInt32}
      )
    GROUP BY
      profile
  ) AS side_1 USING (profile);

-- values of a profile
--   profile = 42
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
--   workspace = 7
--   known = 12
SELECT
  CAST([toNullable(toString(a0))], 'Array(Nullable(String))') AS
values
FROM
  (
    SELECT
      {profile:UInt32} AS profile
  ) AS one
  LEFT JOIN (
    SELECT
      {profile:UInt32} AS profile,
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
      AND events.profile IN (
        SELECT
          number
        FROM
          (
            SELECT
              number,
              batch,
              profile AS owner
            FROM
              profile_aliases
            WHERE
              workspace = {workspace:UInt32}
              AND batch <= {known:UInt64}
              AND number IN (
                SELECT
                  number
                FROM
                  profile_aliases
                WHERE
                  workspace = {workspace:UInt32}
                  AND batch <= {known:UInt64}
                  AND profile = {profile:UInt32}
                UNION ALL
                SELECT
                  {profile:UInt32}
              )
            UNION ALL
            SELECT
              {profile:UInt32},
              toUInt64(0),
              {profile:UInt32}
          )
        GROUP BY
          number
        HAVING
          argMax(owner, batch) = {profile:UInt32}
      )
    GROUP BY
      profile
  ) AS side_0 USING (profile);

-- evidence
--   actions_0 = ["transaction.charge"]
--   workspace = 7
--   known = 12
--   all_actions_0 = ["transaction.charge"]
--   profile = 42
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   limit = 20
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
      AND action IN {all_actions_0:Array(String)}
      AND events.profile IN (
        SELECT
          number
        FROM
          (
            SELECT
              number,
              batch,
              profile AS owner
            FROM
              profile_aliases
            WHERE
              workspace = {workspace:UInt32}
              AND batch <= {known:UInt64}
              AND number IN (
                SELECT
                  number
                FROM
                  profile_aliases
                WHERE
                  workspace = {workspace:UInt32}
                  AND batch <= {known:UInt64}
                  AND profile = {profile:UInt32}
                UNION ALL
                SELECT
                  {profile:UInt32}
              )
            UNION ALL
            SELECT
              {profile:UInt32},
              toUInt64(0),
              {profile:UInt32}
          )
        GROUP BY
          number
        HAVING
          argMax(owner, batch) = {profile:UInt32}
      )
      AND batch <= {known:UInt64}
      AND (
        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
      )
      AND ((action IN {actions_0:Array(String)}))
  )
ORDER BY
  time DESC,
  message_id DESC
LIMIT
  {limit:UInt32};
