import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { describeWriteKey } from './describe-write-key.ts';
import { SourcesService } from './sources.service.ts';
import { keyOf, newWriteKey } from './write-key-secret.ts';
import { countLiveKeys, findWriteKey, insertWriteKey, listWriteKeys, revokeWriteKey } from './write-keys.queries.ts';
import type { InWriteKey, WriteKey, WriteKeyInFull } from './write-keys.schemas.ts';

/** Keys of a source that hold at the same time: one, its successor, and room for a deployment that was forgotten. */
const mostLive = 5;

@Injectable()
export class WriteKeysService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly sources: SourcesService,
  ) {}

  /** Throws 404. */
  async list(workspace: WorkspaceRow, sourceId: string): Promise<WriteKey[]> {
    await this.sources.find(workspace, sourceId);
    const rows = await listWriteKeys(this.database, sourceId);
    return rows.map((row) => describeWriteKey(row, keyOf(this.settings.keyring, row)));
  }

  /** Throws 404, 409 where the installation can no longer read it. */
  async get(workspace: WorkspaceRow, { sourceId, writeKeyId }: InWriteKey): Promise<WriteKeyInFull> {
    await this.sources.find(workspace, sourceId);
    const row = await findWriteKey(this.database, sourceId, writeKeyId);
    if (!row) throw notFound('write key');
    const key = keyOf(this.settings.keyring, row);
    if (key === null)
      throw new Problem(
        409,
        'key-unreadable',
        'The installation no longer has what this key was sealed with. Whoever uses it can go on; make a new one to read it.',
      );
    return { ...describeWriteKey(row, key), key };
  }

  /** Throws 404, 409 where there are as many as there may be. */
  async create(workspace: WorkspaceRow, sourceId: string): Promise<WriteKeyInFull> {
    await this.sources.find(workspace, sourceId);
    const { key, row: values } = newWriteKey(this.settings.keyring);
    const row = await this.database.transaction(async (transaction) => {
      if ((await countLiveKeys(transaction, sourceId)) >= mostLive)
        throw new Problem(409, 'too-many-keys', `A source has at most ${mostLive} keys. Revoke one that nobody uses.`, {
          most: mostLive,
        });
      return insertWriteKey(transaction, { ...values, sourceId });
    });
    return { ...describeWriteKey(row, key), key };
  }

  /** Throws 404. */
  async revoke(workspace: WorkspaceRow, { sourceId, writeKeyId }: InWriteKey): Promise<void> {
    await this.sources.find(workspace, sourceId);
    if (!(await findWriteKey(this.database, sourceId, writeKeyId))) throw notFound('write key');
    await revokeWriteKey(this.database, sourceId, writeKeyId);
  }
}
