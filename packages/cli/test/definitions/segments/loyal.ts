import { defineSegment } from 'cutline';
import purchases from '../aggregates/purchases.ts';

export default defineSegment({
  key: 'loyal',
  formerly: 'Faithful',
  name: 'Loyal',
  description: undefined,
  where: {
    type: 'aggregate',
    aggregate: purchases.key,
    comparison: { type: 'atLeast', operand: { type: 'constant', value: 4 } },
  },
});
