import type { RouteRecordRaw } from 'vue-router';
import type { FormKind } from './editors.ts';

type View = () => Promise<unknown>;

/** The pages of a kind: the list of all, a new one, one of them, and its change. */
export function routesOfKind(kind: FormKind, list: View, page: View): RouteRecordRaw[] {
  const edit = { component: () => import('./DefinitionEditPage.vue'), props: { kind } };
  return [
    { path: `${kind}s`, name: `${kind}s`, component: list },
    { path: `${kind}s/new`, name: `${kind}-new`, ...edit },
    { path: `${kind}s/:id`, name: kind, component: page },
    { path: `${kind}s/:id/edit`, name: `${kind}-edit`, ...edit },
  ];
}
