import { useQuery } from '@pinia/colada';
import { computed, watch } from 'vue';
import { usePolling } from '../api/polling.ts';
import { listRuns } from '../api/runs.ts';
import { getWorkspace } from '../api/workspaces.ts';
import { useRenewDefinitions } from '../definitions/queries.ts';
import { useSession } from '../sign-in/session.ts';
import { useWorkspace } from '../workspaces/current.ts';

/** The workspace's newest run. */
export function useLatestRun() {
  const workspace = useWorkspace();
  const query = useQuery({
    key: () => ['workspace', workspace.value.id, 'runs', 'latest'],
    query: async () => (await listRuns(workspace.value.id, { limit: 1 })).items[0] ?? null,
    enabled: () => workspace.value.id !== '',
  });
  return { ...query, run: computed(() => query.data.value ?? null) };
}

/** Follows the newest run, and brings everything up to date when it ends. For one place in the shell. */
export function useFollowRuns() {
  const { run, refetch } = useLatestRun();
  const workspace = useWorkspace();
  const session = useSession();
  const renew = useRenewDefinitions();
  usePolling(
    () => refetch(),
    () => (run.value?.status === 'running' ? 1_000 : 5_000),
  );
  watch(
    () => (run.value && run.value.status !== 'running' ? run.value.number : null),
    async (ended, before) => {
      if (ended === null || before === undefined) return;
      await renew();
      const fresh = await getWorkspace(workspace.value.id).catch(() => null);
      if (fresh) session.keepWorkspace(fresh);
    },
  );
  return run;
}
