import { routesOfKind } from '../definitions/routes-of-kind.ts';

export const expressionRoutes = routesOfKind(
  'expression',
  () => import('./ExpressionsPage.vue'),
  () => import('./ExpressionPage.vue'),
);
