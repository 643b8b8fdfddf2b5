import type { GeneratedShop } from '../generate-events.ts';
import { checkByHand } from '../mix/check-by-hand.ts';
import { generateMix, type Mix } from '../mix/generate-mix.ts';
import { randomOf, sample } from '../random.ts';
import type { ClickHouseStore } from '../stores/clickhouse-store.ts';
import { findDifference, keepAnswer } from './compare-answers.ts';
import type { Clock, DueChange } from './due-changes.ts';
import { DueRuns, type DueRun, type DueScope } from './due-runs.ts';

/** What was measured of runs of one scope. */
export interface ScopeMeasurement {
  scope: DueScope;
  /** One per round. */
  milliseconds: number[];
  requests: number;
  /** Of a round in an engine that was started for it. */
  rowsRead: number | undefined;
  bytesRead: number | undefined;
  peakMemory: number | undefined;
  /** What was wrong with an answer. */
  mistake: string | undefined;
}

/** What was measured of runs after a change. */
export interface DueMeasurement {
  segments: number;
  leaves: number;
  streams: number;
  metrics: number;
  /** Streams that batches were added to. */
  behind: number;
  /** Profiles that something happened to. */
  looked: number;
  /** Metrics that had another value, and segments that the run of what is due computed for everybody. */
  moved: number;
  whole: number;
  /** Segments that a live run has to leave as a full one does. */
  comparable: number;
  scopes: ScopeMeasurement[];
}

export interface DueOptions {
  seed: number;
  rounds: number;
  /** So many segments are checked against queries by hand. */
  checked: number;
  log(line: string): void;
}

/** A mix of so many segments. */
const segments = 100;
const scopes: Readonly<Record<DueChange['part'], readonly DueScope[]>> = {
  refresh: ['full', 'due', 'live'],
  // Of so many profiles a live run looks at none: it asks for a run of what is due.
  slide: ['full', 'due'],
};

/** A shop in which all segments of a mix were published. */
export interface PublishedMix {
  mix: Mix;
  runs: DueRuns;
}

export async function publishMix(store: ClickHouseStore, shop: GeneratedShop, seed: number): Promise<PublishedMix> {
  const mix = generateMix(segments, seed);
  const runs = new DueRuns(() => store.createMeter(), mix, shop.known);
  await runs.publishAll();
  return { mix, runs };
}

/**
 * Lets something happen, and then compares full runs with runs of what is due, in turns, all from the same state. The first round warms up; in it members of
 * some segments are held against queries by hand. Members, changes and metrics of every run are compared with those of the first full one.
 */
export async function measureDue(
  store: ClickHouseStore,
  shop: GeneratedShop,
  { mix, runs }: PublishedMix,
  change: DueChange,
  { seed, rounds, checked, log }: DueOptions,
): Promise<DueMeasurement> {
  const clock = await change.happen(store.client, shop, seed);
  const measured = scopes[change.part].map(newMeasurement);
  const right = await runs.run('full', clock);
  await keepAnswer(store.createMeter(), right.run);
  const { documents } = runs;
  const chosen = sample(mix.segments, checked, randomOf(seed + 7));
  measured[0]!.mistake = await checkByHand(store.createMeter(), chosen, documents, { ...clock, run: right.run });
  const comparable = runs.comparable(right.values, clock);
  let whole: ReadonlySet<string> = new Set();
  for (let round = 0; round <= rounds; round += 1) {
    for (const each of round % 2 === 0 ? measured : measured.toReversed()) {
      const run = await runs.run(each.scope, clock);
      if (round > 0) each.milliseconds.push(run.milliseconds);
      each.requests = run.requests;
      const compared = each.scope === 'live' ? comparable : mix.segments;
      each.mistake ??=
        (each.scope === 'live' ? undefined : differing(run, right)) ??
        (await findDifference(store.createMeter(), run.run, compared));
      if (each.scope === 'due') ({ whole } = run);
      const name = round === 0 ? '0 (warm-up)' : round;
      log(`round ${name}: ${change.part}: ${each.scope} ${run.milliseconds.toFixed(0)} ms`);
    }
  }
  measured[1]!.mistake ??= unexplained(right, whole, documents);
  for (const each of measured) await measureAlone(store, runs, each, clock);
  const { profiles, behind } = await runs.looked(clock);
  return {
    segments,
    leaves: mix.leaves,
    streams: runs.streams,
    metrics: right.values.size,
    behind,
    looked: profiles,
    moved: runs.moved(right.values).length,
    whole: whole.size,
    comparable: comparable.length,
    scopes: measured,
  };
}

function newMeasurement(scope: DueScope): ScopeMeasurement {
  const unknown = { rowsRead: undefined, bytesRead: undefined, peakMemory: undefined, mistake: undefined };
  return { scope, milliseconds: [], requests: 0, ...unknown };
}

/** Whether a metric has another value than in another run. */
function differing({ values }: DueRun, right: DueRun): string | undefined {
  const id = [...right.values.keys()].find((each) => values.get(each) !== right.values.get(each));
  return id && `metric ${id} is ${values.get(id)} instead of ${right.values.get(id)}`;
}

/** What a full run changes of segments that need not be computed for everybody has to be of those who were looked at. */
function unexplained(
  { segments: rows }: DueRun,
  whole: ReadonlySet<string>,
  documents: DueRuns['documents'],
): string | undefined {
  const row = rows.find(({ segment, unexplained: profiles }) => !whole.has(segment) && Number(profiles) > 0);
  return row && `${documents.get(row.segment)!.name} changed by ${row.unexplained} profiles that were not looked at`;
}

/** A run in an engine that has done nothing else. */
async function measureAlone(
  store: ClickHouseStore,
  runs: DueRuns,
  measured: ScopeMeasurement,
  clock: Clock,
): Promise<void> {
  await store.restart();
  await runs.putBack();
  const before = await store.read();
  store.memory.reset();
  await runs.run(measured.scope, clock);
  measured.peakMemory = store.memory.read();
  const after = await store.read();
  const difference = (name: 'rows' | 'bytes'): number | undefined =>
    after[name] === undefined || before[name] === undefined ? undefined : after[name] - before[name];
  measured.rowsRead = difference('rows');
  measured.bytesRead = difference('bytes');
}
