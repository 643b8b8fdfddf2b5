import { defineAggregate } from 'cutline';
import { lastYear } from '../windows.ts';

export default defineAggregate({
  key: 'purchases',
  name: 'Purchases, last year',
  actions: ['transaction.charge'],
  aggregator: { type: 'count' },
  window: lastYear,
});
