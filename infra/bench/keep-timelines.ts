import type { ClickHouseClient } from '@clickhouse/client';
import {
  compileBusy,
  compileStreamInsert,
  streamsByKey,
  streamsOf,
  wholeStream,
  type StoredStream,
  type StreamState,
} from '@cutline/segment-sql';
import type { Prepared } from './contender.ts';
import { asOf, definitions, timeZone, workspace } from './story.ts';

const profilesOfPart = 500_000;
const settings = { timeZone, currency: 'EUR', hasAliases: false };

function states(known: number): StreamState[] {
  const documents = new Map([...definitions].map(([id, { document }]) => [id, document]));
  return streamsOf(documents, { asOf, timeZone, hasRates: false }).map((stream, index) => ({
    ...settings,
    workspace,
    known,
    stream,
    number: index + 1,
  }));
}

/** Builds the timelines that the story's definitions want, as the worker does: in parts of profiles. */
export async function buildTimelines(client: ClickHouseClient, known: number): Promise<Prepared> {
  const start = performance.now();
  const [counted] = await rows<{ profiles: number }>(client, 'SELECT toUInt32(max(profile)) AS profiles FROM events');
  for (const state of states(known))
    for (let afterProfile = 0; afterProfile < counted!.profiles; afterProfile += profilesOfPart) {
      const part = { ...wholeStream, afterProfile, upToProfile: afterProfile + profilesOfPart };
      const { sql, params } = compileStreamInsert(state, part);
      await client.command({ query: sql, query_params: params });
    }
  const milliseconds = performance.now() - start;
  await client.command({ query: 'OPTIMIZE TABLE timelines FINAL' });
  const [size] = await rows<{ bytes: string }>(
    client,
    `SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE database = currentDatabase() AND table = 'timelines' AND active`,
  );
  return { milliseconds, bytes: Number(size!.bytes) };
}

/** The streams as a run finds them at an instant. */
export async function readStreams(client: Rows, at: number, known: number): Promise<Map<string, StoredStream>> {
  const stored = await Promise.all(
    states(known).map(async (state) => {
      const { sql, params } = compileBusy(state, at);
      const [row] = await client.rows<{ busy: number }>(sql, params);
      return { ...state, quiet: row!.busy === 0 };
    }),
  );
  return streamsByKey(stored);
}

interface Rows {
  rows<Row>(query: string, bindings: StatementParameters): Promise<Row[]>;
}
type StatementParameters = ReturnType<typeof compileBusy>['params'];

async function rows<Row>(client: ClickHouseClient, query: string): Promise<Row[]> {
  const result = await client.query({ query, format: 'JSONEachRow' });
  return result.json<Row>();
}
