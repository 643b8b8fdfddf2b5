import type { RouteRecordRaw } from 'vue-router';

export const profileRoutes: RouteRecordRaw[] = [
  { path: 'profiles', name: 'profiles', component: () => import('./ProfilesPage.vue') },
  { path: 'profiles/:profile(\\d+)', name: 'profile', component: () => import('./ProfilePage.vue') },
];
