import { useLocalStorage } from '@vueuse/core';
import { computed, type ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import type { Role, Workspace } from '../api/contract.ts';
import { useSession } from '../sign-in/session.ts';

/** The workspace last looked at on this computer. */
export const lastWorkspace = useLocalStorage<string | null>('cutline-workspace', null);

const nowhere: Workspace = {
  id: '',
  organisationId: '',
  name: '',
  timeZone: 'UTC',
  currency: 'EUR',
  demo: false,
  recomputeEvery: 60,
  createdAt: '',
  profiles: 0,
  events: 0,
  known: 0,
  includeAnonymous: false,
};

/** The workspace that the address names. Pages are drawn only when it exists; while one is being left it is a blank. */
export function useWorkspace(): ComputedRef<Workspace> {
  const route = useRoute();
  const session = useSession();
  return computed(() => session.me?.workspaces.find(({ id }) => id === route.params['workspaceId']) ?? nowhere);
}

/** What the person signed in may do in this workspace. */
export function useRole(): ComputedRef<{ role: Role; canEdit: boolean; isAdmin: boolean }> {
  const workspace = useWorkspace();
  const session = useSession();
  return computed(() => {
    const role = session.me?.organisations.find(({ id }) => id === workspace.value.organisationId)?.role ?? 'viewer';
    return { role, canEdit: role !== 'viewer', isAdmin: role === 'admin' };
  });
}
