import type { RouteRecordRaw } from 'vue-router';
import { exchangeRateRoutes } from '../exchange-rates/routes.ts';

export const settingsRoutes: RouteRecordRaw[] = [
  {
    path: 'settings',
    name: 'settings',
    component: () => import('./SettingsPage.vue'),
    redirect: { name: 'settings-workspace' },
    children: [
      { path: 'workspace', name: 'settings-workspace', component: () => import('./WorkspaceSettings.vue') },
      ...exchangeRateRoutes,
      { path: 'limits', name: 'settings-limits', component: () => import('./RunLimits.vue') },
      { path: 'api-keys', name: 'settings-keys', component: () => import('./ApiKeySettings.vue') },
      { path: 'people', name: 'settings-people', component: () => import('./PeopleSettings.vue') },
    ],
  },
];
