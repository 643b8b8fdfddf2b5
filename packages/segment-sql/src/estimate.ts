import { tables } from '@cutline/clickhouse/tables';
import type { PlanChange, EstimatedStatement } from './estimate-change.ts';
import { explainedQueries, type ExplainedQuery } from './estimate-explain.ts';
import { explainedPlan, explainPlan, explainSettings, type ExplainedPlan, type TableRead } from './estimate-reads.ts';
import { secondsOf, type Speed } from './estimate-seconds.ts';
import { compileWidths, fixedWidth, partsRead, type TablePart } from './estimate-widths.ts';
import { profilesOfChunk } from './profile-ranges.ts';
import type { ParameterValue } from './statement.ts';

/** Puts a question to ClickHouse. */
export type Ask = <Row>(question: {
  sql: string;
  params: Readonly<Record<string, ParameterValue>>;
  settings?: Readonly<Record<string, string | number>>;
}) => Promise<Row[]>;

/** What is read, as ClickHouse counts it (bytes as they are in memory), and how long it takes. */
export interface Work {
  rows: number;
  bytes: number;
  seconds: number;
}

/** An estimated statement: what it does with the definition; for one that is run without it, too, how much more that is. */
export interface EstimatedStep extends Work, Pick<EstimatedStatement, 'kind' | 'title' | 'definitions'> {}

/** What was asked before, by question. Estimates of one workspace that speak about the same moment may share it for a while. */
export type Memory = Map<string, Promise<unknown>>;

/** What else an estimate needs to know. */
export interface Surroundings {
  ask: Ask;
  memory: Memory;
  speed: Speed;
  /** The greatest number of a profile. */
  profiles: number;
}

/** What a definition adds to a full run, and what its statements do. Reads nothing but plans, and a granule where columns vary in width. */
export async function estimateChange(
  { added, removed }: Pick<PlanChange, 'added' | 'removed'>,
  surroundings: Surroundings,
): Promise<Work & { steps: EstimatedStep[] }> {
  const [more, less] = await Promise.all([
    Promise.all(added.map((each) => estimateStatement(each, surroundings))),
    Promise.all(removed.map((each) => estimateStatement(each, surroundings))),
  ]);
  const total = (property: keyof Work): number => {
    const sum = (steps: EstimatedStep[]): number => steps.reduce((so, each) => so + each[property], 0);
    return Math.max(0, sum(more) - sum(less));
  };
  return { rows: total('rows'), bytes: total('bytes'), seconds: total('seconds'), steps: more };
}

/** What one statement of a plan reads, and how long it takes. */
export async function estimateStatement(
  { kind, title, definitions, statement }: EstimatedStatement,
  surroundings: Surroundings,
): Promise<EstimatedStep> {
  const works = await Promise.all(explainedQueries(statement).map((each) => estimateQuery(each, surroundings)));
  const sum = (property: keyof Work): number => works.reduce((so, each) => so + each[property], 0);
  return { kind, title, definitions, rows: sum('rows'), bytes: sum('bytes'), seconds: sum('seconds') };
}

async function estimateQuery(query: ExplainedQuery, surroundings: Surroundings): Promise<Work> {
  const { params, times } = query;
  const { plan, rowsOfGranule } = await remembered(surroundings, ['plan', query], () => explain(query, surroundings));
  const reads = await Promise.all(
    plan.reads.map(async (read) => {
      const rows = read.granules * (rowsOfGranule.get(read.table) ?? 0);
      return { rows, bytes: rows === 0 ? 0 : rows * (await widthOf(read, params, surroundings)) };
    }),
  );
  const sets = scratchRead(query, surroundings);
  const rows = reads.reduce((sum, each) => sum + each.rows, sets.rows);
  const bytes = reads.reduce((sum, each) => sum + each.bytes, sets.bytes);
  const seconds = secondsOf({ rows, bytes, functions: plan.functions }, surroundings.speed);
  return { rows: rows * times, bytes: bytes * times, seconds: seconds * times };
}

/** The plan says which columns of how many granules are read, the estimate how many rows these are. */
async function explain(
  { sql, params }: ExplainedQuery,
  { ask }: Surroundings,
): Promise<{ plan: ExplainedPlan; rowsOfGranule: Map<string, number> }> {
  const settings = explainSettings;
  const [[explained], estimated] = await Promise.all([
    ask<{ explain: string }>({ sql: explainPlan(sql), params, settings }),
    ask<{ table: string; rows: string; marks: string }>({ sql: `EXPLAIN ESTIMATE ${sql}`, params, settings }),
  ]);
  return {
    plan: explainedPlan(explained!.explain),
    rowsOfGranule: new Map(
      estimated.map(({ table, rows, marks }) => [table, Number(rows) / Math.max(1, Number(marks))]),
    ),
  };
}

async function remembered<T>({ memory }: Surroundings, question: unknown, answer: () => Promise<T>): Promise<T> {
  const key = JSON.stringify(question);
  const known = memory.get(key) as Promise<T> | undefined;
  if (known) return known;
  const asked = answer();
  memory.set(key, asked);
  // What failed is asked again.
  asked.catch(() => memory.delete(key));
  return asked;
}

/** A run's scratch is empty before the run: its sets have a row for each chunk of profiles, and are as large as that many bits at most. */
function scratchRead({ sql, params }: ExplainedQuery, { profiles }: Surroundings): Pick<Work, 'rows' | 'bytes'> {
  if (!sql.includes(`FROM ${tables.runBitmaps}`)) return { rows: 0, bytes: 0 };
  const named = Object.entries(params).flatMap(([name, value]) => (/^keys?(_\d+)?$/.test(name) ? [value].flat() : []));
  const rows = new Set(named).size * Math.ceil(profiles / profilesOfChunk);
  return { rows, bytes: (rows * Math.min(profiles, profilesOfChunk)) / 8 };
}

/** Bytes of a row in memory. */
async function widthOf(
  { table, columns }: TableRead,
  params: ExplainedQuery['params'],
  surroundings: Surroundings,
): Promise<number> {
  const known = columns.map(({ type }) => fixedWidth(type));
  const varying = columns.flatMap(({ name }, i) => (known[i] === null ? [name] : []));
  const narrow = known.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  if (varying.length === 0) return narrow;
  const parts = partsRead(table, params);
  const [widths, weights] = await Promise.all([
    Promise.all(parts.map((part) => sampledWidth(part, varying, surroundings))),
    Promise.all(parts.map((part) => (parts.length > 1 ? rowsOf(part, surroundings) : 1))),
  ]);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const weighted = widths.reduce((sum, width, i) => sum + width * weights[i]!, 0);
  return narrow + (all === 0 ? 0 : weighted / all);
}

async function sampledWidth(part: TablePart, columns: string[], surroundings: Surroundings): Promise<number> {
  const { sql, params } = compileWidths(part, columns);
  const [found] = await remembered(surroundings, ['widths', sql, params], () =>
    surroundings.ask<{ widths: number[] }>({ sql, params, settings: { max_threads: 1 } }),
  );
  return found?.widths.reduce((sum, width) => sum + width, 0) ?? 0;
}

async function rowsOf({ table, where, params }: TablePart, surroundings: Surroundings): Promise<number> {
  const sql = `EXPLAIN ESTIMATE SELECT workspace FROM ${table} WHERE ${where}`;
  const estimated = await remembered(surroundings, ['rows', sql, params], () =>
    surroundings.ask<{ rows: string }>({ sql, params }),
  );
  return estimated.reduce((sum, each) => sum + Number(each.rows), 0);
}
