import { answer, client } from './client.ts';
import type { MembershipChange, MembersPage, Page, PageQuery, SegmentFreshness, SizePoint } from './contract.ts';

const at = (workspaceId: string, segmentId: string) => ({ workspaceId, segmentId });

export function listMembers(
  workspace: string,
  segment: string,
  { cursor, ...query }: PageQuery & { search?: string },
): Promise<MembersPage> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/segments/{segmentId}/members', {
      params: { path: at(workspace, segment), query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}

/** Where the members can be downloaded as CSV. */
export function membersCsv(workspace: string, segment: string): string {
  return `/api/v1/workspaces/${workspace}/segments/${segment}/members.csv`;
}

export function listChanges(
  workspace: string,
  segment: string,
  { cursor, ...query }: PageQuery & { change?: MembershipChange['change'] },
): Promise<Page<MembershipChange>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/segments/{segmentId}/changes', {
      params: { path: at(workspace, segment), query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}

/** The segment's size after each run. */
export function listSizes(workspace: string, segment: string): Promise<SizePoint[]> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/segments/{segmentId}/sizes', {
      params: { path: at(workspace, segment) },
    }),
  );
}

/** Sets after how many seconds the segment is late; null for the default. */
export function setFreshnessTarget(
  workspace: string,
  segment: string,
  target: number | null,
): Promise<SegmentFreshness> {
  return answer(
    client.PUT('/api/v1/workspaces/{workspaceId}/segments/{segmentId}/freshness', {
      params: { path: at(workspace, segment) },
      body: { target },
    }),
  );
}
