import { mutantsOf } from './mutant.ts';

export const mutantsOfMetrics = [
  ...mutantsOf(
    'segment-sql/src/compile-quantile.ts',
    ['metrics: `linear` goes a tenth of the way', 'toInt64(${r}) / 10000`', 'toInt64(${r}) / 100000`'],
    ['metrics: `lower` is the higher', 'lower: low,', 'lower: high,'],
    ['metrics: `higher` is the lower', 'higher: high,', 'higher: low,'],
    ['metrics: `inverted_cdf` takes the value below', 'intDiv(n * ${a} + 9999, 10000)', 'intDiv(n * ${a}, 10000)'],
    ['metrics: a quantile takes its place among n values, not n − 1 steps', '`((n - 1) * ${a})`', '`(n * ${a})`'],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-histogram.ts',
    ['population: `active` is everyone', '(isActive ? `${within} AND ${by}` : within)', 'within'],
    ['population: active means in each aggregate of an expression', "active.join(' OR ')", "active.join(' AND ')"],
    [
      'population: `all` leaves out those without events',
      'arrayFilter(item -> item.2 > 0, ${empty})',
      'arrayFilter(item -> 0, ${empty})',
    ],
    [
      'population: the members of a segment are everyone',
      "population.type === 'segment' ? sources.segment(population.segment) : sources.base",
      'sources.base',
    ],
    [
      'profiles without a value have the value 0',
      'if (!nobody) return `arraySort(${array(`${counted} AND ${value.isSet}`)})`',
      'if (!nobody) return `arraySort(${array(counted)})`',
    ],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-metric.ts',
    ['the values on the line count as above it', "${count('>')} AS above", "${count('>=')} AS above"],
    ['the average of nothing is 0', '`if(n = 0, NULL, ${averageSql', '`if(n = 0, toDecimal128(0, 8), ${averageSql'],
    ['the sum counts each value once, however many profiles have it', 'x * toInt64(p)', 'x'],
  ),
  ...mutantsOf(
    'segment-sql/src/compile-formula.ts',
    ['`round` takes halves toward zero', '>= 0.5, sign(x)', '> 0.5, sign(x)'],
    [
      '`min` and `max` pass over what has no value',
      'if(has(xs, NULL), NULL, ${best}(xs))',
      '${best}(arrayFilter(x -> isNotNull(x), xs))',
    ],
    [
      '`daysBetween` counts backward',
      '${compileDay(node.to, input, context)} - ${compileDay(node.from, input, context)}',
      '${compileDay(node.from, input, context)} - ${compileDay(node.to, input, context)}',
    ],
    [
      'division by 0 is 0',
      'return finite(`${number(node.left)} / nullIf(${number(node.right)}, 0)`);',
      'return `ifNull(${finite(`${number(node.left)} / nullIf(${number(node.right)}, 0)`)}, 0)`;',
    ],
    [
      'in `if` nothing is different from no value',
      "node.comparison === 'notEquals' ? `NOT ${holds}` : holds",
      "node.comparison === 'notEquals' ? `ifNull(${number(node.left)} != ${number(node.right)}, 0)` : holds",
    ],
    [
      '`coalesce` takes the last that has a value',
      "node.of.map(number).join(', ')})`;\n    case 'abs'",
      "node.of.toReversed().map(number).join(', ')})`;\n    case 'abs'",
    ],
  ),
];
