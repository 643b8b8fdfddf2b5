import { Context } from '@temporalio/activity';
import { isNull } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import { failureCode } from '../activity-failures.ts';
import type { Dependencies } from '../dependencies.ts';
import { thinWorkspace } from './thin-workspace.ts';

const { workspace } = schema;

/** Activities of `thinMemberships`. */
export function thinMembershipsActivities({ database, clickhouse, log }: Dependencies) {
  return {
    /** Thins one workspace after another. What fails in one of them does not keep the others from it, and is thrown at the end. */
    async thinWorkspaces(): Promise<void> {
      const { cancellationSignal: signal } = Context.current();
      const workspaces = await database
        .select({ id: workspace.id, number: workspace.number })
        .from(workspace)
        .where(isNull(workspace.deletedAt))
        .orderBy(workspace.number);
      let failure: unknown;
      for (const each of workspaces) {
        signal.throwIfAborted();
        const start = performance.now();
        try {
          const rows = await thinWorkspace({ database, clickhouse }, each, { signal });
          const seconds = Math.round(performance.now() - start) / 1_000;
          if (rows > 0) log.info({ workspace: each.number, rows, seconds }, 'memberships were thinned');
        } catch (error) {
          signal.throwIfAborted();
          log.warn({ workspace: each.number, code: failureCode(error) }, 'memberships cannot be thinned');
          failure = error;
        }
      }
      if (failure !== undefined) throw failure;
    },
  };
}
