-- arithmetic
--   number_0 = 1
--   number_1 = 12
SELECT
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
          nullIf(
            nullIf(
              nullIf(nullIf(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [value_1]) [1] + toNullable({number_0:Float64}), inf), - inf) - arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [value_2]) [1],
              inf
            ),
            - inf
          ) / nullIf(
            nullIf(nullIf(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [value_1]) [1] * toNullable({number_1:Float64}), inf), - inf),
            0
          ),
          inf
        ),
        - inf
      )
    ]
  ) [1];

-- several
--   number_0 = 0
SELECT
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
        arrayMap(
          (xs) -> if(has(xs, NULL), NULL, arrayMin(xs)),
          [
            [
              arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [value_1]) [1],
              arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [value_2]) [1]
            ]
          ]
        ) [1],
        arrayMap(
          (xs) -> if(has(xs, NULL), NULL, arrayMax(xs)),
          [[arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [value_1]) [1], toNullable({number_0:Float64})]]
        ) [1]
      )
    ]
  ) [1];

-- one
SELECT
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
      abs(
        arrayMap(
          (x) -> trunc(x) + if(abs(x - trunc(x)) >= 0.5, sign(x), 0),
          [
            floor(
              ceil(
                roundBankers(nullIf(log(greatest(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [value_2]) [1], 0)), - inf) * 1e8) / 1e8
              )
            )
          ]
        ) [1]
      )
    ]
  ) [1];

-- days
--   today_0 = 20522
--   clock_0 = [-8000000000000000,-1693706400000,-1680483600000,-1663455600000,-1650150000000,-1632006000000,-1618700400000,-9389052000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
SELECT
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
      toFloat64(
        toNullable({today_0:Int64}) - arrayMap(
          (t) -> (
            intDiv((t + transform(roundDown(assumeNotNull(t), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)})) + 8640000000000000, 86400000) - 100000000
          ),
          [birthday]
        ) [1]
      )
    ]
  ) [1];

-- if
--   number_0 = 3
SELECT
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
      if(
        ifNull(arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [value_1]) [1] >= toNullable({number_0:Float64}), 0),
        arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [value_2]) [1],
        arrayMap((d) -> if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d))), [points]) [1]
      )
    ]
  ) [1];
