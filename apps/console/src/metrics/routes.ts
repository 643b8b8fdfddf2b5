import { routesOfKind } from '../definitions/routes-of-kind.ts';

export const metricRoutes = routesOfKind(
  'metric',
  () => import('./MetricsPage.vue'),
  () => import('./MetricPage.vue'),
);
