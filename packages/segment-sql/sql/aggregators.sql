-- count
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
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
  );

-- exists
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  CAST(
    countIf (
      (
        action IN {actions_0:Array(String)}
        AND (
          time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
          AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
        )
      )
    ) > 0,
    'Bool'
  );

-- daysSinceFirst
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   today_0 = 20522
--   clock_0 = [-8000000000000000,-1693706400000,-1680483600000,-1663455600000,-1650150000000,-1632006000000,-1618700400000,-9389052000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
SELECT
  toDecimal128(
    {today_0:Int64} - arrayMap(
      (t) -> (
        intDiv((t + transform(roundDown(assumeNotNull(t), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)})) + 8640000000000000, 86400000) - 100000000
      ),
      [
        minOrNullIf (
          toUnixTimestamp64Milli(time),
          (
            action IN {actions_0:Array(String)}
            AND (
              time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            )
          )
        )
      ]
    ) [1],
    8
  );

-- daysSinceLast
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   today_0 = 20522
--   clock_0 = [-8000000000000000,-1693706400000,-1680483600000,-1663455600000,-1650150000000,-1632006000000,-1618700400000,-9389052000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
SELECT
  toDecimal128(
    {today_0:Int64} - arrayMap(
      (t) -> (
        intDiv((t + transform(roundDown(assumeNotNull(t), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)})) + 8640000000000000, 86400000) - 100000000
      ),
      [
        maxOrNullIf (
          toUnixTimestamp64Milli(time),
          (
            action IN {actions_0:Array(String)}
            AND (
              time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            )
          )
        )
      ]
    ) [1],
    8
  );

-- sum of revenue
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
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
  );

-- average of revenue
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
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
        (
          action IN {actions_0:Array(String)}
          AND (
            time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
            AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
          )
        )
      )
    ],
    [
      countIf (
        (
          action IN {actions_0:Array(String)}
          AND (
            time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
            AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
          )
        )
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
  ) [1];

-- min of revenue
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  minOrNullIf (
    assumeNotNull(
      multiIf(
        currency IN ('', {currency:String}),
        toDecimal128(revenue, 8),
        rate < 1000000000,
        toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
        accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
      )
    ),
    (
      action IN {actions_0:Array(String)}
      AND (
        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
      )
    )
    AND isNotNull(
      multiIf(
        currency IN ('', {currency:String}),
        toDecimal128(revenue, 8),
        rate < 1000000000,
        toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
        accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
      )
    )
  );

-- max of revenue
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  maxOrNullIf (
    assumeNotNull(
      multiIf(
        currency IN ('', {currency:String}),
        toDecimal128(revenue, 8),
        rate < 1000000000,
        toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
        accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
      )
    ),
    (
      action IN {actions_0:Array(String)}
      AND (
        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
      )
    )
    AND isNotNull(
      multiIf(
        currency IN ('', {currency:String}),
        toDecimal128(revenue, 8),
        rate < 1000000000,
        toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
        accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
      )
    )
  );

-- median of revenue
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  arrayMap(
    (xs) -> arrayMap(
      (n) -> if(
        n = 0,
        NULL,
        if(
          (((n - 1) * 5000) % 10000) = 0,
          xs[intDiv(((n - 1) * 5000), 10000) + 1],
          toDecimal128(
            xs[intDiv(((n - 1) * 5000), 10000) + 1] + (toDecimal256(xs[intDiv(((n - 1) * 5000), 10000) + 2], 8) - xs[intDiv(((n - 1) * 5000), 10000) + 1]) * (((n - 1) * 5000) % 10000) / 10000,
            8
          )
        )
      ),
      [toInt64(length(xs))]
    ) [1],
    [
      arraySort(
        groupArrayIf (
          assumeNotNull(
            multiIf(
              currency IN ('', {currency:String}),
              toDecimal128(revenue, 8),
              rate < 1000000000,
              toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
              accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
            )
          ),
          (
            action IN {actions_0:Array(String)}
            AND (
              time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            )
          )
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
      )
    ]
  ) [1];

-- first of revenue
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  argMinIf (
    toNullable(
      multiIf(
        currency IN ('', {currency:String}),
        toDecimal128(revenue, 8),
        rate < 1000000000,
        toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
        accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
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
      multiIf(
        currency IN ('', {currency:String}),
        toDecimal128(revenue, 8),
        rate < 1000000000,
        toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
        accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
      )
    )
  );

-- last of revenue
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  argMaxIf (
    toNullable(
      multiIf(
        currency IN ('', {currency:String}),
        toDecimal128(revenue, 8),
        rate < 1000000000,
        toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
        accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
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
      multiIf(
        currency IN ('', {currency:String}),
        toDecimal128(revenue, 8),
        rate < 1000000000,
        toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
        accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
      )
    )
  );

-- distinctCount of revenue
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  toDecimal128(
    uniqExactIf (
      assumeNotNull(
        multiIf(
          currency IN ('', {currency:String}),
          toDecimal128(revenue, 8),
          rate < 1000000000,
          toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
          accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
        )
      ),
      (
        action IN {actions_0:Array(String)}
        AND (
          time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
          AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
        )
      )
      AND isNotNull(
        multiIf(
          currency IN ('', {currency:String}),
          toDecimal128(revenue, 8),
          rate < 1000000000,
          toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
          accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
        )
      )
    ),
    8
  );

-- mostFrequent of revenue
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  arrayMap(
    (pairs) -> if(
      empty(pairs),
      NULL,
      tupleElement(
        arraySort(arrayZip(arrayMap(n -> - toInt64(n), arrayEnumerateUniq(tupleElement(pairs, 2))), arrayMap(t -> - t, tupleElement(pairs, 1)), tupleElement(pairs, 2))) [1],
        3
      )
    ),
    [
      arraySort(
        groupArrayIf (
          (
            toUnixTimestamp64Milli(time),
            assumeNotNull(
              multiIf(
                currency IN ('', {currency:String}),
                toDecimal128(revenue, 8),
                rate < 1000000000,
                toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
                accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
              )
            )
          ),
          (
            action IN {actions_0:Array(String)}
            AND (
              time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            )
          )
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
      )
    ]
  ) [1];

-- average of units
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
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
            [toInt256(reinterpret(total, 'Int128')) * 100000000],
            [toInt256(toInt256(greatest(n, 1)) * 100000000)]
          ) [1]
        ),
        'Decimal(38, 8)'
      )
    ),
    [
      sumIf (
        ifNull(
          CAST(
            coalesce(
              toDecimal128(parameters.`units`.: `Int64`, 8),
              toDecimal128(parameters.`units`.: `UInt64`, 8),
              if(
                parameters.`units`.: `Float64` = trunc(parameters.`units`.: `Float64`),
                toDecimal128OrNull(toString(parameters.`units`.: `Float64`), 8),
                NULL
              )
            ),
            'Nullable(Decimal(38, 8))'
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
      )
    ],
    [
      countIf (
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
              toDecimal128(parameters.`units`.: `Int64`, 8),
              toDecimal128(parameters.`units`.: `UInt64`, 8),
              if(
                parameters.`units`.: `Float64` = trunc(parameters.`units`.: `Float64`),
                toDecimal128OrNull(toString(parameters.`units`.: `Float64`), 8),
                NULL
              )
            ),
            'Nullable(Decimal(38, 8))'
          )
        )
      )
    ]
  ) [1];

-- sum of products[].quantity
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  sumArrayIf (
    arrayMap(value -> assumeNotNull(value), arrayFilter(value -> isNotNull(value), arrayMap(field -> toDecimal128(field, 8), products.quantity))),
    (
      action IN {actions_0:Array(String)}
      AND (
        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
      )
    )
  );

-- distinctCount of products[].category
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  toDecimal128(
    uniqExactArrayIf (
      arrayMap(value -> assumeNotNull(value), arrayFilter(value -> isNotNull(value), arrayMap(field -> CAST(nullIf(field, ''), 'Nullable(String)'), products.category))),
      (
        action IN {actions_0:Array(String)}
        AND (
          time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
          AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
        )
      )
    ),
    8
  );

-- mostFrequent of store
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (pairs) -> if(
      empty(pairs),
      NULL,
      tupleElement(
        arraySort(arrayZip(arrayMap(n -> - toInt64(n), arrayEnumerateUniq(tupleElement(pairs, 2))), arrayMap(t -> - t, tupleElement(pairs, 1)), tupleElement(pairs, 2))) [1],
        3
      )
    ),
    [
      arraySort(
        groupArrayIf (
          (toUnixTimestamp64Milli(time), assumeNotNull(parameters.`store`.: `String`)),
          (
            action IN {actions_0:Array(String)}
            AND (
              time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            )
          )
          AND isNotNull(parameters.`store`.: `String`)
        )
      )
    ]
  ) [1];

-- max of delivery
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   clock_0 = [-8000000000000000,-1693699200000,-1680476400000,-1663448400000,-1650142800000,-1631998800000,-1618693200000,-9388980000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
SELECT
  maxOrNullIf (
    assumeNotNull(
      CAST(
        arrayMap(
          (text) -> arrayMap(
            (utc) -> if(length(text) = 10, (utc - transform(roundDown(assumeNotNull(utc), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)})), utc),
            [
              if(
                match(text, '^(19[0-9][0-9]|20[0-9][0-9]|21[0-4][0-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,3})?Z)?$'),
                toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(text, 3, 'UTC')),
                NULL
              )
            ]
          ) [1],
          [parameters.`delivery`.: `String`]
        ) [1],
        'Nullable(Int64)'
      )
    ),
    (
      action IN {actions_0:Array(String)}
      AND (
        time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
        AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
      )
    )
    AND isNotNull(
      CAST(
        arrayMap(
          (text) -> arrayMap(
            (utc) -> if(length(text) = 10, (utc - transform(roundDown(assumeNotNull(utc), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)})), utc),
            [
              if(
                match(text, '^(19[0-9][0-9]|20[0-9][0-9]|21[0-4][0-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,3})?Z)?$'),
                toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(text, 3, 'UTC')),
                NULL
              )
            ]
          ) [1],
          [parameters.`delivery`.: `String`]
        ) [1],
        'Nullable(Int64)'
      )
    )
  );

-- quantile of weight
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (xs) -> arrayMap(
      (n) -> if(
        n = 0,
        NULL,
        if(
          (((n - 1) * 7000) % 10000) = 0,
          xs[intDiv(((n - 1) * 7000), 10000) + 1],
          toDecimal128(
            xs[intDiv(((n - 1) * 7000), 10000) + 1] + (toDecimal256(xs[intDiv(((n - 1) * 7000), 10000) + 2], 8) - xs[intDiv(((n - 1) * 7000), 10000) + 1]) * (((n - 1) * 7000) % 10000) / 10000,
            8
          )
        )
      ),
      [toInt64(length(xs))]
    ) [1],
    [
      arraySort(
        groupArrayIf (
          assumeNotNull(
            CAST(
              coalesce(
                toDecimal128(parameters.`weight`.: `Int64`, 8),
                toDecimal128(parameters.`weight`.: `UInt64`, 8),
                toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
              ),
              'Nullable(Decimal(38, 8))'
            )
          ),
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
        )
      )
    ]
  ) [1];

-- quantile of weight
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (xs) -> arrayMap((n) -> if(n = 0, NULL, xs[greatest(intDiv(n * 7000 + 9999, 10000), 1)]), [toInt64(length(xs))]) [1],
    [
      arraySort(
        groupArrayIf (
          assumeNotNull(
            CAST(
              coalesce(
                toDecimal128(parameters.`weight`.: `Int64`, 8),
                toDecimal128(parameters.`weight`.: `UInt64`, 8),
                toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
              ),
              'Nullable(Decimal(38, 8))'
            )
          ),
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
        )
      )
    ]
  ) [1];

-- lastValues of store
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   count_0 = 3
SELECT
  arrayMap(
    (texts) -> CAST((notEmpty(texts), texts), 'Tuple(Bool, Array(String))'),
    [
      arrayMap(
        value -> toString(value),
        arraySlice(
          arrayFlatten(
            tupleElement(
              arraySort(
                groupArrayIf (
                  (toUnixTimestamp64Milli(time), message_id, [assumeNotNull(parameters.`store`.: `String`)]),
                  (
                    action IN {actions_0:Array(String)}
                    AND (
                      time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                      AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                    )
                  )
                  AND isNotNull(parameters.`store`.: `String`)
                )
              ),
              3
            )
          ),
          - {count_0:Int64}
        )
      )
    ]
  ) [1];

-- gaps
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (
      first,
      last,
      n
    ) -> if(
      n < 2,
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
            [
              toInt256(
                last -
                first
              ) * 100000000
            ],
            [toInt256(greatest(toInt64(n) - 1, 1) * 86400000)]
          ) [1]
        ),
        'Decimal(38, 8)'
      )
    ),
    [
      minIf (
        toUnixTimestamp64Milli(time),
        (
          action IN {actions_0:Array(String)}
          AND (
            time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
            AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
          )
        )
      )
    ],
    [
      maxIf (
        toUnixTimestamp64Milli(time),
        (
          action IN {actions_0:Array(String)}
          AND (
            time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
            AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
          )
        )
      )
    ],
    [
      countIf (
        (
          action IN {actions_0:Array(String)}
          AND (
            time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
            AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
          )
        )
      )
    ]
  ) [1];

-- gaps
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (instants) -> arrayMap(
      (gaps) -> if(
        empty(gaps),
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
              [toInt256(gaps[intDiv(length(gaps) + 1, 2)] + gaps[intDiv(length(gaps), 2) + 1]) * 100000000],
              [toInt256(toInt64(172800000))]
            ) [1]
          ),
          'Decimal(38, 8)'
        )
      ),
      [arraySort(arrayPopFront(arrayDifference(instants)))]
    ) [1],
    [
      arraySort(
        groupArrayIf (
          toUnixTimestamp64Milli(time),
          (
            action IN {actions_0:Array(String)}
            AND (
              time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
              AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
            )
          )
        )
      )
    ]
  ) [1];

-- count, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (events) -> arrayMap((instants, xs) -> toDecimal128(length(events), 8), [tupleElement(events, 1)], [arrayFlatten(tupleElement(events, 3))]) [1],
    [
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
              (toUnixTimestamp64Milli(time), message_id, CAST([], 'Array(UInt8)'), toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- exists, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (events) -> arrayMap((instants, xs) -> CAST(notEmpty(events), 'Bool'), [tupleElement(events, 1)], [arrayFlatten(tupleElement(events, 3))]) [1],
    [
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
              (toUnixTimestamp64Milli(time), message_id, CAST([], 'Array(UInt8)'), toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- daysSinceFirst, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   today_0 = 20522
--   clock_0 = [-8000000000000000,-1693706400000,-1680483600000,-1663455600000,-1650150000000,-1632006000000,-1618700400000,-9389052000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> toDecimal128(
        {today_0:Int64} - arrayMap(
          (t) -> (
            intDiv((t + transform(roundDown(assumeNotNull(t), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)})) + 8640000000000000, 86400000) - 100000000
          ),
          [if(empty(instants), NULL, instants[1])]
        ) [1],
        8
      ),
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
              (toUnixTimestamp64Milli(time), message_id, CAST([], 'Array(UInt8)'), toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- daysSinceLast, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   today_0 = 20522
--   clock_0 = [-8000000000000000,-1693706400000,-1680483600000,-1663455600000,-1650150000000,-1632006000000,-1618700400000,-9389052000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> toDecimal128(
        {today_0:Int64} - arrayMap(
          (t) -> (
            intDiv((t + transform(roundDown(assumeNotNull(t), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)})) + 8640000000000000, 86400000) - 100000000
          ),
          [if(empty(instants), NULL, instants[-1])]
        ) [1],
        8
      ),
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
              (toUnixTimestamp64Milli(time), message_id, CAST([], 'Array(UInt8)'), toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- sum of revenue, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  arrayMap(
    (events) -> arrayMap((instants, xs) -> arraySum(xs), [tupleElement(events, 1)], [arrayFlatten(tupleElement(events, 3))]) [1],
    [
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
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- average of revenue, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> arrayMap(
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
        [arraySum(xs)],
        [length(xs)]
      ) [1],
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- min of revenue, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  arrayMap(
    (events) -> arrayMap((instants, xs) -> if(empty(xs), NULL, arrayMin(xs)), [tupleElement(events, 1)], [arrayFlatten(tupleElement(events, 3))]) [1],
    [
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
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- max of revenue, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  arrayMap(
    (events) -> arrayMap((instants, xs) -> if(empty(xs), NULL, arrayMax(xs)), [tupleElement(events, 1)], [arrayFlatten(tupleElement(events, 3))]) [1],
    [
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
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- median of revenue, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> arrayMap(
        (xs) -> arrayMap(
          (n) -> if(
            n = 0,
            NULL,
            if(
              (((n - 1) * 5000) % 10000) = 0,
              xs[intDiv(((n - 1) * 5000), 10000) + 1],
              toDecimal128(
                xs[intDiv(((n - 1) * 5000), 10000) + 1] + (toDecimal256(xs[intDiv(((n - 1) * 5000), 10000) + 2], 8) - xs[intDiv(((n - 1) * 5000), 10000) + 1]) * (((n - 1) * 5000) % 10000) / 10000,
                8
              )
            )
          ),
          [toInt64(length(xs))]
        ) [1],
        [arraySort(xs)]
      ) [1],
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- first of revenue, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  arrayMap(
    (events) -> arrayMap((instants, xs) -> if(empty(xs), NULL, xs[1]), [tupleElement(events, 1)], [arrayFlatten(tupleElement(events, 3))]) [1],
    [
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
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- last of revenue, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  arrayMap(
    (events) -> arrayMap((instants, xs) -> if(empty(xs), NULL, xs[-1]), [tupleElement(events, 1)], [arrayFlatten(tupleElement(events, 3))]) [1],
    [
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
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- distinctCount of revenue, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  arrayMap(
    (events) -> arrayMap((instants, xs) -> toDecimal128(length(arrayDistinct(xs)), 8), [tupleElement(events, 1)], [arrayFlatten(tupleElement(events, 3))]) [1],
    [
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
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- mostFrequent of revenue, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   currency = "EUR"
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> arrayMap(
        (pairs) -> if(
          empty(pairs),
          NULL,
          tupleElement(
            arraySort(arrayZip(arrayMap(n -> - toInt64(n), arrayEnumerateUniq(tupleElement(pairs, 2))), arrayMap(t -> - t, tupleElement(pairs, 1)), tupleElement(pairs, 2))) [1],
            3
          )
        ),
        [arrayFlatten(arrayMap(event -> arrayMap(x -> (tupleElement(event, 1), x), tupleElement(event, 3)), events))]
      ) [1],
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- average of units, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> arrayMap(
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
                [toInt256(reinterpret(total, 'Int128')) * 100000000],
                [toInt256(toInt256(greatest(n, 1)) * 100000000)]
              ) [1]
            ),
            'Decimal(38, 8)'
          )
        ),
        [arraySum(xs)],
        [length(xs)]
      ) [1],
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
                      CAST(
                        coalesce(
                          toDecimal128(parameters.`units`.: `Int64`, 8),
                          toDecimal128(parameters.`units`.: `UInt64`, 8),
                          if(
                            parameters.`units`.: `Float64` = trunc(parameters.`units`.: `Float64`),
                            toDecimal128OrNull(toString(parameters.`units`.: `Float64`), 8),
                            NULL
                          )
                        ),
                        'Nullable(Decimal(38, 8))'
                      )
                    ]
                  )
                ),
                toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))
              ),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- sum of products[].quantity, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (events) -> arrayMap((instants, xs) -> arraySum(xs), [tupleElement(events, 1)], [arrayFlatten(tupleElement(events, 3))]) [1],
    [
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
                arrayMap(value -> assumeNotNull(value), arrayFilter(value -> isNotNull(value), arrayMap(field -> toDecimal128(field, 8), products.quantity))),
                toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))
              ),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- distinctCount of products[].category, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (events) -> arrayMap((instants, xs) -> toDecimal128(length(arrayDistinct(xs)), 8), [tupleElement(events, 1)], [arrayFlatten(tupleElement(events, 3))]) [1],
    [
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
                arrayMap(value -> assumeNotNull(value), arrayFilter(value -> isNotNull(value), arrayMap(field -> CAST(nullIf(field, ''), 'Nullable(String)'), products.category))),
                toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))
              ),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- mostFrequent of store, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> arrayMap(
        (pairs) -> if(
          empty(pairs),
          NULL,
          tupleElement(
            arraySort(arrayZip(arrayMap(n -> - toInt64(n), arrayEnumerateUniq(tupleElement(pairs, 2))), arrayMap(t -> - t, tupleElement(pairs, 1)), tupleElement(pairs, 2))) [1],
            3
          )
        ),
        [arrayFlatten(arrayMap(event -> arrayMap(x -> (tupleElement(event, 1), x), tupleElement(event, 3)), events))]
      ) [1],
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
                arrayMap(value -> assumeNotNull(value), arrayFilter(value -> isNotNull(value), [parameters.`store`.: `String`])),
                toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))
              ),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- max of delivery, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   clock_0 = [-8000000000000000,-1693699200000,-1680476400000,-1663448400000,-1650142800000,-1631998800000,-1618693200000,-9388980000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
SELECT
  arrayMap(
    (events) -> arrayMap((instants, xs) -> if(empty(xs), NULL, arrayMax(xs)), [tupleElement(events, 1)], [arrayFlatten(tupleElement(events, 3))]) [1],
    [
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
                      CAST(
                        arrayMap(
                          (text) -> arrayMap(
                            (utc) -> if(length(text) = 10, (utc - transform(roundDown(assumeNotNull(utc), {clock_0:Array(Int64)}), {clock_0:Array(Int64)}, {offsets_0:Array(Int64)})), utc),
                            [
                              if(
                                match(text, '^(19[0-9][0-9]|20[0-9][0-9]|21[0-4][0-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,3})?Z)?$'),
                                toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(text, 3, 'UTC')),
                                NULL
                              )
                            ]
                          ) [1],
                          [parameters.`delivery`.: `String`]
                        ) [1],
                        'Nullable(Int64)'
                      )
                    ]
                  )
                ),
                toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))
              ),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- quantile of weight, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> arrayMap(
        (xs) -> arrayMap(
          (n) -> if(
            n = 0,
            NULL,
            if(
              (((n - 1) * 7000) % 10000) = 0,
              xs[intDiv(((n - 1) * 7000), 10000) + 1],
              toDecimal128(
                xs[intDiv(((n - 1) * 7000), 10000) + 1] + (toDecimal256(xs[intDiv(((n - 1) * 7000), 10000) + 2], 8) - xs[intDiv(((n - 1) * 7000), 10000) + 1]) * (((n - 1) * 7000) % 10000) / 10000,
                8
              )
            )
          ),
          [toInt64(length(xs))]
        ) [1],
        [arraySort(xs)]
      ) [1],
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
                      CAST(
                        coalesce(
                          toDecimal128(parameters.`weight`.: `Int64`, 8),
                          toDecimal128(parameters.`weight`.: `UInt64`, 8),
                          toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                        ),
                        'Nullable(Decimal(38, 8))'
                      )
                    ]
                  )
                ),
                toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))
              ),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- quantile of weight, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> arrayMap((xs) -> arrayMap((n) -> if(n = 0, NULL, xs[greatest(intDiv(n * 7000 + 9999, 10000), 1)]), [toInt64(length(xs))]) [1], [arraySort(xs)]) [1],
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
                      CAST(
                        coalesce(
                          toDecimal128(parameters.`weight`.: `Int64`, 8),
                          toDecimal128(parameters.`weight`.: `UInt64`, 8),
                          toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
                        ),
                        'Nullable(Decimal(38, 8))'
                      )
                    ]
                  )
                ),
                toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))
              ),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- lastValues of store, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
--   count_0 = 3
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> arrayMap((texts) -> CAST((notEmpty(texts), texts), 'Tuple(Bool, Array(String))'), [arrayMap(value -> toString(value), arraySlice(xs, - {count_0:Int64}))]) [1],
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
                arrayMap(value -> assumeNotNull(value), arrayFilter(value -> isNotNull(value), [parameters.`store`.: `String`])),
                toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))
              ),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- gaps, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> arrayMap(
        (
          first,
          last,
          n
        ) -> if(
          n < 2,
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
                [
                  toInt256(
                    last -
                    first
                  ) * 100000000
                ],
                [toInt256(greatest(toInt64(n) - 1, 1) * 86400000)]
              ) [1]
            ),
            'Decimal(38, 8)'
          )
        ),
        [instants[1]],
        [instants[-1]],
        [length(instants)]
      ) [1],
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
              (toUnixTimestamp64Milli(time), message_id, CAST([], 'Array(UInt8)'), toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];

-- gaps, distinct orders
--   actions_0 = ["transaction.charge"]
--   t_0 = 1773144000000
--   t_1 = 1741647600000
SELECT
  arrayMap(
    (events) -> arrayMap(
      (instants, xs) -> arrayMap(
        (instants) -> arrayMap(
          (gaps) -> if(
            empty(gaps),
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
                  [toInt256(gaps[intDiv(length(gaps) + 1, 2)] + gaps[intDiv(length(gaps), 2) + 1]) * 100000000],
                  [toInt256(toInt64(172800000))]
                ) [1]
              ),
              'Decimal(38, 8)'
            )
          ),
          [arraySort(arrayPopFront(arrayDifference(instants)))]
        ) [1],
        [instants]
      ) [1],
      [tupleElement(events, 1)],
      [arrayFlatten(tupleElement(events, 3))]
    ) [1],
    [
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
              (toUnixTimestamp64Milli(time), message_id, CAST([], 'Array(UInt8)'), toNullable(CAST(nullIf(order_id, ''), 'Nullable(String)'))),
              (
                action IN {actions_0:Array(String)}
                AND (
                  time >= fromUnixTimestamp64Milli({t_1:Int64}, 'UTC')
                  AND time < fromUnixTimestamp64Milli({t_0:Int64}, 'UTC')
                )
              )
            )
          )
        ]
      ) [1]
    ]
  ) [1];
