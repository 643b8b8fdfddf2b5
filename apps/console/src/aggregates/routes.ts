import { routesOfKind } from '../definitions/routes-of-kind.ts';

export const aggregateRoutes = routesOfKind(
  'aggregate',
  () => import('./AggregatesPage.vue'),
  () => import('./AggregatePage.vue'),
);
