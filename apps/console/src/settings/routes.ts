import type { RouteRecordRaw } from 'vue-router';

export const settingsRoutes: RouteRecordRaw[] = [
  {
    path: 'settings',
    name: 'settings',
    component: () => import('./SettingsPage.vue'),
    redirect: { name: 'settings-workspace' },
    children: [
      { path: 'workspace', name: 'settings-workspace', component: () => import('./WorkspaceSettings.vue') },
      { path: 'api-keys', name: 'settings-keys', component: () => import('./ApiKeySettings.vue') },
      { path: 'people', name: 'settings-people', component: () => import('./PeopleSettings.vue') },
    ],
  },
];
