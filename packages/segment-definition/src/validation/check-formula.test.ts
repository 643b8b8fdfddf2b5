import { ids } from '../../test/every-construct.ts';
import { testLessons } from '../../test/lessons.ts';
import { expression, metric, segment, refine, everyone, n, statistic } from '../../test/pieces.ts';

testLessons('formulas, metrics and refinements', [
  [
    'a text in a formula',
    expression({ type: 'add', left: { type: 'aggregate', aggregate: ids.firstStore }, right: n(1) }),
    '/formula/left',
    'wrong-type',
    'Formulas calculate with numbers; this is text.',
  ],
  [
    'an instant in a sum',
    expression({ type: 'add', left: { type: 'asOf' }, right: n(1) }),
    '/formula/left',
    'wrong-type',
    'An instant stands in `daysBetween` only.',
  ],
  [
    'days between numbers',
    expression({ type: 'daysBetween', from: n(1), to: { type: 'asOf' } }),
    '/formula/from',
    'wrong-type',
    'Days lie between two instants; this is a number.',
  ],
  [
    'a metric in an expression',
    expression({ type: 'metric', metric: ids.heavyLine }),
    '/formula/type',
    'wrong-type',
    'metrics belong in a metric’s formula',
  ],
  [
    'an aggregate in a metric',
    metric({ type: 'formula', formula: { type: 'aggregate', aggregate: ids.purchases } }),
    '/measure/formula/type',
    'wrong-type',
    'over metrics and numbers',
    'metric',
  ],
  [
    'money of an attribute in a formula',
    expression({ type: 'attribute', attribute: { name: 'x', type: 'money' } }),
    '/formula/attribute/type',
    'wrong-type',
    'Attributes are not money',
    'number',
  ],
  [
    'an operation that is none',
    expression({ type: 'substract', left: n(1), right: n(1) }),
    '/formula/type',
    'unknown-type',
    'Did you mean `subtract`?',
    'subtract',
  ],
  [
    'a median of texts',
    metric({ type: 'values', of: { type: 'aggregate', aggregate: ids.firstStore }, statistic }),
    '/measure/of/aggregate',
    'wrong-type',
    '“First store” is text',
  ],
  [
    'whether events exist, as a metric',
    metric({ type: 'events', actions: ['a'], window: { type: 'allTime' }, aggregator: { type: 'exists' } }),
    '/measure/aggregator/type',
    'wrong-type',
    'A metric is a number',
  ],
  [
    'the first text, as a metric',
    metric({
      type: 'events',
      actions: ['a'],
      window: { type: 'allTime' },
      aggregator: { type: 'first', parameter: { name: 'x', type: 'string' } },
    }),
    '/measure/aggregator/parameter/type',
    'wrong-type',
    'A metric is a number',
  ],
  [
    'a ranking by text',
    segment(everyone, { ...refine, by: { type: 'aggregate', aggregate: ids.firstStore } }),
    '/refine/by/aggregate',
    'wrong-type',
    'Profiles are ranked by a number',
  ],
  [
    'ties settled by a list',
    segment(everyone, {
      ...refine,
      ties: { type: 'exact', thenBy: { type: 'aggregate', aggregate: ids.recentStores } },
    }),
    '/refine/ties/thenBy/aggregate',
    'wrong-type',
    'Ties are settled by a number',
  ],
  [
    'a share above everyone',
    segment(everyone, { ...refine, take: { type: 'share', percent: 101 } }),
    '/refine/take/percent',
    'invalid',
    'a number above 0, up to 100',
  ],
]);
