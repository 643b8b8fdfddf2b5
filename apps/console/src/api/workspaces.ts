import { answer, client } from './client.ts';
import type { ApiKey, CreatedApiKey, Health, Me, NewPerson, Person, Scope, Workspace } from './contract.ts';

export function getMe(): Promise<Me> {
  return answer(client.GET('/api/v1/me'));
}

/** State of each component. A component that is down is an answer too (503), not an error. */
export async function getHealth(): Promise<Health> {
  const response = await fetch('/health', { headers: { accept: 'application/json' } });
  return (await response.json()) as Health;
}

export function getWorkspace(workspaceId: string): Promise<Workspace> {
  return answer(client.GET('/api/v1/workspaces/{workspaceId}', { params: { path: { workspaceId } } }));
}

export function createWorkspace(
  organisationId: string,
  body: { name: string; timeZone: string; currency: string },
): Promise<Workspace> {
  return answer(
    client.POST('/api/v1/organisations/{organisationId}/workspaces', { params: { path: { organisationId } }, body }),
  );
}

export function changeWorkspace(
  workspaceId: string,
  body: Partial<Pick<Workspace, 'name' | 'timeZone' | 'currency' | 'recomputeEvery'>>,
): Promise<Workspace> {
  return answer(client.PATCH('/api/v1/workspaces/{workspaceId}', { params: { path: { workspaceId } }, body }));
}

/** Begins to remove a workspace and everything in it. `confirm` is its name. */
export async function removeWorkspace(workspaceId: string, confirm: string): Promise<void> {
  await client.DELETE('/api/v1/workspaces/{workspaceId}', { params: { path: { workspaceId } }, body: { confirm } });
}

export function listPeople(organisationId: string): Promise<Person[]> {
  return answer(client.GET('/api/v1/organisations/{organisationId}/members', { params: { path: { organisationId } } }));
}

export function addPerson(organisationId: string, body: NewPerson): Promise<Person> {
  return answer(
    client.POST('/api/v1/organisations/{organisationId}/members', { params: { path: { organisationId } }, body }),
  );
}

export async function removePerson(organisationId: string, userId: string): Promise<void> {
  await client.DELETE('/api/v1/organisations/{organisationId}/members/{userId}', {
    params: { path: { organisationId, userId } },
  });
}

export function listApiKeys(workspaceId: string): Promise<ApiKey[]> {
  return answer(client.GET('/api/v1/workspaces/{workspaceId}/api-keys', { params: { path: { workspaceId } } }));
}

/** Makes a key; its secret is in this answer and nowhere else. */
export function createApiKey(
  workspaceId: string,
  body: { name: string; scopes: Scope[]; expiresAt?: string },
): Promise<CreatedApiKey> {
  return answer(client.POST('/api/v1/workspaces/{workspaceId}/api-keys', { params: { path: { workspaceId } }, body }));
}

export async function revokeApiKey(workspaceId: string, apiKeyId: string): Promise<void> {
  await client.DELETE('/api/v1/workspaces/{workspaceId}/api-keys/{apiKeyId}', {
    params: { path: { workspaceId, apiKeyId } },
  });
}
