import { Context } from '@temporalio/activity';
import { and, eq, sql } from 'drizzle-orm';
import { hasAliases, schema } from '@cutline/postgres';
import { compileStreamDelete, compileStreamInsert, wholeStream, type Statement } from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { findWorkspace } from '../find-workspace.ts';
import { whileLocked } from '../ingestion/workspace-lock.ts';
import { killQueries } from '../recompute-workspace/run-queries.ts';
import { dropStream, profilesOfPart, stateOf, writeTimelines } from './stream-state.ts';
import { wantedStream } from './wanted-stream.ts';

export interface BuildTimelinesInput {
  workspaceId: string;
}

/** A stream that is being built, part by part. */
export interface BuiltStream extends BuildTimelinesInput {
  number: number;
  parts: number;
}

const { stream: streamTable, workspaceCounter, zoneData } = schema;

/** Activities of `buildTimelines`. */
export function buildTimelinesActivities(stores: Dependencies) {
  const { database, clickhouse } = stores;
  return {
    /** Begins to build a stream that is wanted and missing; null where none is. What a build that was cut off left behind goes first. */
    async beginStream({ workspaceId }: BuildTimelinesInput): Promise<BuiltStream | null> {
      const workspace = await findWorkspace(database, workspaceId);
      const its = eq(streamTable.workspaceId, workspaceId);
      const left = await database
        .select({ number: streamTable.number })
        .from(streamTable)
        .where(and(its, eq(streamTable.status, 'building')));
      for (const { number } of left) {
        await killQueries(clickhouse, buildPrefix(workspace.number, number));
        await dropStream(stores, workspace, number);
      }
      const wanted = await wantedStream(stores, workspaceId);
      if (!wanted) return null;
      const [counter] = await database
        .update(workspaceCounter)
        .set({ lastStream: sql`${workspaceCounter.lastStream} + 1` })
        .where(eq(workspaceCounter.workspace, workspace.number))
        .returning();
      if (!counter) return null;
      const number = counter.lastStream;
      const parts = Math.max(1, Math.ceil(counter.lastProfile / profilesOfPart));
      const { timeZone, currency } = workspace;
      await database
        .insert(streamTable)
        .values({ workspaceId, number, ...wanted, timeZone, currency, zoneData, status: 'building', parts });
      return { workspaceId, number, parts };
    },

    /** Writes the timelines of a part of all profiles; what a try before wrote of them is taken away. */
    async buildPart({ workspaceId, number, part }: BuiltStream & { part: number }): Promise<void> {
      const workspace = await findWorkspace(database, workspaceId);
      const prefix = `${buildPrefix(workspace.number, number)}${part}-`;
      const { attempt } = Context.current().info;
      if (attempt > 1) await killQueries(clickhouse, prefix);
      // A try that was given up may come late, or still be at it.
      await whileLocked(database, 'building', workspace.number, async (stillLocked) => {
        const its = and(eq(streamTable.workspaceId, workspaceId), eq(streamTable.number, number));
        const [row] = await database.select().from(streamTable).where(its);
        if (!row || row.partsDone > part) return;
        const { known } = row;
        const aliases = await hasAliases(database, workspace.number, known);
        const state = stateOf(workspace, row, { known, hasAliases: aliases });
        const afterProfile = part * profilesOfPart;
        const upToProfile = part === row.parts - 1 ? wholeStream.upToProfile : afterProfile + profilesOfPart;
        const write = (step: string, statement: Statement) => {
          stillLocked();
          return writeTimelines(clickhouse, statement, {
            queryId: `${prefix}${attempt}-${step}-${Date.now().toString(36)}`,
            step,
            workspace: workspace.number,
          });
        };
        await write('forget', compileStreamDelete([state], { afterProfile, upToProfile }));
        await write('build', compileStreamInsert([state], { afterBatch: 0, afterProfile, upToProfile }));
        await database
          .update(streamTable)
          .set({ partsDone: part + 1 })
          .where(its);
      });
    },

    /** From now on runs read the stream, unless events that it holds were deleted meanwhile. */
    async finishStream({ workspaceId, number }: BuiltStream): Promise<void> {
      await database
        .update(streamTable)
        .set({ status: 'ready', readyAt: new Date() })
        .where(and(eq(streamTable.workspaceId, workspaceId), eq(streamTable.number, number)));
    },
  };
}

function buildPrefix(workspace: number, stream: number): string {
  return `timelines-${workspace}-${stream}-build-`;
}
