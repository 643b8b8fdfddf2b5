import type { RouteRecordRaw } from 'vue-router';

export const identityRoutes: RouteRecordRaw[] = [
  { path: 'identity', name: 'identity', component: () => import('./IdentityPage.vue') },
];
