import type { ApiKey, Health, Me, Person, Role, Scope, Workspace } from './contract.ts';
import { allItems, send } from './request.ts';

export function getMe(): Promise<Me> {
  return send('GET', '/api/v1/me');
}

/** State of each component. A component that is down is an answer too, not an error. */
export async function getHealth(): Promise<Health> {
  const response = await fetch('/health', { headers: { accept: 'application/json' } });
  return (await response.json()) as Health;
}

export function createWorkspace(
  organisation: string,
  workspace: { name: string; timeZone: string; currency: string },
): Promise<Workspace> {
  return send('POST', `/api/v1/organisations/${organisation}/workspaces`, { body: workspace });
}

export function changeWorkspace(
  id: string,
  change: Partial<Pick<Workspace, 'name' | 'timeZone' | 'currency' | 'recomputeEvery'>>,
): Promise<Workspace> {
  return send('PATCH', `/api/v1/workspaces/${id}`, { body: change });
}

/** Begins to remove a workspace and everything in it. `confirm` is its name. */
export function removeWorkspace(id: string, confirm: string): Promise<void> {
  return send('DELETE', `/api/v1/workspaces/${id}`, { body: { confirm } });
}

export function listPeople(organisation: string): Promise<Person[]> {
  return allItems(`/api/v1/organisations/${organisation}/members`);
}

export function addPerson(
  organisation: string,
  person: { email: string; name: string; role: Role; password: string },
): Promise<Person> {
  return send('POST', `/api/v1/organisations/${organisation}/members`, { body: person });
}

export function removePerson(organisation: string, user: string): Promise<void> {
  return send('DELETE', `/api/v1/organisations/${organisation}/members/${user}`);
}

export function listApiKeys(workspace: string): Promise<ApiKey[]> {
  return allItems(`/api/v1/workspaces/${workspace}/api-keys`);
}

/** Makes a key; its secret is in this answer and nowhere else. */
export function createApiKey(
  workspace: string,
  key: { name: string; scopes: Scope[]; expiresAt?: string },
): Promise<ApiKey & { secret: string }> {
  return send('POST', `/api/v1/workspaces/${workspace}/api-keys`, { body: key });
}

export function revokeApiKey(workspace: string, id: string): Promise<void> {
  return send('DELETE', `/api/v1/workspaces/${workspace}/api-keys/${id}`);
}
