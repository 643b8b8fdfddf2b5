import { answer, client } from './client.ts';
import type { Page, PageQuery, ProfileEvent, Why } from './contract.ts';

const at = (workspaceId: string, segmentId: string, profile: number) => ({ workspaceId, segmentId, profile });

/** Why a profile is, or is not, a member of a segment. */
export function getWhy(workspace: string, segment: string, profile: number): Promise<Why> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/segments/{segmentId}/profiles/{profile}/why', {
      params: { path: at(workspace, segment, profile) },
    }),
  );
}

/** The events that a condition counts for a profile, newest first; of its aggregates the named one, else the first. */
export function listEvidence(
  workspace: string,
  segment: string,
  profile: number,
  { cursor, ...query }: PageQuery & { path: string; aggregate?: string },
): Promise<Page<ProfileEvent>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/segments/{segmentId}/profiles/{profile}/evidence', {
      params: { path: at(workspace, segment, profile), query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}
