import type { Database } from '@cutline/postgres';
import type { Keyring } from '@cutline/secrets';
import { erasedAmong } from '../ingestion/erased-among.ts';
import type { IncomingEvent } from '../ingestion/incoming.ts';
import type { RejectedRow } from './import-bookkeeping.ts';
import type { FileRow } from './file-rows.ts';

/** Events of a chunk with the rows that they come from. */
export interface EventsOfRows {
  events: IncomingEvent[];
  origins: FileRow[];
}

/** Parts events of people who were erased from the workspace (its number) from the others. What is kept of the former says nothing of them. */
export async function refuseErased(
  { database, keyring }: { database: Database; keyring: Keyring },
  workspace: number,
  { events, origins }: EventsOfRows,
): Promise<EventsOfRows & { refused: RejectedRow[] }> {
  const erased = await erasedAmong(database, keyring, workspace, [...new Set(events.flatMap(namesIn))]);
  if (erased.size === 0) return { events, origins, refused: [] };
  const isErased = events.map((event) => namesIn(event).some((name) => erased.has(name)));
  return {
    events: events.filter((_, index) => !isErased[index]),
    origins: origins.filter((_, index) => !isErased[index]),
    refused: origins.filter((_, index) => isErased[index]).map(({ line }) => ({ ...ofErased, line })),
  };
}

const ofErased = {
  code: 'erased' as const,
  message: 'The row names somebody who was erased. It is not kept.',
  column: null,
  value: null,
  raw: '',
};

function namesIn({ identifiers }: IncomingEvent): string[] {
  return Object.entries(identifiers).map(([kind, value]) => `${kind}:${value}`);
}
