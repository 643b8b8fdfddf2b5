-- to whom something happened
--   workspace = 7
--   after_batch = 10
--   known = 12
--   looked_at = ["transaction.charge"]
--   t_0 = 1773143940000
--   t_1 = 1773144000000
--   actions_0 = ["transaction.charge"]
SELECT
  why,
  cause,
  if(grouping (cause) = 1, [], groupUniqArray(1001) (profile)) AS profiles,
  toString(groupBitmap(profile)) AS count
FROM
  (
    SELECT
      'touched' AS why,
      profile,
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
      )
    UNION ALL
    SELECT
      'slid' AS why,
      profile,
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
            AND time >= fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            AND time < fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
          )
      )
  )
GROUP BY
  GROUPING SETS ((why, cause), ());

-- changes
--   workspace = 7
--   run = 3
--   before = 3
--   looked = [5,6,7]
--   chunks = [0]
--   touched = [5,6]
--   known = 12
--   actions_0 = ["transaction.charge"]
--   t_0 = 1741647600000
--   t_1 = 1710111600000
--   t_2 = 1773144000000
--   segments = ["00000000-0000-4000-8000-000000000003","00000000-0000-4000-8000-000000000006"]
--   versions = [1,1]
--   metric_0 = "metric 00000000-0000-4000-8000-000000000002"
--   metric_1 = "metric 00000000-0000-4000-8000-000000000005"
INSERT INTO
  membership_changes (workspace, segment, run, profile, change, at, version, reason)
SETTINGS
  optimize_on_insert = 0,
  materialize_skip_indexes_on_insert = 0,
  min_insert_block_size_rows = 0
WITH
  (
    SELECT
      arrayReduce('groupBitmapState', {looked:Array(UInt32)})
  ) AS looked
SELECT
  {workspace:UInt32},
  segment,
  {run:UInt64},
  changed,
  if(bitmapContains(now, changed), 1, -1) AS change,
  fromUnixTimestamp64Milli({t_2:Int64}, 'UTC'),
  {versions:Array(UInt32)} [indexOf({segments:Array(UUID)}, segment)],
  multiIf(changed IN {touched:Array(UInt32)}, 'new-events', 'time-passed')
FROM
  (
    SELECT
      segment,
      groupBitmapMergeStateIf (members, new) AS now,
      groupBitmapMergeStateIf (members, NOT new) AS was
    FROM
      (
        SELECT
          item .1 AS segment,
          item .2 AS members,
          true AS new
        FROM
          (
            SELECT
              arrayJoin(arrayZip({segments:Array(UUID)}, [s0, s1])) AS item
            FROM
              (
                SELECT
                  *,
                  bitmapAnd(l1, bitmapAnd(named, s0)) AS s1
                FROM
                  (
                    SELECT
                      *,
                      l0 AS s0
                    FROM
                      (
                        SELECT
                          *,
                          if(ifNull(CAST(0, 'Decimal(38, 8)') > {metric_0:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(named, b0), bitmapAnd(named, b0)) AS l0,
                          if(ifNull(CAST(0, 'Decimal(38, 8)') < {metric_1:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(named, b1), bitmapAnd(named, b1)) AS l1
                        FROM
                          (
                            SELECT
                              groupBitmapStateIf (profile, kind != 'anonymousId') AS named,
                              groupBitmapState (profile) AS everyone
                            FROM
                              identifiers
                            WHERE
                              workspace = {workspace:UInt32}
                              AND batch <= {known:UInt64}
                              AND identifiers.profile IN {looked:Array(UInt32)}
                          ) AS source_0
                          CROSS JOIN (
                            SELECT
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
                                  AND events.profile IN {looked:Array(UInt32)}
                                GROUP BY
                                  profile
                              )
                          ) AS source_1
                      )
                  )
              )
          )
        UNION ALL
        SELECT
          segment,
          bitmapAnd(members, looked) AS members,
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
              AND chunk IN {chunks:Array(UInt16)}
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
                  AND chunk IN {chunks:Array(UInt16)}
                  AND segment IN {segments:Array(UUID)}
                  AND run < {before:UInt64}
                GROUP BY
                  segment,
                  chunk
              )
          )
      )
    GROUP BY
      segment
  )
  ARRAY JOIN bitmapToArray(bitmapXor(now, was)) AS changed;

-- base
--   workspace = 7
--   run = 3
--   before = 3
--   looked = [5,6,7]
--   chunks = [0]
--   touched = [5,6]
--   bases = ["00000000-0000-0000-0000-000000000001","00000000-0000-0000-0000-000000000002"]
--   known = 12
INSERT INTO
  memberships (workspace, chunk, segment, run, members)
WITH
  (
    SELECT
      arrayReduce('groupBitmapState', {looked:Array(UInt32)})
  ) AS looked
SELECT
  {workspace:UInt32},
  chunk,
  segment,
  {run:UInt64},
  bitmapOr(bitmapAndnot(was, looked), fresh) AS now
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
          segment,
          toUInt16(bitShiftRight(profile, 16)) AS chunk,
          groupBitmapState (profile) AS members,
          true AS new
        FROM
          (
            SELECT
              item .1 AS segment,
              arrayJoin(bitmapToArray(item .2)) AS profile
            FROM
              (
                SELECT
                  arrayJoin([({bases:Array(UUID)} [1], named), ({bases:Array(UUID)} [2], everyone)]) AS item
                FROM
                  (
                    SELECT
                      groupBitmapStateIf (profile, kind != 'anonymousId') AS named,
                      groupBitmapState (profile) AS everyone
                    FROM
                      identifiers
                    WHERE
                      workspace = {workspace:UInt32}
                      AND batch <= {known:UInt64}
                      AND identifiers.profile IN {looked:Array(UInt32)}
                  )
              )
          )
        GROUP BY
          segment,
          chunk
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
              AND chunk IN {chunks:Array(UInt16)}
              AND segment IN {bases:Array(UUID)}
              AND (segment, chunk, run) IN (
                SELECT
                  segment,
                  chunk,
                  max(run)
                FROM
                  memberships
                WHERE
                  workspace = {workspace:UInt32}
                  AND chunk IN {chunks:Array(UInt16)}
                  AND segment IN {bases:Array(UUID)}
                  AND run < {before:UInt64}
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
WHERE
  bitmapCardinality(bitmapXor(now, was)) > 0;

-- changes of more than are named
--   workspace = 7
--   run = 3
--   before = 3
--   after_batch = 10
--   known = 12
--   looked_at = ["transaction.charge"]
--   t_0 = 1773143940000
--   t_1 = 1773144000000
--   actions_0 = ["transaction.charge"]
--   t_2 = 1741647600000
--   t_3 = 1710111600000
--   segments = ["00000000-0000-4000-8000-000000000003","00000000-0000-4000-8000-000000000006"]
--   versions = [1,1]
--   metric_0 = "metric 00000000-0000-4000-8000-000000000002"
--   metric_1 = "metric 00000000-0000-4000-8000-000000000005"
INSERT INTO
  membership_changes (workspace, segment, run, profile, change, at, version, reason)
SETTINGS
  optimize_on_insert = 0,
  materialize_skip_indexes_on_insert = 0,
  min_insert_block_size_rows = 0
WITH
  (
    SELECT
      groupBitmapState (profile)
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
      )
  ) AS touched,
  (
    SELECT
      groupBitmapState (profile)
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
            AND time >= fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            AND time < fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
          )
      )
  ) AS slid,
  bitmapOr(touched, slid) AS looked
SELECT
  {workspace:UInt32},
  segment,
  {run:UInt64},
  changed,
  if(bitmapContains(now, changed), 1, -1) AS change,
  fromUnixTimestamp64Milli({t_1:Int64}, 'UTC'),
  {versions:Array(UInt32)} [indexOf({segments:Array(UUID)}, segment)],
  multiIf(bitmapContains(touched, changed), 'new-events', 'time-passed')
FROM
  (
    SELECT
      segment,
      groupBitmapMergeStateIf (members, new) AS now,
      groupBitmapMergeStateIf (members, NOT new) AS was
    FROM
      (
        SELECT
          item .1 AS segment,
          item .2 AS members,
          true AS new
        FROM
          (
            SELECT
              arrayJoin(arrayZip({segments:Array(UUID)}, [s0, s1])) AS item
            FROM
              (
                SELECT
                  *,
                  bitmapAnd(l1, bitmapAnd(named, s0)) AS s1
                FROM
                  (
                    SELECT
                      *,
                      l0 AS s0
                    FROM
                      (
                        SELECT
                          *,
                          if(ifNull(CAST(0, 'Decimal(38, 8)') > {metric_0:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(named, b0), bitmapAnd(named, b0)) AS l0,
                          if(ifNull(CAST(0, 'Decimal(38, 8)') < {metric_1:Nullable(Decimal(38, 8))}, 0), bitmapAndnot(named, b1), bitmapAnd(named, b1)) AS l1
                        FROM
                          (
                            SELECT
                              groupBitmapStateIf (profile, kind != 'anonymousId') AS named,
                              groupBitmapState (profile) AS everyone
                            FROM
                              identifiers
                            WHERE
                              workspace = {workspace:UInt32}
                              AND batch <= {known:UInt64}
                              AND bitmapContains(looked, profile)
                          ) AS source_0
                          CROSS JOIN (
                            SELECT
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
                                          time >= fromUnixTimestamp64Milli({t_3:Int64}, 'UTC')
                                          AND time < fromUnixTimestamp64Milli({t_2:Int64}, 'UTC')
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
                                          time >= fromUnixTimestamp64Milli({t_2:Int64}, 'UTC')
                                          AND time < fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
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
                                  AND time < fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                                  AND time >= fromUnixTimestamp64Milli({t_3:Int64}, 'UTC')
                                  AND bitmapContains(looked, profile)
                                GROUP BY
                                  profile
                              )
                          ) AS source_1
                      )
                  )
              )
          )
        UNION ALL
        SELECT
          segment,
          bitmapAnd(members, looked) AS members,
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
              AND chunk IN (
                SELECT
                  bitShiftRight(arrayJoin(bitmapToArray(looked)), 16)
              )
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
                  AND chunk IN (
                    SELECT
                      bitShiftRight(arrayJoin(bitmapToArray(looked)), 16)
                  )
                  AND segment IN {segments:Array(UUID)}
                  AND run < {before:UInt64}
                GROUP BY
                  segment,
                  chunk
              )
          )
      )
    GROUP BY
      segment
  )
  ARRAY JOIN bitmapToArray(bitmapXor(now, was)) AS changed;

-- how many changed
--   workspace = 7
--   segments = ["00000000-0000-4000-8000-000000000003","00000000-0000-4000-8000-000000000006"]
--   run = 3
SELECT
  segment,
  toString(countIf (change = 'entered')) AS entered,
  toString(countIf (change = 'left')) AS left
FROM
  membership_changes
WHERE
  workspace = {workspace:UInt32}
  AND segment IN {segments:Array(UUID)}
  AND run = {run:UInt64}
GROUP BY
  segment;

-- members
--   workspace = 7
--   segments = ["00000000-0000-4000-8000-000000000003","00000000-0000-4000-8000-000000000006"]
--   run = 3
--   before = 3
INSERT INTO
  memberships (workspace, chunk, segment, run, members)
SELECT
  {workspace:UInt32},
  chunk,
  segment,
  {run:UInt64},
  bitmapAndnot(bitmapOr(was, entered), gone)
FROM
  (
    SELECT
      segment,
      chunk,
      groupBitmapMergeStateIf (members, change = 0) AS was,
      groupBitmapMergeStateIf (members, change = 1) AS entered,
      groupBitmapMergeStateIf (members, change = -1) AS gone
    FROM
      (
        SELECT
          segment,
          chunk,
          members,
          toInt8(0) AS change
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
              AND chunk IN (
                SELECT
                  bitShiftRight(profile, 16)
                FROM
                  membership_changes
                WHERE
                  workspace = {workspace:UInt32}
                  AND segment IN {segments:Array(UUID)}
                  AND run = {run:UInt64}
              )
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
                  AND chunk IN (
                    SELECT
                      bitShiftRight(profile, 16)
                    FROM
                      membership_changes
                    WHERE
                      workspace = {workspace:UInt32}
                      AND segment IN {segments:Array(UUID)}
                      AND run = {run:UInt64}
                  )
                  AND segment IN {segments:Array(UUID)}
                  AND run < {before:UInt64}
                GROUP BY
                  segment,
                  chunk
              )
          )
        UNION ALL
        SELECT
          segment,
          toUInt16(bitShiftRight(profile, 16)) AS chunk,
          groupBitmapState (profile) AS members,
          toInt8(change) AS change
        FROM
          membership_changes
        WHERE
          workspace = {workspace:UInt32}
          AND segment IN {segments:Array(UUID)}
          AND run = {run:UInt64}
        GROUP BY
          segment,
          chunk,
          change
      )
    GROUP BY
      segment,
      chunk
    HAVING
      countIf (change != 0) > 0
  );
