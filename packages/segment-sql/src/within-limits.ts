import type { Statement } from './statement.ts';

/** ClickHouse takes a thousand parameters with a request, and 256 KiB of a statement. */
const mostParameters = 900;
const mostText = 200_000;

/** The statement for a group of things, or one for each of its parts where it would be too large. What cannot be parted is left as it is. */
export function withinLimits<Each>(
  group: readonly Each[],
  compile: (group: readonly Each[]) => Statement,
): Statement[] {
  const statement = compile(group);
  const parameters = Object.keys(statement.params).length + Object.keys(statement.thresholds).length;
  if (group.length <= 1 || (parameters <= mostParameters && statement.sql.length <= mostText)) return [statement];
  const middle = Math.ceil(group.length / 2);
  return [group.slice(0, middle), group.slice(middle)].flatMap((part) => withinLimits(part, compile));
}
