import { ApplicationFailure } from '@temporalio/common';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { hasAliases, hasRates, schema, type Database } from '@cutline/postgres';
import {
  definition as definitionSchema,
  referencesOf,
  upgradeDefinition,
  type Definition,
  type DefinitionId,
} from '@cutline/segment-definition';
import {
  planRun,
  streamsByKey,
  type Plan,
  type PublishedDefinition,
  type Statement,
  type Step,
  type Stream,
} from '@cutline/segment-sql';
import type { StepFailure } from './step-failure.ts';

/** Changes whenever other steps are planned than before: a run that began with others cannot go on. */
export const planFormat = 2;

export type Run = typeof schema.run.$inferSelect;

/** A run with what it computes. */
export interface PlannedRun {
  run: Run;
  /** The workspace's number. */
  workspace: number;
  plan: Plan;
  documents: ReadonlyMap<DefinitionId, PublishedDefinition>;
  /** Definitions that are not in the plan, and why. */
  refused: Record<DefinitionId, StepFailure>;
}

/** What the workflow knows of a step. */
export interface StepOutline {
  position: number;
  kind: Step['kind'];
  title: string;
  /** Definitions that cannot be computed when the step fails. */
  definitions: DefinitionId[];
  /** For each of them those without which it cannot be computed: metrics and segments that it refers to, through others too. */
  needs: Record<DefinitionId, DefinitionId[]>;
  /** Metrics whose values its statements take. */
  thresholds: DefinitionId[];
}

const { definition, definitionVersion, run: runTable, workspace: workspaceTable } = schema;

/** The published version of each definition of a workspace. */
export async function publishedVersions(
  database: Database,
  workspaceId: string,
): Promise<Record<DefinitionId, number>> {
  const rows = await database
    .select({ id: definition.id, version: definition.version })
    .from(definition)
    .where(and(eq(definition.workspaceId, workspaceId), isNull(definition.deletedAt)));
  return Object.fromEntries(rows.map(({ id, version }) => [id, version]));
}

/** The few runs planned last: every step of a run asks for its plan, which is always the same. */
const planned = new Map<string, PlannedRun>();
const remembered = 4;

/** A run and its plan, which follows from what stands in the run's row: asOf, known, the versions and the settings. */
export async function loadPlannedRun(database: Database, runId: string): Promise<PlannedRun> {
  const known = planned.get(runId);
  if (known) return known;
  const [found] = await database
    .select({ run: runTable, workspace: workspaceTable })
    .from(runTable)
    .innerJoin(workspaceTable, eq(workspaceTable.id, runTable.workspaceId))
    .where(eq(runTable.id, runId));
  if (!found) throw ApplicationFailure.nonRetryable('The run does not exist (any more).', 'run-missing');
  const { run, workspace } = found;
  const { documents, refused } = await readDocuments(database, run.versions);
  const { timeZone, currency, includeAnonymous } = run.settings ?? workspace;
  const streams = (run.settings?.streams ?? []).map((each) => ({ ...each, stream: each.document as Stream }));
  const plan = planRun({
    workspace: workspace.number,
    timeZone,
    currency,
    includeAnonymous,
    hasRates: await hasRates(database, workspace.id, run.known),
    hasAliases: await hasAliases(database, workspace.number, run.known),
    asOf: run.asOf.getTime(),
    known: run.known,
    run: run.number,
    definitions: documents,
    streams: streamsByKey(streams),
    behind: streams.filter(({ known }) => known < run.known),
  });
  const result = { run, workspace: workspace.number, plan, documents, refused };
  planned.set(runId, result);
  for (const id of [...planned.keys()].slice(0, -remembered)) planned.delete(id);
  return result;
}

/** What the workflow needs to know of a plan's steps. */
export function outlineSteps({ plan, documents }: PlannedRun): StepOutline[] {
  return plan.steps.map((step, position) => {
    const own = step.kind === 'metrics' || step.kind === 'segments' ? step.definitions : [];
    return {
      position,
      kind: step.kind,
      title: step.title,
      definitions: step.definitions,
      needs: Object.fromEntries(own.map((id) => [id, needsOf(documents.get(id)!.document, documents)])),
      thresholds: [...new Set(statementsOf(step).flatMap((statement) => Object.values(statement.thresholds)))],
    };
  });
}

/** Metrics and segments that a document refers to, itself or through aggregates and expressions: those have no steps. */
function needsOf(document: Definition, documents: PlannedRun['documents']): DefinitionId[] {
  const needs = new Set<DefinitionId>();
  const seen = new Set<DefinitionId>();
  const visit = (each: Definition): void => {
    for (const { id, kind } of referencesOf(each)) {
      if (kind === 'metric' || kind === 'segment') needs.add(id);
      else if (!seen.has(id)) {
        seen.add(id);
        const target = documents.get(id);
        if (target) visit(target.document);
      }
    }
  };
  visit(document);
  return [...needs];
}

/** A step's statements, in the order in which they run. */
export function statementsOf(step: Step): Statement[] {
  if (step.kind === 'timelines') return [];
  if (step.kind !== 'segments') return [step.statement];
  const { rules, memberships, changes, counts } = step.statements;
  const own = step.segments.flatMap(({ refine, boundary }) => [refine, boundary]);
  return [rules, ...own, memberships, changes, counts].filter((statement) => statement !== undefined);
}

/** The documents of some versions, in today's format; those that are invalid by now are refused, and with them what refers to them. */
export async function readDocuments(
  database: Database,
  versions: Record<DefinitionId, number>,
): Promise<{ documents: Map<DefinitionId, PublishedDefinition>; refused: Record<DefinitionId, StepFailure> }> {
  const documents = new Map<DefinitionId, PublishedDefinition>();
  const refused: Record<DefinitionId, StepFailure> = {};
  for (const { definitionId, version, document } of await versionRows(database, versions)) {
    const parsed = definitionSchema.safeParse(upgradeDefinition(document));
    if (parsed.success) documents.set(definitionId, { version, document: parsed.data });
    else
      refused[definitionId] = {
        code: 'invalid-definition',
        message: `The definition is not valid (any more): ${z.prettifyError(parsed.error)}`,
      };
  }
  for (let left = [...documents]; left.length > 0;) {
    left = left.filter(([, { document }]) => referencesOf(document).some(({ id }) => !documents.has(id)));
    for (const [id] of left) {
      refused[id] = { code: 'dependency-failed', message: 'It refers to a definition that cannot be computed.' };
      documents.delete(id);
    }
    if (left.length > 0) left = [...documents];
  }
  return { documents, refused };
}

async function versionRows(database: Database, versions: Record<DefinitionId, number>) {
  const ids = Object.keys(versions);
  if (ids.length === 0) return [];
  return database
    .select()
    .from(definitionVersion)
    .where(
      and(
        inArray(definitionVersion.definitionId, ids),
        sql`${definitionVersion.version} = (${JSON.stringify(versions)}::jsonb ->> ${definitionVersion.definitionId}::text)::integer`,
      ),
    )
    .orderBy(definitionVersion.definitionId);
}
