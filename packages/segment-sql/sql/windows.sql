-- {"type":"last","count":365,"unit":"day"}
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  (
    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
  );

-- {"type":"last","count":24,"unit":"hour"}
--   t_0 = 1773144000000
--   t_1 = 1773057600000
SELECT
  (
    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
  );

-- {"type":"between","start":"2025-01-01","end":"2025-07-01"}
--   t_0 = 1751320800000
--   t_1 = 1735686000000
SELECT
  (
    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
  );

-- {"type":"since","start":"2025-01-01"}
--   t_0 = 1773144000000
--   t_1 = 1735686000000
SELECT
  (
    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
  );

-- {"type":"until","end":"2025-01-01T10:00:00Z"}
--   t_0 = 1735725600000
SELECT
  (time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC'));

-- {"type":"this","unit":"quarter"}
--   t_0 = 1773144000000
--   t_1 = 1767222000000
SELECT
  (
    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
  );

-- {"type":"previous","unit":"month"}
--   t_0 = 1772319600000
--   t_1 = 1769900400000
SELECT
  (
    time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
    AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
  );

-- {"type":"allTime"}
--   t_0 = 1773144000000
SELECT
  (time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC'));

-- {"type":"allTime","onlyOn":{"weekdays":[6,7],"hours":{"from":22,"to":6}}}
--   t_0 = 1773144000000
--   clock_0 = [-8000000000000000,-1693706400000,-1680483600000,-1663455600000,-1650150000000,-1632006000000,-1618700400000,-9389052000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
--   weekdays_0 = [6,7]
--   hour_0 = 22
--   hour_1 = 6
SELECT
  (
    time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
    AND (
      has(
        {weekdays_0:Array(Int64)},
        (
          positiveModulo(
            (
              intDiv(
                (
                  toUnixTimestamp64Milli(time) + transform(roundDown(assumeNotNull(toUnixTimestamp64Milli(time)), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)})
                ) + 8640000000000000,
                86400000
              ) - 100000000
            ) + 3,
            7
          ) + 1
        )
      )
      AND (
        intDiv(
          positiveModulo(
            (
              toUnixTimestamp64Milli(time) + transform(roundDown(assumeNotNull(toUnixTimestamp64Milli(time)), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)})
            ),
            86400000
          ),
          3600000
        ) >= {hour_0:Int64}
        OR intDiv(
          positiveModulo(
            (
              toUnixTimestamp64Milli(time) + transform(roundDown(assumeNotNull(toUnixTimestamp64Milli(time)), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)})
            ),
            86400000
          ),
          3600000
        ) < {hour_1:Int64}
      )
    )
  );
