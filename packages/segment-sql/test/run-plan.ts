import type { ClickHouseClient } from '@clickhouse/client';
import {
  bindThresholds,
  planRun,
  type MetricRow,
  type PlanInput,
  type SegmentRow,
  type Statement,
} from '../src/index.ts';

/** What a run of a plan came to, as the engine says. */
export interface PlanResult {
  metrics: Map<string, MetricRow>;
  segments: Map<string, SegmentRow>;
}

/** Carries out a plan step by step, as the worker does, but with nothing recorded in Postgres. */
export async function runPlan(client: ClickHouseClient, input: PlanInput): Promise<PlanResult> {
  const result: PlanResult = { metrics: new Map(), segments: new Map() };
  const bound = (statement: Statement) => {
    const values = new Map([...result.metrics].map(([id, row]) => [id, row.value] as const));
    const { query, query_params } = bindThresholds(statement, values);
    return { query, query_params: { ...query_params, reason: 'recomputed' } };
  };
  const row = async <Row>(statement: Statement): Promise<Row> => {
    const rows = await (await client.query({ ...bound(statement), format: 'JSONEachRow' })).json<Row>();
    return rows[0]!;
  };
  for (const step of planRun(input).steps) {
    switch (step.kind) {
      case 'base':
      case 'leaves':
        await client.command(bound(step.statement));
        break;
      case 'metric':
        result.metrics.set(step.definition, await row<MetricRow>(step.statement));
        break;
      case 'segment': {
        const { compute, memberships, changes, counts } = step.statements;
        for (const statement of [compute, memberships, changes]) await client.command(bound(statement));
        // The counts compare with the membership before this run, whose rows have a lower number.
        result.segments.set(step.definition, await row<SegmentRow>(counts));
      }
    }
  }
  return result;
}
