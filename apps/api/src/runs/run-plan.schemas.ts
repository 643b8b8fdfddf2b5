import { z } from 'zod';
import { count, instant, uuid } from '../openapi/formats.ts';
import { runScope, runStep } from './runs.schemas.ts';

const planStatement = z
  .object({
    purpose: z
      .enum(['compute', 'count', 'refine', 'boundary'])
      .describe('`refine` keeps whom a refinement keeps, `boundary` reads where it cut.'),
    definitionId: uuid.nullable().describe('Of the one segment that it is for.'),
    sql: z.string(),
    parameters: z.record(z.string(), z.unknown()).describe('Values of its typed parameters.'),
    thresholds: z.record(z.string(), uuid).describe('Parameters that take a metric’s value, and the metric.'),
  })
  .meta({ id: 'PlanStatement' });

export const runPlan = z
  .object({
    runId: uuid,
    number: count,
    scope: runScope,
    asOf: instant,
    known: count,
    steps: z.array(
      z.object({
        position: count,
        kind: runStep.shape.kind,
        title: z.string(),
        statements: z.array(planStatement).describe('In the order in which they run.'),
      }),
    ),
  })
  .meta({ id: 'RunPlan' });

export const planQuery = z.strictObject({
  step: z.coerce.number().int().min(0).optional().describe('The position of the only step to give.'),
});

export type RunPlan = z.infer<typeof runPlan>;
export type PlanStatement = z.infer<typeof planStatement>;
export type PlanQuery = z.infer<typeof planQuery>;
