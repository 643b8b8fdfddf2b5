import type { Statement } from './statement.ts';

/** ClickHouse takes a thousand parameters with a request, and 256 KiB of a statement. */
const mostParameters = 900;
const mostText = 200_000;

/** The statement for a group of things, or several, or those for each of its parts where one would be too large. What cannot be parted is left as it is. */
export function withinLimits<Each>(
  group: readonly Each[],
  compile: (group: readonly Each[]) => Statement | Statement[],
): Statement[] {
  const statements = [compile(group)].flat();
  if (group.length <= 1 || statements.every(isWithinLimits)) return statements;
  const middle = Math.ceil(group.length / 2);
  return [group.slice(0, middle), group.slice(middle)].flatMap((part) => withinLimits(part, compile));
}

function isWithinLimits({ sql, params, thresholds }: Statement): boolean {
  return Object.keys(params).length + Object.keys(thresholds).length <= mostParameters && sql.length <= mostText;
}
