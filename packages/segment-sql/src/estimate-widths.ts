import type { ParameterValue, Statement } from './statement.ts';

/** Rows that are looked at to say how wide columns are: no more than a granule is read. */
const sampled = 1_000;

/** Bytes in memory of types that are always as wide. */
const fixed: readonly [RegExp, number][] = [
  [/^(U?Int8|Bool|Enum8)/, 1],
  [/^(U?Int16|Date$|Enum16)/, 2],
  [/^(U?Int32|Date32|DateTime($|\())/, 4],
  [/^(U?Int64|DateTime64|Float64)/, 8],
  [/^(U?Int128|UUID)/, 16],
];

/** Bytes of a value in memory; null where values are not all as wide. */
export function fixedWidth(type: string): number | null {
  const nullable = /^Nullable\((.*)\)$/.exec(type)?.[1];
  if (nullable) {
    const inside = fixedWidth(nullable);
    return inside === null ? null : inside + 1;
  }
  // A value is a place in a dictionary.
  if (type.startsWith('LowCardinality(')) return 1;
  const digits = Number(/^Decimal\((\d+)/.exec(type)?.[1] ?? 0);
  if (digits > 0) return digits <= 9 ? 4 : digits <= 18 ? 8 : digits <= 38 ? 16 : 32;
  return fixed.find(([pattern]) => pattern.test(type))?.[1] ?? null;
}

/** Parts of a table in which columns may be as wide as they are in no other: their events have other parameters. */
export interface TablePart {
  table: string;
  /** Condition on the beginning of the primary key. */
  where: string;
  params: Readonly<Record<string, ParameterValue>>;
}

/** The parts that a statement reads of a table, as its parameters name them. */
export function partsRead(table: string, params: Statement['params']): TablePart[] {
  const workspace = { workspace: params['workspace']! };
  const where = 'workspace = {workspace:UInt32}';
  const part = (condition: string, value: ParameterValue): TablePart => ({
    table,
    where: `${where} AND ${condition}`,
    params: { ...workspace, value },
  });
  const named = (prefix: string): (string | number)[] => [
    ...new Set(
      Object.entries(params).flatMap(([name, value]): (string | number)[] =>
        name.startsWith(prefix) ? [value].flat().filter((each) => each !== null) : [],
      ),
    ),
  ];
  const parts: Record<string, () => TablePart[]> = {
    events: () => named('action').map((each) => part('action = {value:String}', each)),
    profile_values: () =>
      named('name').map((each) => part(`kind IN ('attribute', 'consent') AND name = {value:String}`, each)),
    timelines: () => named('stream').map((each) => part('stream = {value:UInt32}', each)),
  };
  const found = parts[table]?.() ?? [];
  return found.length > 0 ? found : [{ table, where, params: workspace }];
}

/** Reads rows `{ widths, rows }`, one: bytes of each column in the first rows of a part (0 for none), and how many these were. */
export function compileWidths(
  { table, where, params }: TablePart,
  columns: readonly string[],
): Omit<Statement, 'thresholds'> {
  const names = columns.map(columnSql);
  const sums = columns.map((_, i) => `avg(byteSize(c${i}))`);
  return {
    sql: `SELECT [${sums.join(', ')}] AS widths, count() AS rows
      FROM (SELECT ${names.map((name, i) => `${name} AS c${i}`).join(', ')} FROM ${table} WHERE ${where} LIMIT ${sampled})`,
    params,
  };
}

/** A column or a part of one, as a plan calls it, so that a query can ask for it. */
function columnSql(name: string): string {
  const quoted = (each: string): string => `\`${each.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
  const [, column, path, type] = /^(\w+)\.(.*)\.:`(.*)`$/s.exec(name) ?? [];
  if (type !== undefined) return `${quoted(column!)}.${quoted(path!)}.:${quoted(type)}`;
  const dot = name.indexOf('.');
  return dot < 0 ? quoted(name) : `${quoted(name.slice(0, dot))}.${quoted(name.slice(dot + 1))}`;
}
