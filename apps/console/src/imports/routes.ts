import type { RouteRecordRaw } from 'vue-router';

export const importRoutes: RouteRecordRaw[] = [
  { path: 'imports', name: 'imports', component: () => import('./ImportsPage.vue') },
  { path: 'imports/new', name: 'import-new', component: () => import('./NewImportPage.vue') },
  { path: 'imports/:id', name: 'import', component: () => import('./ImportPage.vue') },
];
