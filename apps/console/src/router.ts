import { createRouter, createWebHistory, type Router } from 'vue-router';
import { aggregateRoutes } from './aggregates/routes.ts';
import { expressionRoutes } from './expressions/routes.ts';
import { homeRoutes } from './home/routes.ts';
import { identityRoutes } from './identity/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { t } from './language/messages.ts';
import { metricRoutes } from './metrics/routes.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { profileRoutes } from './profiles/routes.ts';
import { runRoutes } from './runs/routes.ts';
import { segmentRoutes } from './segments/routes.ts';
import { settingsRoutes } from './settings/routes.ts';
import { requireSession } from './sign-in/require-session.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { sourceRoutes } from './sources/routes.ts';
import { whyRoutes } from './why/routes.ts';
import { workspaceRoutes } from './workspaces/routes.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** What the page is called in the browser's tab; pages about one thing set its name themselves. */
    title?: () => string;
    /** Open to people who have not signed in. */
    public?: boolean;
  }
}

export function createConsoleRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
    routes: [
      ...signInRoutes,
      ...workspaceRoutes,
      {
        path: '/w/:workspaceId',
        component: () => import('./shell/ConsoleShell.vue'),
        children: [
          ...homeRoutes,
          ...segmentRoutes,
          ...whyRoutes,
          ...metricRoutes,
          ...expressionRoutes,
          ...aggregateRoutes,
          ...profileRoutes,
          ...sourceRoutes,
          ...identityRoutes,
          ...importRoutes,
          ...privacyRoutes,
          ...runRoutes,
          ...settingsRoutes,
          {
            path: ':rest(.*)*',
            name: 'lost',
            component: () => import('./shell/LostPage.vue'),
            meta: { title: () => t.shell.notFound },
          },
        ],
      },
      { path: '/:rest(.*)*', redirect: '/' },
    ],
  });
  router.beforeEach(requireSession);
  return router;
}
