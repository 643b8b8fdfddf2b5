import {
  definitionType,
  referencesOf,
  type Comparison,
  type Definition,
  type DefinitionId,
  type Segment,
  type ValueType,
} from '@cutline/segment-definition';
import type { Statement } from './statement.ts';
import { planRun } from './plan-run.ts';
import type { Plan, PlanInput, PublishedDefinition, Step } from './plan.ts';

/** Steps that are estimated: adding new batches costs by what is new. */
export type EstimatedKind = Exclude<Step['kind'], 'timelines' | 'touched'>;

/** A statement of a plan, and for which definitions it is run. */
export interface EstimatedStatement {
  kind: EstimatedKind;
  /** Of its step. */
  title: string;
  definitions: DefinitionId[];
  statement: Statement;
}

/** What a definition changes about a full run. */
export interface PlanChange {
  /** All statements of a run without it. */
  before: EstimatedStatement[];
  /** Statements that are run because of it, and those in whose place they are run. */
  added: EstimatedStatement[];
  removed: EstimatedStatement[];
  /** Other definitions that scans are shared with. */
  sharedWith: DefinitionId[];
  /** Whether nothing of it is computed before another definition uses it: then a rule that does is thought of. */
  onceUsed: boolean;
}

/** What has no id yet: ids of definitions are UUIDs, and this is of none. */
const unsaved = '00000000-0000-0000-0000-000000000000';
const usingRule = '00000000-0000-0000-0000-000000000001';

/**
 * Compares the plans of a full run with and without a definition: a new one, or with `id` a new version of one. What refers to the latter is in neither
 * plan. `input.definitions` are the published ones; all must be valid.
 */
export function changeOfPlan(input: PlanInput, document: Definition, id: DefinitionId = unsaved): PlanChange {
  const others = withoutUsers(input.definitions, id);
  const onceUsed = document.kind === 'aggregate' || document.kind === 'expression';
  const own = new Map<DefinitionId, PublishedDefinition>([[id, { version: 1, document }]]);
  if (onceUsed) own.set(usingRule, { version: 1, document: ruleOn(id, document, new Map([...others, ...own])) });

  const before = statementsOf(planRun({ ...input, definitions: others }));
  const plan = planRun({ ...input, definitions: new Map([...others, ...own]) });
  const after = statementsOf(plan);
  const scans = plan.steps.filter(
    ({ kind, definitions }) => (kind === 'leaves' || kind === 'metrics') && definitions.some((each) => own.has(each)),
  );
  return {
    before,
    added: lacking(after, before),
    removed: lacking(before, after),
    sharedWith: [...new Set(scans.flatMap(({ definitions }) => definitions))].filter((each) => !own.has(each)),
    onceUsed,
  };
}

/** The definitions but for one and what refers to it, directly or through others. */
function withoutUsers(definitions: PlanInput['definitions'], id: DefinitionId): PlanInput['definitions'] {
  const left = new Map(definitions);
  const gone = [id];
  for (const each of gone) {
    left.delete(each);
    for (const [user, { document }] of left)
      if (referencesOf(document).some((reference) => reference.id === each)) gone.push(user);
  }
  return left;
}

/** A segment by a value, with a rule that makes the engine look at it. */
function ruleOn(
  id: DefinitionId,
  document: Extract<Definition, { kind: 'aggregate' | 'expression' }>,
  definitions: PlanInput['definitions'],
): Segment {
  const documents = new Map([...definitions].map(([each, { document }]) => [each, document]));
  const comparison = lookingAt(definitionType(document, documents) ?? 'number');
  return {
    formatVersion: document.formatVersion,
    kind: 'segment',
    name: document.name,
    where:
      document.kind === 'aggregate'
        ? { type: 'aggregate', aggregate: id, comparison }
        : { type: 'expression', expression: id, comparison },
  };
}

function lookingAt(type: ValueType): Comparison {
  switch (type) {
    case 'string':
      return { type: 'equals', operand: { type: 'constant', value: '' } };
    case 'boolean':
      return { type: 'isTrue' };
    case 'datetime':
      return { type: 'within', window: { type: 'last', count: 1, unit: 'day' } };
    case 'list':
      return { type: 'lengthAtLeast', length: 1 };
    default:
      return { type: 'moreThan', operand: { type: 'constant', value: 0 } };
  }
}

function statementsOf({ steps }: Plan): EstimatedStatement[] {
  return steps.flatMap((step) => {
    const { kind, title, definitions } = step;
    if (kind === 'timelines' || kind === 'touched') return [];
    return statementsOfStep(step).map((statement) => ({ kind, title, definitions, statement }));
  });
}

/** A step's statements where everything is computed for everybody. */
function statementsOfStep(step: Extract<Step, { kind: EstimatedKind }>): Statement[] {
  switch (step.kind) {
    case 'base':
      return step.statements;
    case 'metrics':
      return [step.statement];
    case 'leaves':
      return step.statements('all');
    case 'segments': {
      const refined = step.segments.flatMap(({ refine, boundary }) => [refine, boundary]);
      return [...step.statements('all'), ...refined.filter((each) => each !== undefined)];
    }
  }
}

/** Those that are not among the others, as often as they are more. */
function lacking(statements: EstimatedStatement[], others: EstimatedStatement[]): EstimatedStatement[] {
  const there = new Map<string, number>();
  for (const other of others) {
    const key = workOf(other);
    there.set(key, (there.get(key) ?? 0) + 1);
  }
  return statements.filter((each) => {
    const key = workOf(each);
    const left = there.get(key) ?? 0;
    there.set(key, left - 1);
    return left <= 0;
  });
}

/** The same for statements that do the same. Where a leaf stands in scratch follows from how many come before it. */
export function workOf({ statement: { sql, params, thresholds } }: EstimatedStatement): string {
  return JSON.stringify([sql, params, thresholds], (_, value: unknown) =>
    typeof value === 'string' ? value.replace(/^leaf:\d+$/, 'leaf') : value,
  );
}
