export type Advice = 'dependency' | 'invalid' | 'limits' | 'other';

/** Codes of failures by what can be done about them; the last are ClickHouse's for time, rows and memory. */
const codes: Record<string, Advice> = {
  'dependency-failed': 'dependency',
  'invalid-definition': 'invalid',
  'beyond-limits': 'limits',
  'clickhouse-158': 'limits',
  'clickhouse-159': 'limits',
  'clickhouse-241': 'limits',
};

/** What to do about a segment that could not be computed. */
export function adviceFor(error: unknown): Advice {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return codes[code] ?? 'other';
}
