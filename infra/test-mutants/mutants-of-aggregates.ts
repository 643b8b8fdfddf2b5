import { mutantsOf } from './mutant.ts';

export const mutantsOfAggregates = [
  ...mutantsOf('segment-sql/src/compile-aggregate.ts', [
    'one event does not make a profile active',
    'active: `countIf(${counted}) > 0`',
    'active: `countIf(${counted}) > 1`',
  ]),
  ...mutantsOf(
    'segment-sql/src/compile-distinct-events.ts',
    ['`distinctBy`: events without a value are one', 'nth = 1 OR isNull(tupleElement(event, 4))', 'nth = 1'],
    [
      '`distinctBy`: events without a value are left out',
      'nth = 1 OR isNull(tupleElement(event, 4))',
      'nth = 1 AND isNotNull(tupleElement(event, 4))',
    ],
    [
      '`distinctBy`: the latest event speaks',
      'arrayEnumerateUniq(${keys})',
      'arrayReverse(arrayEnumerateUniq(arrayReverse(${keys})))',
    ],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-array-quantile.ts',
    ['`linear` goes a tenth of the way', '* ${r} / 10000', '* ${r} / 100000'],
    ['`lower` is the higher', 'lower: `xs[${k} + 1]`', 'lower: `xs[${k} + if(${r} = 0, 1, 2)]`'],
    ['`higher` is the lower', '${k} + if(${r} = 0, 1, 2)', '${k} + 1'],
    ['`inverted_cdf` takes the value below', 'intDiv(n * ${a} + 9999, 10000)', 'intDiv(n * ${a}, 10000)'],
    ['a quantile takes its place among n values, not n − 1 steps', '`((n - 1) * ${a})`', '`(n * ${a})`'],
    ['the median is the quantile 0.6', '[5_000,', '[6_000,'],
  ),
  ...mutantsOf(
    'segment-sql/src/value-statistics.ts',
    [
      'of equally frequent values that whose latest comes first wins',
      'arrayMap(t -> -t, tupleElement(pairs, 1))',
      'tupleElement(pairs, 1)',
    ],
    [
      'the least frequent value is taken for the most frequent',
      'arrayMap(n -> -toInt64(n), arrayEnumerateUniq',
      'arrayMap(n -> toInt64(n), arrayEnumerateUniq',
    ],
    ['one event has a gap', 'if(n < 2, NULL', 'if(n < 1, NULL'],
    [
      'the median of gaps is the lower of the two in the middle',
      'gaps[intDiv(length(gaps), 2) + 1]',
      'gaps[intDiv(length(gaps) + 1, 2)]',
    ],
    ['averages of money have eight places', "parameter.type === 'money' ? 4 : 8", '8'],
    ['the last values are the first', 'arraySlice(${values}, -${count})', 'arraySlice(${values}, 1, ${count})'],
  ),
  ...mutantsOf('segment-sql/src/local-day.ts', [
    'days are those of UTC, not of the zone',
    "dayOfLocal(localOf('t', context))",
    "dayOfLocal('t')",
  ]),
  ...mutantsOf('segment-sql/src/event-columns.ts', [
    'of several events at one instant any may be the first',
    ', ${messageId})`',
    ", '')`",
  ]),
  ...mutantsOf(
    'segment-sql/src/compile-plain-aggregator.ts',
    ['`first` is the last', 'argMinIf(${own.earliest}', 'argMaxIf(${own.earliest}'],
    [
      'the days since the first event are those since the last',
      'return daysSince(first, context);',
      'return daysSince(last, context);',
    ],
    ['`distinctCount` counts every value', '`toDecimal128(${own.distinct}, 8)`', '`toDecimal128(${own.count}, 8)`'],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-sequence.ts',
    ['a step may come at the very instant of the one before', 'steps.toReversed()', 'steps'],
    ['a step exactly `within` of the one before is too late', '`t - b <= ${', '`t - b < ${'],
    ['what must not come between may not come at the instant of a step either', "'u <= b'", "'u < b'"],
  ),
];
