import type { RouteRecordRaw } from 'vue-router';

export const whyRoutes: RouteRecordRaw[] = [
  { path: 'segments/:id/profiles/:profile(\\d+)/why', name: 'why', component: () => import('./WhyPage.vue') },
];
