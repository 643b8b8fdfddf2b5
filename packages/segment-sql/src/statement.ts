/** A value as @clickhouse/client binds it to a typed parameter. */
export type ParameterValue = string | number | null | string[] | number[];

/**
 * One SQL statement with typed parameters. `thresholds` names the parameters that take a metric's value, which a run
 * knows only after an earlier step: see `bindThresholds`.
 */
export interface Statement {
  sql: string;
  params: Readonly<Record<string, ParameterValue>>;
  /** Parameter name → metric id. */
  thresholds: Readonly<Record<string, string>>;
}

/** Metric id → its value as a decimal in text, or null for no value. */
export type MetricValues = ReadonlyMap<string, string | null>;

/** A statement ready for the client: `client.query(bound)`. */
export interface BoundStatement {
  query: string;
  query_params: Record<string, ParameterValue>;
}

/** Puts the metrics' values in. Throws when one that the statement needs is not among them. */
export function bindThresholds(statement: Statement, values: MetricValues): BoundStatement {
  const query_params: Record<string, ParameterValue> = { ...statement.params };
  for (const [name, metric] of Object.entries(statement.thresholds)) {
    const value = values.get(metric);
    if (value === undefined) throw new Error(`Metric ${metric} has not been computed before a statement that needs it`);
    query_params[name] = value;
  }
  return { query: statement.sql, query_params };
}
