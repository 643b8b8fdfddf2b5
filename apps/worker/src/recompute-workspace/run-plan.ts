import { ApplicationFailure } from '@temporalio/common';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { hasAliases, hasRates, schema, type Database } from '@cutline/postgres';
import { referencesOf, type Definition, type DefinitionId } from '@cutline/segment-definition';
import {
  planFormat,
  planRun,
  recordedPlan,
  soundDefinitions,
  type Plan,
  type PlanInput,
  type PublishedDefinition,
  type Statement,
  type Step,
} from '@cutline/segment-sql';
import { sinceEarlier, type Since } from './since-earlier.ts';
import type { StepFailure } from './step-failure.ts';

export type Run = typeof schema.run.$inferSelect;

/** A run with what it computes. */
export interface PlannedRun extends Since {
  run: Run;
  /** The workspace's number. */
  workspace: number;
  /** The number that its scratch has. */
  scratch: number;
  /** What its plan was made of. */
  input: PlanInput;
  plan: Plan;
  documents: ReadonlyMap<DefinitionId, PublishedDefinition>;
  /** Definitions that are not in the plan, and why. */
  refused: Record<DefinitionId, StepFailure>;
}

/** What the workflow knows of a step. */
export interface StepOutline {
  position: number;
  /** Steps of one wave need nothing of each other. Absent in what a version before waves began: then each has one of its own. */
  wave?: number;
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
  const { timeZone, currency, includeAnonymous } = workspace;
  const input = recordedPlan(
    { ...run, settings: run.settings ?? { timeZone, currency, includeAnonymous } },
    {
      workspace: workspace.number,
      hasRates: await hasRates(database, workspace.id, run.known),
      hasAliases: await hasAliases(database, workspace.number, run.known),
    },
    documents,
  );
  const plan = planRun(input);
  const since = await sinceEarlier(database, run, input);
  const result = { run, workspace: workspace.number, scratch: input.run, input, plan, ...since, documents, refused };
  planned.set(runId, result);
  for (const id of [...planned.keys()].slice(0, -remembered)) planned.delete(id);
  return result;
}

/** Throws where another version began a run: its steps are others. */
export function expectSamePlan({ run }: Pick<PlannedRun, 'run'>): void {
  if (run.settings?.planFormat !== planFormat)
    throw ApplicationFailure.nonRetryable('Another version of Cutline began this run.', 'plan-changed');
}

/** What the workflow needs to know of a plan's steps. */
export function outlineSteps({ run, plan, documents }: PlannedRun): StepOutline[] {
  const needs = new Map<DefinitionId, DefinitionId[]>();
  const needed = (id: DefinitionId): DefinitionId[] => {
    const found = needs.get(id) ?? needsOf(documents.get(id)!.document, documents);
    needs.set(id, found);
    return found;
  };
  return plan.steps.map((step, position) => {
    const own = step.kind === 'metrics' || step.kind === 'segments' ? step.definitions : [];
    // For whom a due run computes something hangs on all metrics around it.
    const around =
      run.scope === 'due' && (step.kind === 'leaves' || step.kind === 'segments')
        ? step.definitions.flatMap((id) => metricsAround(id, documents))
        : [];
    const taken = statementsOf(step).flatMap((statement) => Object.values(statement.thresholds));
    return {
      position,
      wave: plan.waves[position]!,
      kind: step.kind,
      title: step.title,
      definitions: step.definitions,
      needs: Object.fromEntries(own.map((id) => [id, needed(id)])),
      thresholds: [...new Set([...taken, ...around])],
    };
  });
}

/** Metrics that a segment is compared with, itself or through segments that it refers to. */
function metricsAround(
  id: DefinitionId,
  documents: PlannedRun['documents'],
  seen = new Set<DefinitionId>(),
): DefinitionId[] {
  if (seen.has(id)) return [];
  seen.add(id);
  const document = documents.get(id)!.document;
  return referencesOf(document).flatMap((reference) => {
    if (reference.kind === 'metric') return [reference.id];
    return reference.kind === 'segment' ? metricsAround(reference.id, documents, seen) : [];
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

/** A step's statements when it is computed for everybody, in the order in which they run. */
export function statementsOf(step: Step): Statement[] {
  switch (step.kind) {
    case 'timelines':
      return [];
    case 'base':
      return step.statements;
    case 'leaves':
      return step.statements('all');
    case 'segments': {
      const own = step.segments.flatMap(({ refine, boundary }) => [refine, boundary]);
      return [...step.statements('all'), ...own].filter((statement) => statement !== undefined);
    }
    default:
      return [step.statement];
  }
}

/** The documents of some versions, in today's format; those that are invalid by now are refused, and with them what refers to them. */
export async function readDocuments(
  database: Database,
  versions: Record<DefinitionId, number>,
): Promise<{ documents: Map<DefinitionId, PublishedDefinition>; refused: Record<DefinitionId, StepFailure> }> {
  const { documents, invalid, dependent } = soundDefinitions(await versionRows(database, versions));
  const refused: Record<DefinitionId, StepFailure> = {};
  for (const [id, error] of invalid)
    refused[id] = {
      code: 'invalid-definition',
      message: `The definition is not valid (any more): ${z.prettifyError(error)}`,
    };
  for (const id of dependent)
    refused[id] = { code: 'dependency-failed', message: 'It refers to a definition that cannot be computed.' };
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
