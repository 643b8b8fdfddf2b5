import type { ClickHouseClient } from '@clickhouse/client';
import { evaluate, type Definition, type EvaluatedWorld, type EvaluationResult } from '@cutline/segment-definition';
import type { MetricValues, PlanInput } from '../src/index.ts';
import { agreeOn } from './disagreement.ts';
import type { GeneratedWorkspace } from './generate-workspace.ts';
import { BuiltUpon } from './built-upon.ts';
import { KeptStreams } from './keep-streams.ts';
import { loadWorkspace } from './load-workspace.ts';
import { previewsAgree } from './previews-agree.ts';
import { readChanges, readMembers } from './read-memberships.ts';
import { runPlan } from './run-plan.ts';
import { valuesAgree } from './values-agree.ts';

/** How a workspace is evaluated. */
export interface Variant {
  /** From timelines, where days tell enough. */
  streams: boolean;
  /** From one evaluation to the next by what happened in between. */
  builds: boolean;
  /** Without: no live run comes before one of what is due, which finds everything by itself. */
  live?: boolean;
  /** To how many profiles live runs are told what happened by number; without: by turns to many and to none. */
  few?: number;
  /** Without: values and previews, which hang on no run before, are not compared. */
  values?: boolean;
}

/**
 * Loads a workspace and runs all its evaluations, and throws where the engine and the evaluator do not say the same: of every
 * value, metric, member, line of a refinement and change, and of what previews and *why* say.
 */
export async function agree(
  client: ClickHouseClient,
  workspace: number,
  generated: GeneratedWorkspace,
  variant: Variant,
): Promise<void> {
  await loadWorkspace(client, workspace, generated.world);
  const documents = new Map<string, Definition>(Object.entries(generated.definitions));
  const definitions = new Map([...documents].map(([id, document]) => [id, { version: 1, document }] as const));
  const { timeZone, currency, includeAnonymous } = generated;
  const hasRates = generated.world.rates.length > 0;
  const hasAliases = generated.world.aliases.length > 0;
  const kept = variant.streams ? new KeptStreams(client, documents) : null;
  const builds = variant.builds ? new BuiltUpon(client, definitions, variant.few) : null;
  let before = new Map<string, Set<number>>();
  for (const [index, { asOf, known }] of generated.evaluations.entries()) {
    const run = 2 * index + 1;
    const evaluation = { asOf, known, timeZone, currency, includeAnonymous };
    const meaning = evaluate(documents, generated.world, evaluation);
    const read = { ...evaluation, workspace, hasRates, hasAliases };
    const newRates = generated.world.rates.some(({ batch }) => batch > (builds?.known ?? 0) && batch <= known);
    const lacksMerges = generated.world.aliases.some(({ batch }) => batch > (builds?.known ?? 0) && batch <= known);
    const held = kept ? { streams: await kept.asKept(read, lacksMerges) } : {};
    const live =
      newRates || variant.live === false ? null : await builds?.live({ ...read, ...held, run: run - 1, definitions });
    if (live) {
      const all = live.comparable(
        new Map([...meaning.metrics].map(([id, { value }]) => [id, value?.toFixed() ?? null])),
      );
      const expected = asLists(new Map(all.map((id) => [id, meaning.segments.get(id)!.members])));
      agreeOn('members', `live run ${run - 1}`, await readMembers(client, workspace, run - 1, all), expected);
      before = await membersOf(client, workspace, run - 1, [...meaning.segments.keys()]);
    }
    const streams = await kept?.upTo(read, run);
    const bounds = boundsOf(workspace + index);
    const input: PlanInput = { ...read, run, definitions, ...(streams && { streams }), ...(bounds && { bounds }) };
    const result = (newRates ? null : await builds?.due(input)) ?? (await runPlan(client, input));
    builds?.done(input, result);

    for (const [id, { value, ...counts }] of meaning.metrics)
      agreeOn('metric', id, result.metrics.get(id), { value: value?.toFixed() ?? null, ...inTexts(counts) });
    segmentsAgree(result, meaning, before);
    const after = new Map([...meaning.segments].map(([id, { members }]) => [id, members] as const));
    const all = [...after.keys()];
    agreeOn('members', `run ${run}`, await readMembers(client, workspace, run, all), asLists(after));
    const changes = changesBetween(before, after, mergedAt(generated.world, known));
    agreeOn('changes', `run ${run}`, await readChanges(client, workspace, run, all), changes);
    before = after;
    if (index > 0 || variant.values === false) continue;
    const thresholds: MetricValues = new Map([...result.metrics].map(([id, row]) => [id, row.value]));
    const { world } = generated;
    const evaluated = {
      client,
      evaluation: { ...evaluation, workspace, hasRates, hasAliases },
      documents,
      world,
      meaning,
      thresholds,
    };
    await valuesAgree(evaluated);
    await previewsAgree(evaluated);
  }
}

/** Everybody is scanned chunk by chunk, at once, or in two ranges of which the second has profiles that nobody knew of. */
function boundsOf(number: number): PlanInput['bounds'] {
  return [{ profiles: 131_073, memory: 1 }, undefined, { profiles: 65_536, memory: 1 }][number % 3];
}

function segmentsAgree(
  { segments, boundaries }: Awaited<ReturnType<typeof runPlan>>,
  meaning: EvaluationResult,
  before: Map<string, Set<number>>,
): void {
  for (const [id, { members, afterRules, boundary }] of meaning.segments) {
    const last = before.get(id) ?? new Set();
    const counts = {
      afterRules: afterRules.size,
      members: members.size,
      entered: members.difference(last).size,
      left: last.difference(members).size,
    };
    agreeOn('segment', id, segments.get(id), inTexts(counts));
    if (!boundary) continue;
    const { line, ...places } = boundary;
    // Where nobody is ranked the engine has no row.
    const expected = line === null ? null : { line: line.toFixed(), ...inTexts(places) };
    agreeOn('boundary', id, boundaries.get(id) ?? null, expected);
  }
}

/** The numbers that count for another profile. */
function mergedAt({ aliases }: EvaluatedWorld, known: number): Set<number> {
  const ascending = aliases.filter(({ batch }) => batch <= known).toSorted((one, other) => one.batch - other.batch);
  const profileOf = new Map(ascending.map(({ number, profile }) => [number, profile]));
  return new Set([...profileOf].filter(([number, profile]) => profile !== number).map(([number]) => number));
}

function changesBetween(
  before: Map<string, Set<number>>,
  after: Map<string, Set<number>>,
  merged: Set<number>,
): Record<string, unknown> {
  const changes = [...after].map(([id, members]) => {
    const last = before.get(id) ?? new Set();
    const left = last.difference(members);
    return [
      id,
      { entered: sorted(members.difference(last)), left: sorted(left), merged: sorted(left.intersection(merged)) },
    ];
  });
  return Object.fromEntries(changes);
}

async function membersOf(
  client: ClickHouseClient,
  workspace: number,
  run: number,
  segments: string[],
): Promise<Map<string, Set<number>>> {
  const lists = await readMembers(client, workspace, run, segments);
  return new Map(segments.map((id) => [id, new Set(lists[id])]));
}

function asLists(members: Map<string, Set<number>>): Record<string, number[]> {
  return Object.fromEntries([...members].map(([id, each]) => [id, sorted(each)]));
}

function sorted(profiles: Set<number>): number[] {
  return [...profiles].sort((a, b) => a - b);
}

/** Counts as the engine gives them. */
function inTexts<K extends string>(counts: Record<K, number | null>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries<number | null>(counts).map(([key, count]) => [key, count === null ? null : `${count}`]),
  );
}
