import { until } from './until.ts';
import type { PreparedWorkspace } from './workspace.ts';

/** A run as the API describes it. */
export interface RunState {
  id: string;
  number: number;
  status: string;
  asOf: string;
  known: number;
  error: unknown;
  steps: { title: string; status: string; error: unknown }[];
  changes: { entered: number; left: number };
}

export async function latestRuns({ api, path }: PreparedWorkspace, limit: number): Promise<RunState[]> {
  const answer = await api.call('GET', `${path}/runs?limit=${limit}`);
  return (answer.body as { items: RunState[] }).items;
}

/** Asks for a run as of an instant and waits for one that began afterwards and has ended. */
export async function runAsOf(workspace: PreparedWorkspace, asOf: number): Promise<RunState> {
  const before = (await latestRuns(workspace, 1))[0]?.number ?? 0;
  const instant = new Date(asOf).toISOString();
  await workspace.api.call('POST', `${workspace.path}/runs`, { json: { asOf: instant } });
  return until(
    `a run as of ${instant}`,
    async () => {
      const runs = await latestRuns(workspace, 20);
      return runs.find((run) => run.number > before && run.asOf === instant && run.status === 'completed');
    },
    600_000,
  );
}

/** Waits until no run is under way and none has begun for a while. */
export async function untilQuiet(workspace: PreparedWorkspace): Promise<void> {
  let last = '';
  let since = Date.now();
  await until('the runs to end', async () => {
    const [run] = await latestRuns(workspace, 1);
    const state = `${run?.number} ${run?.status}`;
    if (state !== last) since = Date.now();
    last = state;
    return run?.status !== 'running' && Date.now() - since > 5_000 ? true : undefined;
  });
}
