import { randomBytes } from 'node:crypto';
import { createApiClient, type ApiClient } from './api-client.ts';
import { story, timeZone } from './story.ts';

/** A workspace with its definitions, and a client that acts in it with an API key. */
export interface PreparedWorkspace {
  id: string;
  api: ApiClient;
  /** Path of the workspace in the API. */
  path: string;
  /** Ids of the definitions, in the order of the story. */
  definitions: string[];
}

const scopes = [
  'definitions:read',
  'definitions:write',
  'profiles:read',
  'events:write',
  'sources:read',
  'sources:write',
  'runs:read',
  'runs:write',
  'workspace:admin',
];

/** Signs up the first person, makes a workspace and an API key, and publishes the definitions. */
export async function prepareWorkspace(url: string): Promise<PreparedWorkspace> {
  const person = { email: 'tester@example.com', password: randomBytes(15).toString('base64url') };
  const stranger = createApiClient(url, { origin: url });
  await stranger.call('POST', '/api/v1/setup/first-user', {
    json: { ...person, name: 'Tester', organisation: 'Test' },
  });
  const signedIn = await stranger.call('POST', '/api/auth/sign-in/email', { json: person });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const browser = createApiClient(url, { origin: url, cookie });
  const me = (await browser.call('GET', '/api/v1/me')).body as { organisations: { id: string }[] };
  const created = await browser.call('POST', `/api/v1/organisations/${me.organisations[0]!.id}/workspaces`, {
    json: { name: 'Under fire', timeZone, currency: 'EUR' },
  });
  const { id } = created.body as { id: string };
  const path = `/api/v1/workspaces/${id}`;
  const key = await browser.call('POST', `${path}/api-keys`, { json: { name: 'Test', scopes } });
  const api = createApiClient(url, { authorization: `Bearer ${(key.body as { secret: string }).secret}` });

  const definitions: string[] = [];
  for (const make of story) {
    const answer = await api.call('POST', `${path}/definitions`, { json: make(definitions) });
    definitions.push((answer.body as { id: string }).id);
  }
  return { id, api, path, definitions };
}
