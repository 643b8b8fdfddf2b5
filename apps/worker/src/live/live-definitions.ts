import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { schema, type Database, type RunSettings } from '@cutline/postgres';
import { referencesOf, walkConditions, type DefinitionId, type Segment } from '@cutline/segment-definition';
import { planFormat, type Cut, type MetricValues, type PublishedDefinition } from '@cutline/segment-sql';
import type { Workspace } from '../find-workspace.ts';
import { readDocuments } from '../recompute-workspace/run-plan.ts';

type Documents = ReadonlyMap<DefinitionId, PublishedDefinition>;

/** What live runs compute: the versions, and the lines, of the last run that computed metrics. */
export interface LiveDefinitions {
  settings: RunSettings;
  /** That run's clock. */
  run: { asOf: Date; known: number };
  /** Of those that are kept right, and of what they are made of. Metrics are values here. */
  definitions: Documents;
  segments: DefinitionId[];
  thresholds: MetricValues;
  /** Where refinements cut. */
  lines: ReadonlyMap<DefinitionId, Cut>;
}

const { definition, run: runTable, segmentHead } = schema;

/** What was read last: a workspace's definitions change with its runs, not between them. */
const remembered = new Map<string, { run: string; documents: Documents }>();
const most = 100;

/**
 * The segments of a workspace that live runs keep right: those that its last run computed, or one before did and they are not stale. Null where a full run is due before,
 * as the workspace's settings changed.
 */
export async function liveDefinitions(
  database: Database,
  workspace: Workspace,
  number: number,
): Promise<LiveDefinitions | null> {
  const [run] = await database
    .select()
    .from(runTable)
    .where(and(eq(runTable.workspaceId, workspace.id), eq(runTable.number, number)));
  const settings = run?.settings;
  if (!run || settings?.planFormat !== planFormat) return null;
  const { timeZone, currency, includeAnonymous } = workspace;
  if (
    settings.timeZone !== timeZone ||
    settings.currency !== currency ||
    settings.includeAnonymous !== includeAnonymous
  )
    return null;
  const [documents, rows] = await Promise.all([
    documentsOf(database, run),
    database
      .select({ head: segmentHead })
      .from(segmentHead)
      .innerJoin(definition, eq(definition.id, segmentHead.definitionId))
      .where(
        and(
          eq(definition.workspaceId, workspace.id),
          isNull(definition.deletedAt),
          eq(segmentHead.status, 'current'),
          isNotNull(segmentHead.wholeRun),
        ),
      ),
  ]);
  const heads = new Map(
    rows.flatMap(({ head }) => (head.version === run.versions[head.definitionId] ? [[head.definitionId, head]] : [])),
  );
  const segments = [...heads.keys()].filter((id) => isComplete(id, documents, heads));
  const own = segments.map((id) => heads.get(id)!);
  return {
    settings,
    run,
    segments,
    definitions: madeOf(segments, documents),
    thresholds: new Map(own.flatMap(({ thresholds }) => Object.entries(thresholds ?? {}))),
    lines: new Map(own.flatMap(({ definitionId, boundary }) => (boundary ? [[definitionId, boundary]] : []))),
  };
}

async function documentsOf(database: Database, run: typeof runTable.$inferSelect): Promise<Documents> {
  const known = remembered.get(run.workspaceId);
  if (known?.run === run.id) return known.documents;
  const { documents } = await readDocuments(database, run.versions);
  remembered.delete(run.workspaceId);
  remembered.set(run.workspaceId, { run: run.id, documents });
  for (const id of [...remembered.keys()].slice(0, -most)) remembered.delete(id);
  return documents;
}

/** Whether a segment, and every one that it refers to, is kept right. */
function isComplete(id: DefinitionId, documents: Documents, heads: ReadonlyMap<DefinitionId, unknown>): boolean {
  const found = documents.get(id)?.document;
  if (found?.kind !== 'segment' || !heads.has(id)) return false;
  return referredIn(found).every((each) => isComplete(each, documents, heads));
}

function referredIn({ where }: Segment): DefinitionId[] {
  return [...walkConditions(where)].flatMap(([, node]) => (node.type === 'segment' ? [node.segment] : []));
}

/** Some segments with the aggregates and expressions that they are made of. */
function madeOf(segments: DefinitionId[], documents: Documents): Documents {
  const found = new Map<DefinitionId, PublishedDefinition>();
  const visit = (id: DefinitionId): void => {
    const published = documents.get(id)!;
    if (found.has(id)) return;
    found.set(id, published);
    for (const reference of referencesOf(published.document)) if (reference.kind !== 'metric') visit(reference.id);
  };
  segments.forEach(visit);
  return found;
}
