import { erasedAmong } from '../ingestion/erased-among.ts';
import { namesIn } from '../ingestion/names-in.ts';
import type { DrainStores } from './drain-workspace.ts';
import type { WaitingMessage } from './read-rows.ts';

/** Tells messages of people who were erased, and have not been released since, from the others. */
export async function setAsideErased(
  { database, keyring }: Pick<DrainStores, 'database' | 'keyring'>,
  workspace: number,
  messages: readonly WaitingMessage[],
): Promise<{ kept: WaitingMessage[]; erased: WaitingMessage[] }> {
  const named = messages.map(namesIn);
  const erasedNames = await erasedAmong(database, keyring, workspace, [...new Set(named.flat())]);
  const kept: WaitingMessage[] = [];
  const erased: WaitingMessage[] = [];
  for (const [place, message] of messages.entries())
    (named[place]!.some((name) => erasedNames.has(name)) ? erased : kept).push(message);
  return { kept, erased };
}
