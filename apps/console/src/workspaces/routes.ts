import type { RouteRecordRaw } from 'vue-router';
import { t } from '../language/messages.ts';
import { useSession } from '../sign-in/session.ts';
import { lastWorkspace } from './current.ts';

export const workspaceRoutes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'start',
    component: () => import('./NewWorkspacePage.vue'),
    beforeEnter: () => {
      const workspaces = useSession().me?.workspaces ?? [];
      const chosen = workspaces.find(({ id }) => id === lastWorkspace.value) ?? workspaces[0];
      return chosen ? { name: 'home', params: { workspaceId: chosen.id } } : { name: 'new-workspace' };
    },
  },
  {
    path: '/new-workspace',
    name: 'new-workspace',
    component: () => import('./NewWorkspacePage.vue'),
    meta: { title: () => t.workspaces.newWorkspace },
  },
];
