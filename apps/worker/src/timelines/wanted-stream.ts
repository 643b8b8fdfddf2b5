import { hasRates, knownBatch } from '@cutline/postgres';
import type { Stream } from '@cutline/segment-sql';
import type { Dependencies } from '../dependencies.ts';
import { findWorkspace } from '../find-workspace.ts';
import { publishedVersions, readDocuments } from '../recompute-workspace/run-plan.ts';
import { missingStreams } from './choose-streams.ts';

/** A stream to be built, and the last batch that it can hold now. */
export interface WantedStream {
  document: Stream;
  known: number;
}

/** The stream of a workspace that pays most and is missing; null where none is. */
export async function wantedStream(
  stores: Pick<Dependencies, 'database' | 'clickhouse' | 'timelinesFrom'>,
  workspaceId: string,
): Promise<WantedStream | null> {
  const { database } = stores;
  const workspace = await findWorkspace(database, workspaceId);
  const { documents } = await readDocuments(database, await publishedVersions(database, workspaceId));
  const definitions = new Map([...documents].map(([id, { document }]) => [id, document]));
  const known = await knownBatch(database, workspace.number);
  const clock = { asOf: Date.now(), hasRates: await hasRates(database, workspaceId, known) };
  const [document] = await missingStreams(stores, workspace, definitions, clock);
  return document ? { document, known } : null;
}
