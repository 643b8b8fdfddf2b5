import { answer, createApiClient, type ApiClient, type components } from '@cutline/api-client';
import { Failure } from '../failure.ts';
import { settled, type ConnectionOptions } from './options.ts';
import { refusalOf, unreachable } from './refusal.ts';

type Scope = components['schemas']['Scope'];

/** A workspace that can be asked, and is known to let the key in. */
export interface Connection {
  client: ApiClient;
  workspace: { id: string; name: string; currency: string };
}

const patience = 60_000;

/** Finds out whose key it is and what it may do, before anything else is asked. Throws Failure. */
export async function connect(options: ConnectionOptions, scopes: readonly Scope[]): Promise<Connection> {
  const { url, workspace: wanted, key } = settled(options, process.env);
  const client = createApiClient({
    baseUrl: url,
    headers: { authorization: `Bearer ${key}`, 'accept-language': options.language },
    fetch: (request) => fetch(request, { signal: AbortSignal.timeout(patience) }),
    refused: (response) => refusalOf(response, url),
    unreachable: (error) => unreachable(error, url),
  });
  const me = await answer(client.GET('/api/v1/me'));
  const workspace = me.workspaces[0];
  if (!me.apiKey || !workspace)
    throw new Failure('This key opens no workspace. Make another in the console, under Settings.');
  if (wanted !== undefined && wanted.toLowerCase() !== workspace.id)
    throw new Failure(
      `The API key belongs to the workspace “${workspace.name}” (${workspace.id}), not to ${wanted}. Check CUTLINE_WORKSPACE, or leave it out.`,
    );
  const missing = scopes.filter((scope) => !me.apiKey!.scopes.includes(scope));
  if (missing.length > 0)
    throw new Failure(
      `The API key “${me.apiKey.name}” lacks the scope ${missing.join(' and ')}. Make one that has it in the console, under Settings.`,
    );
  return { client, workspace };
}
