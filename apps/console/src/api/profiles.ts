import { answer, client } from './client.ts';
import type { Page, PageQuery, ProfileDetail, ProfileEvent, ProfileSummary } from './contract.ts';

export function listProfiles(
  workspaceId: string,
  { cursor, ...query }: PageQuery & { search?: string },
): Promise<Page<ProfileSummary>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/profiles', {
      params: { path: { workspaceId }, query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}

export function getProfile(workspaceId: string, profile: number): Promise<ProfileDetail> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/profiles/{profile}', { params: { path: { workspaceId, profile } } }),
  );
}

/** A profile's events, newest first. */
export function listEvents(
  workspaceId: string,
  profile: number,
  { cursor, ...query }: PageQuery & { action?: string },
): Promise<Page<ProfileEvent>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/profiles/{profile}/events', {
      params: { path: { workspaceId, profile }, query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}
