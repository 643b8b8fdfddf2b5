import { format } from 'sql-formatter';
import type { Statement } from '../src/index.ts';

const typeMark = '._as_type_';

/** A statement as a reviewer reads it: its name, what is bound, and its SQL formatted. */
export function showStatement(name: string, { sql, params, thresholds }: Statement): string {
  // The formatter does not know the types of JSON's parts (`parameters.store.:String`).
  const text = format(sql.replaceAll('.:', typeMark), {
    language: 'clickhouse',
    keywordCase: 'preserve',
    expressionWidth: 160,
  }).replaceAll(typeMark, '.:');
  const bound = [
    ...Object.entries(params),
    ...Object.entries(thresholds).map(([key, metric]): [string, unknown] => [key, `metric ${metric}`]),
  ];
  return [`-- ${name}`, ...bound.map(([key, value]) => `--   ${key} = ${short(value)}`), `${text};`].join('\n');
}

/** A zone's clock has hundreds of numbers; its beginning says which it is. */
function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 120)} … ${text.length} characters` : text;
}
