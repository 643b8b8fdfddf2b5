import type { RouteRecordRaw } from 'vue-router';

export const runRoutes: RouteRecordRaw[] = [
  { path: 'runs', name: 'runs', component: () => import('./RunsPage.vue') },
  { path: 'runs/:id', name: 'run', component: () => import('./RunPage.vue') },
];
