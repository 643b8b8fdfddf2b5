import { hasAliases } from '@cutline/postgres';
import { streamsByKey, type PlanInput, type StoredStream } from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import type { Workspace } from '../find-workspace.ts';
import { unlessLocked, type StillLocked } from '../ingestion/workspace-lock.ts';
import { dropScratch, queryPrefix } from '../recompute-workspace/run-queries.ts';
import { runsUnderWay } from '../recompute-workspace/runs-under-way.ts';
import { addWhileLocked, countNew } from '../timelines/add-batches.ts';
import { hasStreams, streamsAsTheyAre } from '../timelines/choose-streams.ts';

type Stores = Pick<Dependencies, 'database' | 'clickhouse'>;

/** What so many new events come to is read from them; more are added to timelines first. */
const fewEvents = 20_000;

/**
 * Does `work` with the timelines that a live run may read, while nobody adds to them; without any where somebody does. What they lack is read from events, and all that there is of
 * profiles that were merged since; unless it is much: then it is added to them, but for while a run is under way, which counts on what they hold.
 */
export async function withTimelines<T>(
  stores: Stores,
  workspace: Workspace,
  input: PlanInput,
  work: (streams: NonNullable<PlanInput['streams']>) => Promise<T>,
): Promise<T> {
  if (!(await hasStreams(stores, workspace))) return work(new Map());
  let result: { of: T } | undefined;
  await unlessLocked(stores.database, 'timelines', workspace.number, async (stillLocked) => {
    const of = await work(streamsByKey(await streamsOf(stores, workspace, input, stillLocked)));
    // Somebody may have added meanwhile what was read from events.
    stillLocked();
    result = { of };
  });
  return result ? result.of : work(new Map());
}

async function streamsOf(
  stores: Stores,
  workspace: Workspace,
  input: PlanInput,
  stillLocked: StillLocked,
): Promise<StoredStream[]> {
  const { database } = stores;
  const documents = new Map([...input.definitions].map(([id, { document }]) => [id, document]));
  const streams = await streamsAsTheyAre(stores, workspace, documents, input);
  const behind = streams.filter(({ known }) => known < input.known);
  if (behind.length === 0) return streams;
  const afterBatch = Math.min(...behind.map(({ known }) => known));
  const merged = await hasAliases(database, workspace.number, input.known, afterBatch);
  const { events } = await countNew(database, workspace, { afterBatch, known: input.known });
  const lacking = (each: StoredStream): StoredStream =>
    behind.includes(each) ? { ...each, lacksMerges: merged } : each;
  if (events <= fewEvents || (await runsUnderWay(database, workspace.id)).length > 0) return streams.map(lacking);
  const { run, known } = input;
  const address = { workspace: workspace.number, run };
  try {
    const adding = {
      workspaceId: workspace.id,
      streams: behind.map(({ number }) => number),
      run,
      known,
      queryPrefix: queryPrefix(address),
    };
    await addWhileLocked(stores, workspace, adding, stillLocked);
  } finally {
    await dropScratch(stores.clickhouse, address);
  }
  return streams.map((each) => (behind.includes(each) ? { ...each, known, hasTail: true } : each));
}
