import { ids } from '../../test/every-construct.ts';
import { testLessons } from '../../test/lessons.ts';
import { constant, compared, moreThan } from '../../test/pieces.ts';

testLessons('references', [
  [
    'a name for an id',
    compared('Purchases', moreThan(constant(1))),
    '/where/aggregate',
    'unknown-reference',
    `The aggregate “Purchases” has the id ${ids.purchases}.`,
    ids.purchases,
  ],
  [
    'a misspelt name for an id',
    compared(ids.purchases, moreThan({ type: 'metric', metric: 'heavy buyer lne' })),
    '/where/comparison/operand/metric',
    'unknown-reference',
    'The metric “Heavy-buyer line”',
    ids.heavyLine,
  ],
  [
    'an id with a slip',
    compared(ids.spend.replace('4a52', '4a53'), moreThan(constant(1))),
    '/where/aggregate',
    'unknown-reference',
    '“Spend”?',
    ids.spend,
  ],
  [
    'an id of nothing',
    compared('118f4a52-1111-7000-8000-111111111111', moreThan(constant(1))),
    '/where/aggregate',
    'unknown-reference',
    'There is no aggregate',
  ],
  [
    'an id of another kind',
    compared(ids.heavyLine, moreThan(constant(1))),
    '/where/aggregate',
    'wrong-kind',
    '“Heavy-buyer line” is a metric; here an aggregate is needed.',
  ],
]);
