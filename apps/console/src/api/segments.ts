import type { MembershipChange, MembersPage, SizePoint } from './contract.ts';
import { send, type Page } from './request.ts';

const root = (workspace: string, id: string): string => `/api/v1/workspaces/${workspace}/segments/${id}`;

export interface ListOptions {
  search?: string;
  cursor?: string | null;
  limit?: number;
}

export function listMembers(workspace: string, id: string, query: ListOptions): Promise<MembersPage> {
  return send('GET', `${root(workspace, id)}/members`, { query: { ...query } });
}

/** Where the members can be downloaded as CSV. */
export function membersCsv(workspace: string, id: string): string {
  return `${root(workspace, id)}/members.csv`;
}

export function listChanges(
  workspace: string,
  id: string,
  query: { change?: string; cursor?: string | null; limit?: number },
): Promise<Page<MembershipChange>> {
  return send('GET', `${root(workspace, id)}/changes`, { query });
}

export async function listSizes(workspace: string, id: string): Promise<SizePoint[]> {
  const answer = await send<SizePoint[] | { items: SizePoint[] }>('GET', `${root(workspace, id)}/sizes`);
  return Array.isArray(answer) ? answer : answer.items;
}
