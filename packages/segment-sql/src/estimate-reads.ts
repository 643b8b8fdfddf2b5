/** What one place of a plan reads of one table. */
export interface TableRead {
  table: string;
  columns: { name: string; type: string }[];
  /** Granules that the indexes leave. */
  granules: number;
}

/** What ClickHouse means to do, as far as an estimate asks. */
export interface ExplainedPlan {
  reads: TableRead[];
  /** Aggregate functions, each once for every place where it stands, with the types of their results. */
  functions: AggregateFunction[];
}

export interface AggregateFunction {
  name: string;
  type: string;
}

interface PlanNode {
  'Node Type': string;
  Description?: string;
  Header?: { Name: string; Type: string }[];
  Indexes?: { 'Selected Granules'?: number }[];
  Plans?: PlanNode[];
}

/** Settings of `EXPLAIN` under which the answer says every column that is read. */
export const explainSettings = { optimize_move_to_prewhere: 0, use_index_for_in_with_subqueries: 0 } as const;

/** The question that `explainedPlan` reads the answer to: one row `{ explain }`. Ask it with `explainSettings`. */
export function explainPlan(sql: string): string {
  return `EXPLAIN PLAN json = 1, header = 1, indexes = 1 ${sql}`;
}

/** @throws SyntaxError where the answer is not one to `explainPlan` */
export function explainedPlan(explain: string): ExplainedPlan {
  const [{ Plan: root }] = JSON.parse(explain) as [{ Plan: PlanNode }];
  const plan: ExplainedPlan = { reads: [], functions: [] };
  const visit = (node: PlanNode): void => {
    if (node['Node Type'] === 'ReadFromMergeTree') plan.reads.push(readOf(node));
    if (node['Node Type'] === 'Aggregating')
      for (const { Name: called, Type: type } of node.Header ?? []) {
        const name = /^(\w+)\(/.exec(called)?.[1];
        if (name) plan.functions.push({ name, type });
      }
    node.Plans?.forEach(visit);
  };
  visit(root);
  return plan;
}

function readOf({ Description: description = '', Header: header = [], Indexes: indexes = [] }: PlanNode): TableRead {
  return {
    table: description.split('.').at(-1)!,
    columns: header.map(({ Name: name, Type: type }) => ({ name, type })),
    granules: indexes.at(-1)?.['Selected Granules'] ?? 0,
  };
}
