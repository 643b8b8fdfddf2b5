import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { tagged } from '@cutline/clickhouse';
import { hasAliases, type Database } from '@cutline/postgres';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { countBase } from './base-size.queries.ts';

/** How many sizes are remembered; each is a number. */
const remembered = 1_000;

/** How many profiles a workspace's base has as of a batch. It can never change, so it is asked for once. */
@Injectable()
export class BaseSizeService {
  readonly #sizes = new Map<string, number>();

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
  ) {}

  async size(workspace: number, known: number, includeAnonymous: boolean): Promise<number> {
    const key = `${workspace}:${known}:${includeAnonymous}`;
    const found = this.#sizes.get(key);
    if (found !== undefined) return found;
    const size = await countBase(
      this.clickHouse,
      { workspace, known, hasAliases: await hasAliases(this.database, workspace, known) },
      includeAnonymous,
      tagged({ feature: 'base-size', workspace }),
    );
    if (this.#sizes.size >= remembered) this.#sizes.clear();
    this.#sizes.set(key, size);
    return size;
  }
}
