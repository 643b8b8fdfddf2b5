import type { Run } from './contract.ts';
import { send, type Page } from './request.ts';

const root = (workspace: string): string => `/api/v1/workspaces/${workspace}/runs`;

export function listRuns(workspace: string, query: { cursor?: string | null; limit?: number } = {}): Promise<Page<Run>> {
  return send('GET', root(workspace), { query });
}

export function getRun(workspace: string, id: string): Promise<Run> {
  return send('GET', `${root(workspace)}/${id}`);
}

/** Asks for a run as of an instant (default: now). It waits behind one that is running. */
export function startRun(workspace: string, asOf?: string): Promise<Run> {
  return send('POST', root(workspace), { body: asOf ? { asOf } : {} });
}
