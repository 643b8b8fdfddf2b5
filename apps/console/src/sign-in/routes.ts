import type { RouteRecordRaw } from 'vue-router';
import { t } from '../language/messages.ts';

export const signInRoutes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./SignInPage.vue'),
    meta: { public: true, title: () => t.signIn.signIn },
  },
];
