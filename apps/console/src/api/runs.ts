import { answer, client } from './client.ts';
import type { Page, PageQuery, RequestedRun, Run, RunPlan, RunQuota, Stream } from './contract.ts';

/** Without updates between runs, unless `include` says so. */
export function listRuns(
  workspaceId: string,
  { cursor, ...query }: PageQuery & { include?: 'live' } = {},
): Promise<Page<Run>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/runs', {
      params: { path: { workspaceId }, query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}

export function getRun(workspaceId: string, runId: string): Promise<Run> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/runs/{runId}', { params: { path: { workspaceId, runId } } }),
  );
}

/** All of them: there are few. */
export function listStreams(workspaceId: string): Promise<Page<Stream>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/streams', {
      params: { path: { workspaceId }, query: { limit: 1000 } },
    }),
  );
}

/** Asks for a run as of an instant (default: now). It waits behind one that is running. */
export function requestRun(workspaceId: string, asOf?: string): Promise<RequestedRun> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/runs', {
      params: { path: { workspaceId } },
      body: asOf ? { asOf } : {},
    }),
  );
}

/** Asks a run to end; it is still running when this answers. */
export function cancelRun(workspaceId: string, runId: string): Promise<Run> {
  return answer(
    client.POST('/api/v1/workspaces/{workspaceId}/runs/{runId}/cancel', { params: { path: { workspaceId, runId } } }),
  );
}

/** The SQL of one step of a run. */
export function getStepPlan(workspaceId: string, runId: string, step: number): Promise<RunPlan> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/runs/{runId}/plan', {
      params: { path: { workspaceId, runId }, query: { step } },
    }),
  );
}

export function getRunQuota(workspaceId: string): Promise<RunQuota> {
  return answer(client.GET('/api/v1/workspaces/{workspaceId}/run-quota', { params: { path: { workspaceId } } }));
}

export function setRunQuota(workspaceId: string, body: RunQuota): Promise<RunQuota> {
  return answer(client.PUT('/api/v1/workspaces/{workspaceId}/run-quota', { params: { path: { workspaceId } }, body }));
}
