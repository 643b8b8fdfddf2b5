import { Inject, Injectable } from '@nestjs/common';
import type { Database, schema } from '@cutline/postgres';
import { newApiKeySecret } from '../access/api-key-secret.ts';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { scope } from '../access/scopes.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { deleteKey, insertKey, listKeys } from './api-keys.queries.ts';
import type { ApiKey, CreatedApiKey, NewApiKey } from './api-keys.schemas.ts';

type KeyRow = typeof schema.apiKey.$inferSelect;

@Injectable()
export class ApiKeysService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  async list(workspace: WorkspaceRow): Promise<ApiKey[]> {
    const rows = await listKeys(this.database, workspace.id);
    return rows.map(({ key, createdBy }) => describe(key, createdBy));
  }

  /** Throws 403 where a key would make one that may do more than itself. */
  async create(
    workspace: WorkspaceRow,
    caller: Caller,
    { name, scopes, expiresAt }: NewApiKey,
  ): Promise<CreatedApiKey> {
    const wanted = scope.options.filter((each) => scopes.includes(each));
    if (caller.type === 'key') {
      const beyond = wanted.find((each) => !caller.scopes.includes(each));
      if (beyond)
        throw new Problem(403, 'insufficient-scope', `A key cannot hand on ${beyond}, which it does not hold.`, {
          scope: beyond,
        });
    }
    const { secret, prefix, hash } = newApiKeySecret();
    const row = await insertKey(this.database, {
      workspaceId: workspace.id,
      name,
      prefix,
      hash,
      scopes: wanted,
      createdBy: authorOf(caller),
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
    });
    const createdBy = caller.type === 'person' ? { id: caller.id, name: caller.name } : null;
    return { ...describe(row, createdBy), secret };
  }

  /** Throws 404. */
  async remove(workspace: WorkspaceRow, id: string): Promise<void> {
    if (!(await deleteKey(this.database, workspace.id, id))) throw notFound('API key');
  }
}

function describe(key: KeyRow, createdBy: ApiKey['createdBy']): ApiKey {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: scope.options.filter((each) => key.scopes.includes(each)),
    createdAt: key.createdAt.toISOString(),
    createdBy,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
  };
}
