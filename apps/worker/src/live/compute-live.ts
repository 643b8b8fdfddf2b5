import type { DefinitionId } from '@cutline/segment-definition';
import {
  causes,
  compileLive,
  compileLiveCounts,
  compileLiveMemberships,
  compileLooked,
  compileMerges,
  concernedSegments,
  mergesOf,
  type Looked,
  type LookedRow,
  type MergeRow,
  type PlanInput,
} from '@cutline/segment-sql';
import { allEnded, type RunQueries } from '../recompute-workspace/run-queries.ts';
import type { LiveDefinitions } from './live-definitions.ts';

/** With more profiles a run of what is due is as quick, and renews thresholds. */
export const mostProfiles = 100_000;
/** So few are told by their numbers, and their rows are found one by one. A list of them is less than the 128 KiB that ClickHouse takes as a parameter in an address, and all lists less than its 1 MiB. */
const fewProfiles = 10_000;

/** What sends a live run's statements. */
export type LiveQueries = Pick<RunQueries, 'rows' | 'write'>;

/** To whom something happened since the last time. */
export interface Happened {
  profiles: number;
  looked: Looked;
  /** What it was: see `causes` of segment-sql. */
  causes: ReadonlySet<string>;
}

/** Who entered and left a segment: how many. */
export interface LiveChange {
  segment: DefinitionId;
  entered: number;
  left: number;
}

/** Finds to whom something happened. */
export async function whatHappened(queries: LiveQueries, input: PlanInput): Promise<Happened> {
  const rows = await queries.rows<LookedRow>(compileLooked(input, fewProfiles));
  // Both sets together may be fewer than the sum: the row of everybody tells.
  const profiles = Number(rows.find(({ why }) => why === '')?.count ?? 0);
  const of = (why: string): number[] => [...new Set(rows.flatMap((row) => (row.why === why ? row.profiles : [])))];
  return {
    profiles,
    looked: profiles > fewProfiles ? 'found' : { touched: of('touched'), slid: of('slid') },
    causes: new Set(rows.flatMap(({ why, cause }) => (why === '' ? [] : [cause]))),
  };
}

/**
 * Writes what is new of those to whom something happened: entries, exits, members, and the base. Segments that look at nothing of what happened are left out, but
 * for the first time after a run, which may have left profiles as they were that the run itself did not speak of.
 */
export async function computeLive(
  queries: LiveQueries,
  { definitions, thresholds, segments, run }: Pick<LiveDefinitions, 'definitions' | 'thresholds' | 'segments' | 'run'>,
  happened: Happened,
  input: PlanInput,
): Promise<LiveChange[]> {
  const documents = new Map([...definitions].map(([id, { document }]) => [id, document]));
  const { asOf, known } = input.earlier!;
  const isFirst = asOf === run.asOf.getTime() && known === run.known;
  const concerned = isFirst ? segments : concernedSegments(happened.causes, documents);
  const compared = concerned.map((id) => ({ definition: id, version: definitions.get(id)!.version }));
  const statements = compileLive(compared, await withMerges(queries, happened.looked, input), input);
  const isBaseConcerned = happened.causes.has(causes.names) || happened.causes.has(causes.aliases);
  await allEnded(
    [...statements.changes, ...(isBaseConcerned ? [statements.base] : [])].map((each) =>
      queries.write(each, thresholds),
    ),
  );
  if (concerned.length === 0) return [];
  const rows = await queries.rows<Record<keyof LiveChange, string>>(compileLiveCounts(concerned, input));
  const changed = rows.map(({ segment, entered, left }) => ({ segment, entered: Number(entered), left: Number(left) }));
  const ids = changed.map(({ segment }) => segment);
  if (ids.length > 0) await queries.write(compileLiveMemberships(ids, input));
  return changed;
}

/** Few profiles with what merges make of them. With their numbers they have to be few, too: else the statement finds everything by itself. */
async function withMerges(queries: LiveQueries, looked: Looked, input: PlanInput): Promise<Looked> {
  if (looked === 'found' || !input.hasAliases) return looked;
  const profiles = [...new Set([...looked.touched, ...looked.slid])];
  const room = fewProfiles - profiles.length;
  const rows = await queries.rows<MergeRow>(compileMerges(profiles, input, room));
  return rows.length > room ? 'found' : { ...looked, merges: mergesOf(rows, profiles) };
}
