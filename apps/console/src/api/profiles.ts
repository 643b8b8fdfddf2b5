import type { Action, ProfileDetail, ProfileEvent, ProfileSummary } from './contract.ts';
import { send, type Page } from './request.ts';

const root = (workspace: string): string => `/api/v1/workspaces/${workspace}`;

export function listProfiles(
  workspace: string,
  query: { search?: string; cursor?: string | null; limit?: number },
): Promise<Page<ProfileSummary>> {
  return send('GET', `${root(workspace)}/profiles`, { query });
}

export function getProfile(workspace: string, profile: number): Promise<ProfileDetail> {
  return send('GET', `${root(workspace)}/profiles/${profile}`);
}

/** A profile's events, newest first. */
export function listEvents(
  workspace: string,
  profile: number,
  query: { action?: string; cursor?: string | null; limit?: number },
): Promise<Page<ProfileEvent>> {
  return send('GET', `${root(workspace)}/profiles/${profile}/events`, { query });
}

/** The catalogue: every action that has arrived, most frequent first, with its parameters. */
export async function listActions(workspace: string): Promise<Action[]> {
  const answer = await send<Action[] | { items: Action[] }>('GET', `${root(workspace)}/actions`);
  const actions = Array.isArray(answer) ? answer : answer.items;
  return [...actions].sort((a, b) => b.events - a.events);
}
