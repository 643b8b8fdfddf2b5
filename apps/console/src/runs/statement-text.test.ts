import { expect, it } from 'vitest';
import { statementText } from './statement-text.ts';

const words = (metric: string) => `value of ${metric}`;

it('says what is bound before the SQL', () => {
  const text = statementText(
    { sql: 'SELECT {a:UInt32}, {b:Decimal(38, 8)}', parameters: { a: 7 }, thresholds: { b: 'line' } },
    words,
  );
  expect(text).toBe('-- a = 7\n-- b = value of line\nSELECT {a:UInt32}, {b:Decimal(38, 8)}');
});

it('writes the beginning of long values, and SQL as far left as it goes', () => {
  const sql = `
    SELECT x
    FROM (
      SELECT 1 AS x

    )`;
  const text = statementText(
    { sql, parameters: { zone: Array.from({ length: 500 }, () => 1) }, thresholds: {} },
    words,
  );
  const [zone, ...lines] = text.split('\n');
  expect(zone).toMatch(/^-- zone = \[1,1,.{150,170}…$/);
  expect(lines).toEqual(['SELECT x', 'FROM (', '  SELECT 1 AS x', '', ')']);
});
