import type { ClickHouseClient } from '@clickhouse/client';
import {
  emptyValueOf,
  type Aggregate,
  type Definition,
  type EvaluatedWorld,
  type EvaluationResult,
  type ProfileValue,
  type Value,
} from '@cutline/segment-definition';
import { compileProfileValue } from '../src/compile-profile-value.ts';
import {
  bindThresholds,
  compileProfileValues,
  type Evaluation,
  type MetricValues,
  type Statement,
} from '../src/index.ts';
import { Parameters } from '../src/parameters.ts';
import { ProfileScan } from '../src/profile-scan.ts';
import { valueText } from '../src/value-text.ts';
import { agreeOn } from './disagreement.ts';

/** One evaluation: what it is of, and what it means. */
export interface Evaluated {
  client: ClickHouseClient;
  evaluation: Evaluation;
  documents: ReadonlyMap<string, Definition>;
  world: EvaluatedWorld;
  meaning: EvaluationResult;
  /** The metrics' values. */
  thresholds: MetricValues;
}

/** Whether the values of all aggregates and expressions are the same for every profile, and active in the same aggregates. */
export async function valuesAgree(evaluated: Evaluated): Promise<void> {
  const { evaluation, documents, meaning } = evaluated;
  const parameters = new Parameters();
  const context = { evaluation, parameters };
  const scan = new ProfileScan(context);
  const ids = [...meaning.aggregates.keys(), ...meaning.expressions.keys()];
  const values = ids.map((id) => profileValue(id, documents));
  const texts = values.map((value) => valueText(compileProfileValue(value, scan, documents, context)));
  const aggregates = [...meaning.aggregates.keys()];
  const active = aggregates.map((id) => scan.active(documents.get(id) as Aggregate));
  const rows = await read<{ profile: number; all: (string | null)[]; active: number[] }>(
    evaluated,
    parameters.statement(`SELECT profile, CAST([${texts.join(', ')}], 'Array(Nullable(String))') AS all,
      CAST([${active.join(', ')}], 'Array(UInt8)') AS active FROM ${scan.rows()}`),
  );
  const found = new Map(rows.map((row) => [row.profile, row]));
  const profiles = [...(meaning.aggregates.values().next().value ?? meaning.expressions.values().next().value ?? [])];
  for (const [profile] of profiles) {
    const row = found.get(profile);
    const expected = ids.map((id) => textOf(valueIn(meaning, id, profile)));
    if (row) agreeOn('values', `profile ${profile}`, named(ids, row.all), named(ids, expected));
    // Whoever has no row has the values that are made of nothing; expressions are not: theirs are read below.
    else
      for (const id of aggregates)
        agreeOn('values of nothing', id, textOf(valueIn(meaning, id, profile)), emptyText(documents, id));
    const isActive = aggregates.map((id) => Number(meaning.aggregates.get(id)!.get(profile)!.active));
    agreeOn('active', `profile ${profile}`, row?.active ?? aggregates.map(() => 0), isActive);
  }
  const [one] = profiles.find(([profile]) => !found.has(profile)) ?? profiles[0] ?? [];
  if (one === undefined) return;
  const [row] = await read<{ values: (string | null)[] }>(
    evaluated,
    compileProfileValues(values, one, documents, evaluation),
  );
  const expected = ids.map((id) => textOf(valueIn(meaning, id, one)));
  agreeOn('values of one profile', `profile ${one}`, named(ids, row!.values), named(ids, expected));
}

/** Reads the rows of a statement. */
export async function read<Row>({ client, thresholds }: Evaluated, statement: Statement): Promise<Row[]> {
  const result = await client.query({ ...bindThresholds(statement, thresholds), format: 'JSONEachRow' });
  return result.json<Row>();
}

function profileValue(id: string, documents: ReadonlyMap<string, Definition>): ProfileValue {
  return documents.get(id)!.kind === 'aggregate'
    ? { type: 'aggregate', aggregate: id }
    : { type: 'expression', expression: id };
}

function valueIn({ aggregates, expressions }: EvaluationResult, id: string, profile: number): Value | null {
  return aggregates.has(id) ? aggregates.get(id)!.get(profile)!.value : expressions.get(id)!.get(profile)!;
}

function emptyText(documents: ReadonlyMap<string, Definition>, id: string): string | null {
  const empty = emptyValueOf(documents.get(id) as Aggregate);
  return empty === undefined ? null : `${empty}`;
}

function named(ids: string[], values: (string | null)[]): Record<string, string | null> {
  return Object.fromEntries(ids.map((id, index) => [id, values[index]!]));
}

/** As the engine writes values down. */
function textOf(value: Value | null): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'boolean') return `${value}`;
  if (Array.isArray(value)) return JSON.stringify(value);
  return 'instant' in value ? `${value.instant}` : value.toFixed();
}
