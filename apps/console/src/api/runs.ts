import { answer, client } from './client.ts';
import type { Page, PageQuery, RequestedRun, Run, Stream } from './contract.ts';

export function listRuns(workspaceId: string, { cursor, ...query }: PageQuery = {}): Promise<Page<Run>> {
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
