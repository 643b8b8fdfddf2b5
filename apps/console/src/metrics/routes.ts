import type { RouteRecordRaw } from 'vue-router';

export const metricRoutes: RouteRecordRaw[] = [
  { path: 'metrics', name: 'metrics', component: () => import('./MetricsPage.vue') },
  { path: 'metrics/new', name: 'metric-new', component: () => import('./MetricEditPage.vue') },
  { path: 'metrics/:id', name: 'metric', component: () => import('./MetricPage.vue') },
  { path: 'metrics/:id/edit', name: 'metric-edit', component: () => import('./MetricEditPage.vue') },
];
