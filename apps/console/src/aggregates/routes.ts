import type { RouteRecordRaw } from 'vue-router';

export const aggregateRoutes: RouteRecordRaw[] = [
  { path: 'aggregates', name: 'aggregates', component: () => import('./AggregatesPage.vue') },
  { path: 'aggregates/new', name: 'aggregate-new', component: () => import('./AggregateEditPage.vue') },
  { path: 'aggregates/:id', name: 'aggregate', component: () => import('./AggregatePage.vue') },
  { path: 'aggregates/:id/edit', name: 'aggregate-edit', component: () => import('./AggregateEditPage.vue') },
];
