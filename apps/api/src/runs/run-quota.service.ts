import { Inject, Injectable } from '@nestjs/common';
import { eq, getTableColumns } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import type { RunQuota } from './run-quota.schemas.ts';

const { workspaceQuota } = schema;

const { workspaceId: workspaceColumn, ...limits } = getTableColumns(workspaceQuota);

const unsaid: RunQuota = {
  statementSeconds: null,
  statementMemory: null,
  statementRows: null,
  concurrent: null,
  weight: null,
};

/** What a workspace's runs may take of the cluster. */
@Injectable()
export class RunQuotaService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  async get({ id }: WorkspaceRow): Promise<RunQuota> {
    const [row] = await this.database.select(limits).from(workspaceQuota).where(eq(workspaceColumn, id));
    return row ?? unsaid;
  }

  async set({ id }: WorkspaceRow, quota: RunQuota): Promise<RunQuota> {
    const [row] = await this.database
      .insert(workspaceQuota)
      .values({ ...quota, workspaceId: id })
      .onConflictDoUpdate({ target: workspaceColumn, set: quota })
      .returning(limits);
    return row!;
  }
}
