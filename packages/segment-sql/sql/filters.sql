-- parameter of type string
SELECT
  isNotNull(parameters.`store`.: `String`);

-- parameter of type boolean
SELECT
  isNotNull(parameters.`gift`.: `Bool`);

-- parameter of type integer
SELECT
  isNotNull(
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
  );

-- parameter of type number
SELECT
  isNotNull(
    CAST(
      coalesce(
        toDecimal128(parameters.`weight`.: `Int64`, 8),
        toDecimal128(parameters.`weight`.: `UInt64`, 8),
        toDecimal128OrNull(toString(parameters.`weight`.: `Float64`), 8)
      ),
      'Nullable(Decimal(38, 8))'
    )
  );

-- parameter of type money
--   currency = "EUR"
SELECT
  isNotNull(
    multiIf(
      currency IN ('', {currency:String}),
      toDecimal128(revenue, 8),
      rate < 1000000000,
      toDecimal128(roundBankers(toDecimal128(revenue, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
      accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
    )
  );

-- parameter of type datetime
--   clock_0 = [-8000000000000000,-1693699200000,-1680476400000,-1663448400000,-1650142800000,-1631998800000,-1618693200000,-9388980000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
SELECT
  isNotNull(
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
  );

-- parameter of type list
SELECT
  toUInt8(
    tupleElement(
      CAST(
        (
          startsWith(dynamicType(parameters.`tags`), 'Array('),
          arrayMap(
            text -> assumeNotNull(text),
            arrayFilter(
              text -> isNotNull(text),
              arrayConcat(
                parameters.`tags`.: `Array(Nullable(String))`,
                arrayMap(item -> toString(item), parameters.`tags`.: `Array(Nullable(Int64))`),
                arrayMap(item -> toString(item), parameters.`tags`.: `Array(Nullable(UInt64))`),
                arrayMap(item -> replaceRegexpOne(toString(item), 'e(\\d)', 'e+\\1'), parameters.`tags`.: `Array(Nullable(Float64))`),
                arrayMap(item -> toString(item), parameters.`tags`.: `Array(Nullable(Bool))`),
                arrayMap(
                  item -> multiIf(
                    dynamicType(item) = 'Float64',
                    replaceRegexpOne(toString(item), 'e(\\d)', 'e+\\1'),
                    dynamicType(item) IN ('String', 'Int64', 'UInt64', 'Bool'),
                    toString(item),
                    NULL
                  ),
                  parameters.`tags`.: `Array(Dynamic)`
                )
              )
            )
          )
        ),
        'Tuple(Bool, Array(String))'
      ),
      1
    )
  );

-- nested groups
SELECT
  (
    not (ifNull(parameters.`gift`.: `Bool` = true, 0))
    OR 1
    OR 0
  );

-- some product line
--   text_0 = "shoes"
--   currency = "EUR"
--   number_0 = "100"
--   number_1 = "2"
SELECT
  arrayExists(
    (category, price, quantity) -> (
      ifNull(CAST(nullIf(category, ''), 'Nullable(String)') = {text_0:String}, 0)
      AND (
        ifNull(
          multiIf(
            currency IN ('', {currency:String}),
            toDecimal128(price, 8),
            rate < 1000000000,
            toDecimal128(roundBankers(toDecimal128(price, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
            accurateCastOrNull(roundBankers(toDecimal256(price, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
          ) > {number_0:Decimal(38, 8)},
          0
        )
        OR not (ifNull(toDecimal128(quantity, 8) < {number_1:Decimal(38, 8)}, 0))
      )
    ),
    products.category,
    products.price,
    products.quantity
  );

-- every product line
--   text_0 = "shoes"
--   currency = "EUR"
--   number_0 = "100"
--   number_1 = "2"
SELECT
  (
    notEmpty(products.category)
    AND arrayAll(
      (category, price, quantity) -> (
        ifNull(CAST(nullIf(category, ''), 'Nullable(String)') = {text_0:String}, 0)
        AND (
          ifNull(
            multiIf(
              currency IN ('', {currency:String}),
              toDecimal128(price, 8),
              rate < 1000000000,
              toDecimal128(roundBankers(toDecimal128(price, 4) * least(rate, toDecimal128(1000000000, 10)), 4), 8),
              accurateCastOrNull(roundBankers(toDecimal256(price, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
            ) > {number_0:Decimal(38, 8)},
            0
          )
          OR not (ifNull(toDecimal128(quantity, 8) < {number_1:Decimal(38, 8)}, 0))
        )
      ),
      products.category,
      products.price,
      products.quantity
    )
  );
