import { useQuery } from '@pinia/colada';
import { computed, type ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import type { Inbox, Source } from '../api/contract.ts';
import { usePolling } from '../api/polling.ts';
import { getInbox, getSource } from '../api/sources.ts';
import { useWorkspace } from '../workspaces/current.ts';

/** The source that the address names, asked for anew every few seconds. */
export function useSource() {
  const route = useRoute();
  const workspace = useWorkspace();
  const id = computed(() => String(route.params['id'] ?? ''));
  const query = useQuery({
    key: () => ['workspace', workspace.value.id, 'sources', id.value],
    query: (): Promise<Source> => getSource(workspace.value.id, id.value),
    enabled: () => id.value !== '' && workspace.value.id !== '',
  });
  usePolling(
    () => query.refetch(),
    () => (query.data.value ? 5_000 : null),
  );
  return query;
}

/** What waits in the workspace's inbox; null while it is not known. */
export function useInbox(): ComputedRef<Inbox | null> {
  const workspace = useWorkspace();
  const { data, refetch } = useQuery({
    key: () => ['workspace', workspace.value.id, 'inbox'],
    query: () => getInbox(workspace.value.id),
    enabled: () => workspace.value.id !== '',
  });
  usePolling(
    () => refetch(),
    () => 5_000,
  );
  return computed(() => data.value ?? null);
}
