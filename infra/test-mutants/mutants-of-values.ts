import { mutantsOf } from './mutant.ts';

export const mutantsOfValues = [
  ...mutantsOf(
    'segment-sql/src/compile-json-parameter.ts',
    [
      'places beyond the eighth are rounded, not cut',
      'toDecimal128OrNull(toString(${float}), 8)',
      'toDecimal128(round(${float}, 8), 8)',
    ],
    [
      '3.5 is read as the integer 3',
      'if(${float} = trunc(${float}), ${shortest(float)}, NULL)',
      'trunc(${shortest(float)})',
    ],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-datetime-text.ts',
    [
      'a date is midnight in UTC, not in the zone',
      "if(length(text) = 10, ${instantOfLocal('utc', context)}, utc)",
      'utc',
    ],
    ['a fraction of four digits is read', '[0-9]{1,3}', '[0-9]{1,4}'],
  ),
  ...mutantsOf('segment-sql/src/compile-parameter.ts', [
    'an empty text is a value',
    "CAST(nullIf(${text}, ''), 'Nullable(String)')",
    "CAST(${text}, 'Nullable(String)')",
  ]),
  ...mutantsOf(
    'segment-sql/src/compile-money.ts',
    [
      'money is rounded half up, not half to even',
      'toDecimal128(roundBankers(toDecimal128(${amount}, 4)',
      'toDecimal128(round(toDecimal128(${amount}, 4)',
    ],
    ['no currency is no value', "currency IN ('', ", 'currency IN ('],
    [
      'an amount without a rate counts as it is',
      'if(${own}, ${unchanged}, NULL)',
      'if(${own}, ${unchanged}, ${unchanged})',
    ],
  ),
  ...mutantsOf(
    'segment-sql/src/events-source.ts',
    [
      'of several rates for a day that of the least batch holds',
      'argMax(rate, (batch, rate))',
      'argMin(rate, (batch, rate))',
    ],
    ['a rate holds from the day after its own', '.time) >= rates.rate_day', '.time) > rates.rate_day'],
    [
      'rates of batches that are not read count',
      "\n      AND batch <= ${parameters.named('known', 'UInt64', evaluation.known)}",
      '',
    ],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-attribute.ts',
    [
      'of an attribute the value of the latest batch holds, whenever it was given',
      '(time, message_id, batch)',
      '(batch, time)',
    ],
    [
      'of values given at the same time by messages of one id that of the least batch holds',
      '(time, message_id, batch)',
      '(time, message_id, -toInt64(batch))',
    ],
    [
      'of values given at the same time that of the latest batch holds, whatever its message',
      '(time, message_id, batch)',
      '(time, batch)',
    ],
    [
      'of values given at the same time that of the least message id holds',
      '(time, message_id, batch)',
      '(time, -toInt64(ascii(message_id)), batch)',
    ],
    ['an attribute with a fraction is read as an integer', "'if(n = trunc(n), n, NULL)'", "'n'"],
    [
      'a date given as an attribute is midnight in UTC',
      'const midnight = instantOfLocal(`toInt64(toInt32(tupleElement(latest, 2))) * ${dayLength}`, context);',
      'const midnight = `(toInt64(toInt32(tupleElement(latest, 2))) * ${dayLength})`;',
    ],
  ),
  ...mutantsOf(
    'segment-sql/src/rounding.ts',
    ['averages are rounded half away from zero', '(${rest} = b AND ${quotient} % 2 != 0)', '${rest} = b'],
    ['averages are cut, not rounded', '`${rest} > b OR (${rest} = b AND ${quotient} % 2 != 0)`', "'0'"],
  ),
];
