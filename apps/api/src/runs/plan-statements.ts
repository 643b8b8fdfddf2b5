import type { Statement, Step } from '@cutline/segment-sql';
import type { PlanStatement } from './run-plan.schemas.ts';

type Purpose = PlanStatement['purpose'];

/** A step's statements, in the order in which they run; those of segments for everybody. */
export function statementsOf(step: Step): PlanStatement[] {
  switch (step.kind) {
    case 'timelines':
      return [];
    case 'base':
      return step.statements.map((each) => describe('compute', each));
    case 'touched':
    case 'metrics':
      return [describe('compute', step.statement)];
    case 'leaves':
      return step.statements('all').map((each) => describe('compute', each));
    case 'segments':
      return [
        ...step.statements('all').map((each) => describe('compute', each)),
        ...step.segments.flatMap(({ definition, refine, boundary }) => [
          ...(refine ? [describe('refine', refine, definition)] : []),
          ...(boundary ? [describe('boundary', boundary, definition)] : []),
        ]),
      ];
  }
}

function describe(purpose: Purpose, { sql, params, thresholds }: Statement, definitionId?: string): PlanStatement {
  return { purpose, definitionId: definitionId ?? null, sql, parameters: { ...params }, thresholds: { ...thresholds } };
}
