-- 1 rule on transaction.charge
--   actions_0 = ["transaction.charge"]
--   t_0 = 1711965600000
--   t_1 = 1709420400000
--   number_0 = "3"
--   key_0 = "leaf:0"
--   workspace = 1
--   run = 3
--   known = 10
--   to_profile_0 = 65536
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
          AND profile < {to_profile_0:UInt32}
        GROUP BY
          profile
      )
    GROUP BY
      chunk
  )
  ARRAY JOIN [({key_0:String}, b0)] AS leaf;

-- 1 rule on transaction.charge
--   actions_0 = ["transaction.charge"]
--   t_0 = 1711965600000
--   t_1 = 1709420400000
--   number_0 = "3"
--   key_0 = "leaf:0"
--   workspace = 1
--   run = 3
--   known = 10
--   from_profile_0 = 65536
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
          AND profile >= {from_profile_0:UInt32}
        GROUP BY
          profile
      )
    GROUP BY
      chunk
  )
  ARRAY JOIN [({key_0:String}, b0)] AS leaf;

-- 1 rule on transaction.charge
--   actions_0 = ["transaction.charge"]
--   t_0 = 1711965600000
--   t_1 = 1709420400000
--   number_0 = "3"
--   key_0 = "leaf:0"
--   workspace = 1
--   run = 3
--   known = 10
--   to_profile_0 = 65536
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
          if(aliases.alias_profile = 0, events.profile, aliases.alias_profile) AS profile,
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
          AND action IN {actions_0:Array(String)}
          AND batch <= {known:UInt64}
          AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
          AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
          AND (
            events.profile < {to_profile_0:UInt32}
            OR events.profile IN (
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
                AND alias_profile < {to_profile_0:UInt32}
            )
          )
          AND if(aliases.alias_profile = 0, events.profile, aliases.alias_profile) < {to_profile_0:UInt32}
        GROUP BY
          profile
      )
    GROUP BY
      chunk
  )
  ARRAY JOIN [({key_0:String}, b0)] AS leaf;

-- 1 rule on transaction.charge
--   actions_0 = ["transaction.charge"]
--   t_0 = 1711965600000
--   t_1 = 1709420400000
--   number_0 = "3"
--   key_0 = "leaf:0"
--   workspace = 1
--   run = 3
--   known = 10
--   from_profile_0 = 65536
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
          if(aliases.alias_profile = 0, events.profile, aliases.alias_profile) AS profile,
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
          AND action IN {actions_0:Array(String)}
          AND batch <= {known:UInt64}
          AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
          AND time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
          AND (
            events.profile >= {from_profile_0:UInt32}
            OR events.profile IN (
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
                AND alias_profile >= {from_profile_0:UInt32}
            )
          )
          AND if(aliases.alias_profile = 0, events.profile, aliases.alias_profile) >= {from_profile_0:UInt32}
        GROUP BY
          profile
      )
    GROUP BY
      chunk
  )
  ARRAY JOIN [({key_0:String}, b0)] AS leaf;
