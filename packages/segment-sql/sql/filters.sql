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
    if(
      currency IN ('', {currency:String}),
      toDecimal128(revenue, 8),
      accurateCastOrNull(roundBankers(toDecimal256(revenue, 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
    )
  );

-- parameter of type datetime
--   clock_0 = [-8000000000000000,-1693699200000,-1680476400000,-1663448400000,-1650142800000,-1631998800000,-1618693200000,-9388980000 … 5106 characters
--   offsets_0 = [3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,3600000,7200000,1080000 … 2939 characters
SELECT
  isNotNull(
    if(
      ifNull(
        (
          match(
            parameters.`delivery`.: `String`,
            '^(19[0-9][0-9]|20[0-9][0-9]|21[0-4][0-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,3})?Z)?$'
          )
          AND toString(
            makeDate32(
              toUInt16OrZero(substring(parameters.`delivery`.: `String`, 1, 4)),
              toUInt16OrZero(substring(parameters.`delivery`.: `String`, 6, 2)),
              toUInt16OrZero(substring(parameters.`delivery`.: `String`, 9, 2))
            )
          ) = substring(parameters.`delivery`.: `String`, 1, 10)
        ),
        0
      ),
      if(
        length(parameters.`delivery`.: `String`) = 10,
        (
          (
            toInt64(
              toInt32(
                makeDate32(
                  toUInt16OrZero(substring(parameters.`delivery`.: `String`, 1, 4)),
                  toUInt16OrZero(substring(parameters.`delivery`.: `String`, 6, 2)),
                  toUInt16OrZero(substring(parameters.`delivery`.: `String`, 9, 2))
                )
              )
            ) * 86400000
          ) - transform(
            roundDown(
              assumeNotNull(
                (
                  toInt64(
                    toInt32(
                      makeDate32(
                        toUInt16OrZero(substring(parameters.`delivery`.: `String`, 1, 4)),
                        toUInt16OrZero(substring(parameters.`delivery`.: `String`, 6, 2)),
                        toUInt16OrZero(substring(parameters.`delivery`.: `String`, 9, 2))
                      )
                    )
                  ) * 86400000
                )
              ),
              {clock_0:Array(Int64)}
            ),
            {clock_0:Array(Int64)},
            {offsets_0:Array(Int64)}
          )
        ),
        (
          toInt64(
            toInt32(
              makeDate32(
                toUInt16OrZero(substring(parameters.`delivery`.: `String`, 1, 4)),
                toUInt16OrZero(substring(parameters.`delivery`.: `String`, 6, 2)),
                toUInt16OrZero(substring(parameters.`delivery`.: `String`, 9, 2))
              )
            )
          ) * 86400000
        ) + toUInt16OrZero(substring(parameters.`delivery`.: `String`, 12, 2)) * 3600000 + toUInt16OrZero(substring(parameters.`delivery`.: `String`, 15, 2)) * 60000 + toUInt16OrZero(substring(parameters.`delivery`.: `String`, 18, 2)) * 1000 + if(
          length(parameters.`delivery`.: `String`) > 20,
          toUInt16OrZero(rightPad(substring(parameters.`delivery`.: `String`, 21, length(parameters.`delivery`.: `String`) - 21), 3, '0')),
          0
        )
      ),
      CAST(NULL, 'Nullable(Int64)')
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
    line -> (
      ifNull(CAST(nullIf(tupleElement(line, 'category'), ''), 'Nullable(String)') = {text_0:String}, 0)
      AND (
        ifNull(
          if(
            currency IN ('', {currency:String}),
            toDecimal128(tupleElement(line, 'price'), 8),
            accurateCastOrNull(roundBankers(toDecimal256(tupleElement(line, 'price'), 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
          ) > {number_0:Decimal(38, 8)},
          0
        )
        OR not (ifNull(toDecimal128(tupleElement(line, 'quantity'), 8) < {number_1:Decimal(38, 8)}, 0))
      )
    ),
    products
  );

-- every product line
--   text_0 = "shoes"
--   currency = "EUR"
--   number_0 = "100"
--   number_1 = "2"
SELECT
  (
    notEmpty(products)
    AND arrayAll(
      line -> (
        ifNull(CAST(nullIf(tupleElement(line, 'category'), ''), 'Nullable(String)') = {text_0:String}, 0)
        AND (
          ifNull(
            if(
              currency IN ('', {currency:String}),
              toDecimal128(tupleElement(line, 'price'), 8),
              accurateCastOrNull(roundBankers(toDecimal256(tupleElement(line, 'price'), 4) * toDecimal256(rate, 10), 4), 'Decimal(38, 8)')
            ) > {number_0:Decimal(38, 8)},
            0
          )
          OR not (ifNull(toDecimal128(tupleElement(line, 'quantity'), 8) < {number_1:Decimal(38, 8)}, 0))
        )
      ),
      products
    )
  );
