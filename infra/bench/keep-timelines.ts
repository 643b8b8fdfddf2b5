import {
  compileBusy,
  compileStreamInsert,
  compileStreamInserts,
  streamKey,
  streamsByKey,
  streamsOf,
  wholeStream,
  type PublishedDefinition,
  type StoredStream,
  type Stream,
  type StreamState,
} from '@cutline/segment-sql';
import type { Prepared } from './contender.ts';
import type { Meter } from './meter.ts';
import { asOf, timeZone, workspace } from './story.ts';

const profilesOfPart = 500_000;
/** As many as the worker keeps of a workspace. */
const most = 64;
const settings = { timeZone, currency: 'EUR', hasAliases: false };

type PublishedDefinitions = ReadonlyMap<string, PublishedDefinition>;

/** Timelines that are kept for some definitions. */
export interface Timelines {
  states: StreamState[];
}

/** The streams that definitions want: those without a filter serve most, so they come first. */
export function timelinesOf(definitions: PublishedDefinitions, known: number, firstNumber: number): Timelines {
  const documents = new Map([...definitions].map(([id, { document }]) => [id, document]));
  const streams = streamsOf(documents, { asOf, timeZone, hasRates: false })
    .toSorted((one, other) => Number(one.filter !== null) - Number(other.filter !== null))
    .slice(0, most);
  return {
    states: streams.map((stream, index) => ({ ...settings, workspace, known, stream, number: firstNumber + index })),
  };
}

/** Builds timelines in place of those that are there, as the worker does: in parts of profiles. */
export async function buildTimelines(meter: Meter, { states }: Timelines): Promise<Prepared> {
  await meter.command('TRUNCATE TABLE timelines');
  const start = performance.now();
  const [counted] = await meter.rows<{ profiles: number }>('SELECT toUInt32(max(profile)) AS profiles FROM events');
  for (const state of states)
    for (let afterProfile = 0; afterProfile < counted!.profiles; afterProfile += profilesOfPart) {
      const part = { ...wholeStream, afterProfile, upToProfile: afterProfile + profilesOfPart };
      const { sql, params } = compileStreamInsert([state], part);
      await meter.command(sql, params);
    }
  const milliseconds = performance.now() - start;
  await meter.command('OPTIMIZE TABLE timelines FINAL');
  const [size] = await meter.rows<{ bytes: string }>(
    `SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE database = currentDatabase() AND table = 'timelines' AND active`,
  );
  return { milliseconds, bytes: Number(size!.bytes) };
}

/** Adds the batches up to `known` to streams that hold those up to their own, as the worker does where no profiles were merged and no earlier try was cut off. */
export async function addBatches(
  meter: Meter,
  [first, ...others]: readonly StreamState[],
  known: number,
): Promise<void> {
  if (!first) return;
  const states: [StreamState, ...StreamState[]] = [{ ...first, known }, ...others.map((each) => ({ ...each, known }))];
  for (const { sql, params } of compileStreamInserts(states, { ...wholeStream, afterBatch: first.known }))
    await meter.command(sql, params);
}

/** The streams that a run finds, as they are, and those of them that lack batches. */
export interface FoundStreams {
  streams: StoredStream[];
  behind: StreamState[];
}

/** The streams that a run of some definitions finds at an instant, when all of them hold what is known. */
export async function readStreams(
  meter: Meter,
  at: number,
  timelines: Timelines & { definitions: PublishedDefinitions },
): Promise<ReadonlyMap<string, StoredStream>> {
  return streamsByKey(
    (await findStreams(meter, { asOf: at, known: timelines.states[0]?.known ?? 0 }, timelines)).streams,
  );
}

/** The streams that a run of some definitions finds. As the worker does, it asks of which of them something lies on the day at or after the instant. */
export async function findStreams(
  meter: Meter,
  { asOf: at, known }: { asOf: number; known: number },
  { definitions, states }: Timelines & { definitions: PublishedDefinitions },
): Promise<FoundStreams> {
  const documents = new Map([...definitions].map(([id, { document }]) => [id, document]));
  const wanted = new Set(streamsOf(documents, { asOf: at, timeZone, hasRates: false }).map(selectionOf));
  const chosen = states.filter(({ stream }) => wanted.has(selectionOf(stream)));
  if (chosen.length === 0) return { streams: [], behind: [] };
  const [first, ...others] = chosen.map((state) => ({ ...state, known }));
  const busy = new Set<number>();
  for (const { sql, params } of compileBusy([first!, ...others], at))
    for (const { stream } of await meter.rows<{ stream: number }>(sql, params)) busy.add(stream);
  const streams = chosen.map((state) => ({ ...state, hasTail: false, quiet: !busy.has(state.number) }));
  return { streams, behind: chosen.filter((state) => state.known < known) };
}

/** Whether with a value or without: one with a value serves both. */
function selectionOf(stream: Stream): string {
  return streamKey({ ...stream, value: null });
}
