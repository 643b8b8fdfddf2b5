import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { FastifyRequest } from 'fastify';
import { AuthService } from '../auth/auth.service.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { Problem } from '../problem-details/problem.ts';
import { findKey, touchKey } from './access.queries.ts';
import { hashOfSecret } from './api-key-secret.ts';
import type { Caller, WorkspaceRow } from './caller.ts';
import { scope } from './scopes.ts';

export interface Identified {
  caller: Caller;
  /** Of a key. */
  workspace?: WorkspaceRow;
}

/** Finds out who sends a request: a key in `Authorization`, or else a session's cookie. */
@Injectable()
export class IdentifyService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly auth: AuthService,
  ) {}

  /** Throws 401. A request with a bad key is refused even where a good cookie comes along. */
  async identify(request: FastifyRequest): Promise<Identified> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.#key(authorization);
    const user = await this.auth.personOf(request);
    if (user) return { caller: { type: 'person', ...user } };
    throw new Problem(401, 'not-signed-in', 'Sign in, or send an API key: Authorization: Bearer ck_…');
  }

  async #key(authorization: string): Promise<Identified> {
    const secret = /^Bearer (ck_[\w-]{20,100})$/i.exec(authorization)?.[1];
    const found = secret && (await findKey(this.database, hashOfSecret(secret)));
    if (!found) throw new Problem(401, 'invalid-key', 'The API key is unknown, has expired or was deleted.');
    await touchKey(this.database, found.key.id);
    const scopes = scope.options.filter((name) => found.key.scopes.includes(name));
    const { id, name, workspaceId } = found.key;
    return { caller: { type: 'key', id, name, workspaceId, scopes }, workspace: found.workspace };
  }
}
