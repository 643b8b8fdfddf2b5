import type { RouteRecordRaw } from 'vue-router';
import { t } from '../language/messages.ts';

export const privacyRoutes: RouteRecordRaw[] = [
  {
    path: 'privacy',
    name: 'privacy',
    component: () => import('./PrivacyPage.vue'),
    meta: { title: () => t.privacy.privacy },
  },
];
