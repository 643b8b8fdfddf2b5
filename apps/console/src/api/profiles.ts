import { answer, client } from './client.ts';
import type {
  GivenValue,
  Page,
  PageQuery,
  ProfileDetail,
  ProfileEvent,
  ProfileEventDays,
  ProfileSummary,
  SegmentStays,
} from './contract.ts';

/** Which of a profile's events; dates are days of the workspace's zone, both included. */
export interface EventFilter {
  action?: string[];
  search?: string;
  from?: string;
  until?: string;
}

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

/** The profile that a number counts for: another than that of the number where it was merged away. */
export function getProfile(workspaceId: string, profile: number): Promise<ProfileDetail> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/profiles/{profile}', { params: { path: { workspaceId, profile } } }),
  );
}

/** A profile's events, newest first. */
export function listEvents(
  workspaceId: string,
  profile: number,
  { cursor, ...query }: PageQuery & EventFilter,
): Promise<Page<ProfileEvent>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/profiles/{profile}/events', {
      params: { path: { workspaceId, profile }, query: { ...query, cursor: cursor ?? undefined } },
    }),
  );
}

/** How many events there are, by day and by name. */
export function countEvents(workspaceId: string, profile: number, query: EventFilter): Promise<ProfileEventDays> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/profiles/{profile}/days', {
      params: { path: { workspaceId, profile }, query },
    }),
  );
}

/** When a profile was in which segment. */
export function listStays(workspaceId: string, profile: number): Promise<SegmentStays[]> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/profiles/{profile}/stays', {
      params: { path: { workspaceId, profile } },
    }),
  );
}

/** The values that an attribute, or a channel's consent, was given; the one that holds first. */
export function listGivenValues(
  workspaceId: string,
  profile: number,
  given: 'attributes' | 'consents',
  name: string,
  { cursor, limit }: PageQuery,
): Promise<Page<GivenValue>> {
  return answer(
    client.GET('/api/v1/workspaces/{workspaceId}/profiles/{profile}/{given}/{name}/history', {
      params: { path: { workspaceId, profile, given, name }, query: { limit, cursor: cursor ?? undefined } },
    }),
  );
}
