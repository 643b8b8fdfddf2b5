import type { PlanStatement } from '../api/contract.ts';

/** Longest value of a parameter that is written out: a time zone's clock has hundreds of numbers. */
const longest = 160;

/** A statement as a person reads it: what is bound, then its SQL. `metricWords` says a metric's value. */
export function statementText(
  { sql, parameters, thresholds }: Pick<PlanStatement, 'sql' | 'parameters' | 'thresholds'>,
  metricWords: (metric: string) => string,
): string {
  const bound = [
    ...Object.entries(parameters).map(([name, value]) => `-- ${name} = ${shortened(JSON.stringify(value))}`),
    ...Object.entries(thresholds).map(([name, metric]) => `-- ${name} = ${metricWords(metric)}`),
  ];
  return [...bound, unindented(sql)].join('\n');
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Takes away the spaces that all lines but the first begin with. */
function unindented(sql: string): string {
  const [first = '', ...rest] = sql.trim().split('\n');
  const depths = rest.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const depth = depths.length > 0 ? Math.min(...depths) : 0;
  return [first, ...rest.map((line) => line.slice(depth))].join('\n');
}
