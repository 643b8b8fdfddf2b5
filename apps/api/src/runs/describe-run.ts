import type { RunRow, RunStepRow } from './runs.queries.ts';
import type { Run, RunStep } from './runs.schemas.ts';

/** Definitions that use a step's results and are named with it; the rest are counted. */
const named = 20;

type Named = NonNullable<RunStep['usedBy']>['named'];

/** `definitions` are those that steps may be used by, in the order in which they are to be named. */
export function describeRun(row: RunRow, steps: RunStepRow[], changes: Run['changes'], definitions: Named): Run {
  return {
    id: row.id,
    number: row.number,
    trigger: row.trigger,
    scope: row.scope,
    status: row.status,
    asOf: row.asOf.toISOString(),
    known: row.known,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    error: row.error ?? null,
    steps: steps.map((step) => describeStep(step, definitions)),
    changes,
  };
}

function describeStep(row: RunStepRow, definitions: Named): RunStep {
  const { position, kind, title, definitionId, status, rowsRead, bytesRead, peakMemory } = row;
  return {
    position,
    kind,
    title,
    definitionId,
    usedBy: row.usedBy && usersOf(row.usedBy, definitions),
    rowsRead,
    bytesRead,
    peakMemory,
    status,
    error: row.error ?? null,
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

function usersOf(ids: string[], definitions: Named): NonNullable<RunStep['usedBy']> {
  const users = new Set(ids);
  return { definitions: users.size, named: definitions.filter(({ id }) => users.has(id)).slice(0, named) };
}
