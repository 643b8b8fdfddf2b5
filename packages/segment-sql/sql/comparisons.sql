-- string equals
--   text_0 = "Köln"
SELECT
  ifNull(lowerUTF8(value) = lowerUTF8({text_0:String}), 0);

-- string notEquals
--   text_0 = "Köln"
SELECT
  not (ifNull(lowerUTF8(value) = lowerUTF8({text_0:String}), 0));

-- string contains
--   text_0 = "öl"
SELECT
  ifNull(position(value, {text_0:String}) > 0, 0);

-- string notContains
--   text_0 = "öl"
SELECT
  not (ifNull(position(value, {text_0:String}) > 0, 0));

-- string startsWith
--   text_0 = "öl"
SELECT
  ifNull(startsWith(value, {text_0:String}), 0);

-- string endsWith
--   text_0 = "öl"
SELECT
  ifNull(endsWith(value, {text_0:String}), 0);

-- string matches
--   pattern_0 = "(?s)^K.*n$"
SELECT
  ifNull(match(value, {pattern_0:String}), 0);

-- string in
--   texts_0 = ["Köln","Bonn"]
SELECT
  ifNull(value IN {texts_0:Array(String)}, 0);

-- string notIn
--   texts_0 = ["Köln","Bonn"]
SELECT
  not (ifNull(value IN {texts_0:Array(String)}, 0));

-- string isSet
SELECT
  isNotNull(value);

-- string isNotSet
SELECT
  not (isNotNull(value));

-- boolean isTrue
SELECT
  ifNull(value = true, 0);

-- boolean isFalse
SELECT
  ifNull(value = false, 0);

-- boolean isSet
SELECT
  isNotNull(value);

-- boolean isNotSet
SELECT
  not (isNotNull(value));

-- integer equals
--   number_0 = "2.5"
SELECT
  ifNull(value = {number_0:Decimal(38, 8)}, 0);

-- integer notEquals
--   number_0 = "2.5"
SELECT
  not (ifNull(value = {number_0:Decimal(38, 8)}, 0));

-- integer lessThan
--   number_0 = "2.5"
SELECT
  ifNull(value < {number_0:Decimal(38, 8)}, 0);

-- integer atMost
--   number_0 = "2.5"
SELECT
  ifNull(value <= {number_0:Decimal(38, 8)}, 0);

-- integer moreThan
--   number_0 = "2.5"
SELECT
  ifNull(value > {number_0:Decimal(38, 8)}, 0);

-- integer atLeast
--   number_0 = "2.5"
SELECT
  ifNull(value >= {number_0:Decimal(38, 8)}, 0);

-- integer between
--   number_0 = "1"
--   number_1 = "2.5"
SELECT
  ifNull(
    arrayMap(
      (it, least, most) -> it >= least
      AND it <= most,
      [value],
      [{number_0:Decimal(38, 8)}],
      [{number_1:Decimal(38, 8)}]
    ) [1],
    0
  );

-- integer in
--   numbers_0 = [1,2.5]
SELECT
  ifNull(value IN {numbers_0:Array(Decimal(38, 8))}, 0);

-- integer notIn
--   numbers_0 = [1,2.5]
SELECT
  not (ifNull(value IN {numbers_0:Array(Decimal(38, 8))}, 0));

-- integer isSet
SELECT
  isNotNull(value);

-- integer isNotSet
SELECT
  not (isNotNull(value));

-- number equals
--   number_0 = "2.5"
SELECT
  ifNull(value = {number_0:Decimal(38, 8)}, 0);

-- number notEquals
--   number_0 = "2.5"
SELECT
  not (ifNull(value = {number_0:Decimal(38, 8)}, 0));

-- number lessThan
--   number_0 = "2.5"
SELECT
  ifNull(value < {number_0:Decimal(38, 8)}, 0);

-- number atMost
--   number_0 = "2.5"
SELECT
  ifNull(value <= {number_0:Decimal(38, 8)}, 0);

-- number moreThan
--   number_0 = "2.5"
SELECT
  ifNull(value > {number_0:Decimal(38, 8)}, 0);

-- number atLeast
--   number_0 = "2.5"
SELECT
  ifNull(value >= {number_0:Decimal(38, 8)}, 0);

-- number between
--   number_0 = "1"
--   number_1 = "2.5"
SELECT
  ifNull(
    arrayMap(
      (it, least, most) -> it >= least
      AND it <= most,
      [value],
      [{number_0:Decimal(38, 8)}],
      [{number_1:Decimal(38, 8)}]
    ) [1],
    0
  );

-- number in
--   numbers_0 = [1,2.5]
SELECT
  ifNull(value IN {numbers_0:Array(Decimal(38, 8))}, 0);

-- number notIn
--   numbers_0 = [1,2.5]
SELECT
  not (ifNull(value IN {numbers_0:Array(Decimal(38, 8))}, 0));

-- number isSet
SELECT
  isNotNull(value);

-- number isNotSet
SELECT
  not (isNotNull(value));

-- money equals
--   number_0 = "2.5"
SELECT
  ifNull(value = {number_0:Decimal(38, 8)}, 0);

-- money notEquals
--   number_0 = "2.5"
SELECT
  not (ifNull(value = {number_0:Decimal(38, 8)}, 0));

-- money lessThan
--   number_0 = "2.5"
SELECT
  ifNull(value < {number_0:Decimal(38, 8)}, 0);

-- money atMost
--   number_0 = "2.5"
SELECT
  ifNull(value <= {number_0:Decimal(38, 8)}, 0);

-- money moreThan
--   number_0 = "2.5"
SELECT
  ifNull(value > {number_0:Decimal(38, 8)}, 0);

-- money atLeast
--   number_0 = "2.5"
SELECT
  ifNull(value >= {number_0:Decimal(38, 8)}, 0);

-- money between
--   number_0 = "1"
--   number_1 = "2.5"
SELECT
  ifNull(
    arrayMap(
      (it, least, most) -> it >= least
      AND it <= most,
      [value],
      [{number_0:Decimal(38, 8)}],
      [{number_1:Decimal(38, 8)}]
    ) [1],
    0
  );

-- money in
--   numbers_0 = [1,2.5]
SELECT
  ifNull(value IN {numbers_0:Array(Decimal(38, 8))}, 0);

-- money notIn
--   numbers_0 = [1,2.5]
SELECT
  not (ifNull(value IN {numbers_0:Array(Decimal(38, 8))}, 0));

-- money isSet
SELECT
  isNotNull(value);

-- money isNotSet
SELECT
  not (isNotNull(value));

-- datetime before
--   instant_0 = 1746050400000
SELECT
  ifNull(arrayMap((ms) -> (ms < {instant_0:Int64}), [value]) [1], 0);

-- datetime after
--   instant_0 = 1746136800000
SELECT
  ifNull(arrayMap((ms) -> (ms >= {instant_0:Int64}), [value]) [1], 0);

-- datetime on
--   instant_0 = 1746050400000
--   instant_1 = 1746136800000
SELECT
  ifNull(
    arrayMap(
      (ms) -> (
        ms >= {instant_0:Int64}
        AND ms < {instant_1:Int64}
      ),
      [value]
    ) [1],
    0
  );

-- datetime within
--   instant_0 = 1765407600000
--   instant_1 = 1773183600000
SELECT
  ifNull(
    arrayMap(
      (ms) -> (
        (
          ms >= {instant_0:Int64}
          AND ms < {instant_1:Int64}
        )
      ),
      [value]
    ) [1],
    0
  );

-- datetime withinNext
--   instant_0 = 1773097200000
--   instant_1 = 1773702000000
SELECT
  ifNull(
    arrayMap(
      (ms) -> (
        ms >= {instant_0:Int64}
        AND ms < {instant_1:Int64}
      ),
      [value]
    ) [1],
    0
  );

-- datetime sameDay
--   clock_0 = [-8000000000000000,-1693706400000,-1680483600000,-1663455600000,-1650150000000,-1632006000000,-1618700400000,-9389052000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
--   days_0 = [310]
SELECT
  ifNull(
    arrayMap(
      (ms) -> arrayMap(
        (local) -> (
          isNotNull(local)
          AND has(
            {days_0:Array(UInt16)},
            (
              toMonth(fromUnixTimestamp64Milli(assumeNotNull(local) + if(assumeNotNull(local) < -2208988800000, 12622780800000, 0), 'UTC')) * 100 + toDayOfMonth(fromUnixTimestamp64Milli(assumeNotNull(local) + if(assumeNotNull(local) < -2208988800000, 12622780800000, 0), 'UTC'))
            )
          )
        ),
        [(ms + transform(roundDown(assumeNotNull(ms), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)}))]
      ) [1],
      [value]
    ) [1],
    0
  );

-- datetime sameMonth
--   clock_0 = [-8000000000000000,-1693706400000,-1680483600000,-1663455600000,-1650150000000,-1632006000000,-1618700400000,-9389052000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
--   month_0 = 3
SELECT
  ifNull(
    arrayMap(
      (ms) -> arrayMap(
        (local) -> (
          isNotNull(local)
          AND toMonth(fromUnixTimestamp64Milli(assumeNotNull(local) + if(assumeNotNull(local) < -2208988800000, 12622780800000, 0), 'UTC')) = {month_0:UInt16}
        ),
        [(ms + transform(roundDown(assumeNotNull(ms), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)}))]
      ) [1],
      [value]
    ) [1],
    0
  );

-- datetime isSet
SELECT
  isNotNull(value);

-- datetime isNotSet
SELECT
  not (isNotNull(value));

-- list containsAny
--   texts_0 = ["a","b"]
SELECT
  hasAny(tupleElement(value, 2), {texts_0:Array(String)});

-- list containsAll
--   texts_0 = ["a","b"]
SELECT
  hasAll(tupleElement(value, 2), {texts_0:Array(String)});

-- list containsNone
--   texts_0 = ["a","b"]
SELECT
  not (hasAny(tupleElement(value, 2), {texts_0:Array(String)}));

-- list lengthEquals
--   length_0 = 2
SELECT
  (
    toUInt8(tupleElement(value, 1))
    AND length(tupleElement(value, 2)) = {length_0:UInt64}
  );

-- list lengthAtLeast
--   length_0 = 2
SELECT
  (
    toUInt8(tupleElement(value, 1))
    AND length(tupleElement(value, 2)) >= {length_0:UInt64}
  );

-- list lengthAtMost
--   length_0 = 2
SELECT
  (
    toUInt8(tupleElement(value, 1))
    AND length(tupleElement(value, 2)) <= {length_0:UInt64}
  );

-- list isSet
SELECT
  toUInt8(tupleElement(value, 1));

-- list isNotSet
SELECT
  not (toUInt8(tupleElement(value, 1)));
