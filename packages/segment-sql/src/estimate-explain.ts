import type { ParameterValue, Statement } from './statement.ts';

/** A question that ClickHouse plans as it plans a part of a statement; explaining it reads no rows. */
export interface ExplainedQuery {
  sql: string;
  params: Readonly<Record<string, ParameterValue>>;
  /** How often the statement does this. */
  times: number;
}

/**
 * What to explain to learn what a statement reads: an `INSERT … SELECT` is explained as its `SELECT`. ClickHouse carries scalar subqueries out
 * while it plans, so those that read more than scratch are taken out and explained by themselves.
 */
export function explainedQueries({ sql, params, thresholds }: Statement): ExplainedQuery[] {
  const select = sql.replace(/^INSERT INTO \S+\s*\([^)]*\)\s*/, '');
  // Any value will do: no index asks for it.
  const bound = { ...params, ...Object.fromEntries(Object.keys(thresholds).map((name) => [name, '1'])) };
  // A metric over events: the row of its value and its profiles, once for both.
  const counted = parenthesised(select, 'tupleElement(');
  if (counted) return [{ sql: counted, params: bound, times: 1 }];
  // An approximate quantile: the values are read for the line, and again to count what lies beside it.
  const line = parenthesised(select, 'WITH ');
  if (line && select.includes(`(${line}) AS line`))
    return [{ sql: select.replace(`(${line})`, () => "CAST(1, 'Nullable(Decimal(38, 8))')"), params: bound, times: 2 }];
  return [{ sql: select, params: bound, times: 1 }];
}

/** The `SELECT` in parentheses that follows the first place of a text, without them; null where none does. */
function parenthesised(sql: string, before: string): string | null {
  const at = sql.indexOf(`${before}(SELECT `);
  if (at < 0) return null;
  const start = at + before.length + 1;
  let depth = 1;
  let end = start;
  for (; depth > 0 && end < sql.length; end += 1) {
    if (sql[end] === "'") end = sql.indexOf("'", end + 1);
    else if (sql[end] === '(') depth += 1;
    else if (sql[end] === ')') depth -= 1;
  }
  return sql.slice(start, end - 1);
}
