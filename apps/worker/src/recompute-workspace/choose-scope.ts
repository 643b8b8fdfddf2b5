import { and, desc, eq, gt, lte, ne } from 'drizzle-orm';
import { schema, type Database, type RunBefore } from '@cutline/postgres';
import { dayChanged, planFormat, type Scope } from '@cutline/segment-sql';
import type { Workspace } from '../find-workspace.ts';
import type { AskedScope } from './run-requests.ts';

const { currencyRateImport, liveClock, run: runTable } = schema;

/** What a run computes, and what it builds upon, if anything was published that it can build upon. */
export interface ChosenScope {
  scope: Scope;
  earlier?: RunBefore;
}

/**
 * What is due is enough where a run can build upon the last one: its clock goes on, and the workspace's settings, its exchange rates and the rules by which runs are
 * planned are the same. What was asked for in full and failed is done by the next run. The first run of a local day computes everything again from the beginning, and
 * says where that corrects anything: windows move then, so that what is due would take most of that.
 */
export async function chooseScope(
  database: Database,
  workspace: Workspace,
  asked: AskedScope,
  clock: { asOf: Date; known: number },
): Promise<ChosenScope> {
  const [base] = await database
    .select({ run: runTable })
    .from(liveClock)
    .innerJoin(runTable, and(eq(runTable.workspaceId, liveClock.workspaceId), eq(runTable.number, liveClock.run)))
    .where(eq(liveClock.workspaceId, workspace.id));
  if (!base) return { scope: 'full' };
  const { run } = base;
  const { settings } = run;
  const same =
    settings?.planFormat === planFormat &&
    settings.timeZone === workspace.timeZone &&
    settings.currency === workspace.currency &&
    settings.includeAnonymous === workspace.includeAnonymous;
  if (!same || clock.asOf < run.asOf || clock.known < run.known) return { scope: 'full' };
  const { lastFull, published } = await lastRuns(database, workspace.id);
  const earlier = { asOf: run.asOf.getTime(), known: run.known, run: run.number, published };
  const isFull =
    asked === 'full' ||
    !lastFull ||
    dayChanged({ asOf: clock.asOf.getTime(), timeZone: workspace.timeZone }, { asOf: lastFull.getTime() }) ||
    (await hasNewRates(database, workspace.id, run.known, clock.known)) ||
    (await lastFullFailed(database, workspace.id));
  return { scope: isFull ? 'full' : 'due', earlier };
}

/** Up to where live runs of a workspace have come: UTC milliseconds, and a batch. */
export async function liveClockOf(
  database: Database,
  workspaceId: string,
): Promise<{ asOf: number; known: number } | undefined> {
  const [clock] = await database.select().from(liveClock).where(eq(liveClock.workspaceId, workspaceId));
  return clock && { asOf: clock.asOf.getTime(), known: clock.known };
}

async function lastRuns(database: Database, workspaceId: string): Promise<{ lastFull?: Date; published: number }> {
  const completed = and(eq(runTable.workspaceId, workspaceId), eq(runTable.status, 'completed'));
  const [full] = await database
    .select({ asOf: runTable.asOf })
    .from(runTable)
    .where(and(completed, eq(runTable.scope, 'full')))
    .orderBy(desc(runTable.number))
    .limit(1);
  const [last] = await database
    .select({ number: runTable.number })
    .from(runTable)
    .where(completed)
    .orderBy(desc(runTable.number))
    .limit(1);
  return { published: last?.number ?? 0, ...(full && { lastFull: full.asOf }) };
}

/** Whether the last run that was no live one was a full one that came to nothing. */
async function lastFullFailed(database: Database, workspaceId: string): Promise<boolean> {
  const [last] = await database
    .select({ scope: runTable.scope, status: runTable.status })
    .from(runTable)
    .where(and(eq(runTable.workspaceId, workspaceId), ne(runTable.scope, 'live')))
    .orderBy(desc(runTable.startedAt))
    .limit(1);
  return last?.scope === 'full' && last.status === 'failed';
}

/** Whether exchange rates came in batches after one, up to another: amounts of any day may be other ones then. */
export async function hasNewRates(
  database: Database,
  workspaceId: string,
  after: number,
  known: number,
): Promise<boolean> {
  const found = await database
    .select({ id: currencyRateImport.id })
    .from(currencyRateImport)
    .where(
      and(
        eq(currencyRateImport.workspaceId, workspaceId),
        gt(currencyRateImport.batch, after),
        lte(currencyRateImport.batch, known),
      ),
    )
    .limit(1);
  return found.length > 0;
}
