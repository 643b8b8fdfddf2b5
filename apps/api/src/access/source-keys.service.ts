import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { FastifyRequest } from 'fastify';
import { POSTGRES } from '../databases/tokens.ts';
import { Problem } from '../problem-details/problem.ts';
import { hashOfSecret } from './api-key-secret.ts';
import type { SendingSource } from './caller.ts';
import { findSourceByKey, touchWriteKey } from './source-keys.queries.ts';
import { writeKeyOf } from './write-key-of.ts';

/** Milliseconds for which what was found out about a key is believed: a key that is revoked stops after so long at the latest. */
export const keyMemory = 3_000;
/** Keys that are remembered at most; made-up ones push out each other. */
const mostRemembered = 10_000;

interface Remembered {
  until: number;
  found: Promise<SendingSource | Problem>;
}

/** Finds out which source sends a request, by the write key that it brings. */
@Injectable()
export class SourceKeysService {
  readonly #remembered = new Map<string, Remembered>();

  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  /** Throws 401 where there is no key, or none that is good for anything. */
  async identify(request: FastifyRequest): Promise<SendingSource> {
    const key = writeKeyOf(request);
    if (key === undefined)
      throw new Problem(
        401,
        'write-key-missing',
        'Send the write key of a source: as the user name of basic authentication, or as `writeKey` in body or query.',
      );
    const found = await this.#recall(hashOfSecret(key));
    if (found instanceof Problem) throw found;
    return found;
  }

  async #recall(hash: string): Promise<SendingSource | Problem> {
    const now = Date.now();
    const remembered = this.#remembered.get(hash);
    if (remembered && remembered.until > now) return remembered.found;
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
    const found = this.#find(hash);
    this.#remembered.set(hash, { until: now + keyMemory, found });
    // What could not be found out is not remembered.
    found.catch(() => this.#remembered.delete(hash));
    return found;
  }

  async #find(hash: string): Promise<SendingSource | Problem> {
    const row = await findSourceByKey(this.database, hash);
    if (!row) return new Problem(401, 'write-key-unknown', 'There is no source with this write key.');
    if (row.key.revokedAt && row.key.revokedAt.getTime() <= Date.now())
      return new Problem(401, 'write-key-revoked', 'This write key was revoked. Its source has others, or needs one.');
    if (!row.source.enabled)
      return new Problem(401, 'source-disabled', 'The source of this write key is switched off.');
    await touchWriteKey(this.database, row.key.id);
    return { ...row.source, workspace: row.workspace };
  }
}
