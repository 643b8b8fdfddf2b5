import { and, desc, eq, inArray, lt, ne } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import { upgradeDefinition, type Definition, type Definitions } from '@cutline/segment-definition';
import type { RunRow } from '../runs/runs.queries.ts';

const { definitionVersion, run } = schema;

/** A run by its number in the workspace. */
export async function findRunByNumber(
  database: Database,
  workspaceId: string,
  number: number,
): Promise<RunRow | undefined> {
  const [found] = await database
    .select()
    .from(run)
    .where(and(eq(run.workspaceId, workspaceId), eq(run.number, number)));
  return found;
}

/** The run whose definitions and metrics a run evaluated with: itself, or for one between runs the last that computed metrics before it. */
export async function findRunBehind(database: Database, of: RunRow): Promise<RunRow | undefined> {
  if (of.scope !== 'live') return of;
  const [found] = await database
    .select()
    .from(run)
    .where(
      and(
        eq(run.workspaceId, of.workspaceId),
        eq(run.status, 'completed'),
        ne(run.scope, 'live'),
        lt(run.number, of.number),
      ),
    )
    .orderBy(desc(run.number))
    .limit(1);
  return found;
}

/** The documents that a run evaluated, by definition; versions as the run recorded them. */
export async function loadDocumentsOfRun(
  database: Database,
  versions: Readonly<Record<string, number>>,
): Promise<Definitions> {
  const ids = Object.keys(versions);
  if (ids.length === 0) return new Map();
  const rows = await database
    .select({
      id: definitionVersion.definitionId,
      version: definitionVersion.version,
      document: definitionVersion.document,
    })
    .from(definitionVersion)
    .where(inArray(definitionVersion.definitionId, ids));
  return new Map(
    rows
      .filter(({ id, version }) => versions[id] === version)
      .map(({ id, document }) => [id, upgradeDefinition(document) as Definition]),
  );
}
