import type { Database } from '@cutline/postgres';

/**
 * What only one process does at a time in a workspace. `landing`: landing a batch; what one batch finds in events stays so until it has
 * landed. `draining`: taking messages from the inbox. `timelines`: adding to them. `building`: building
 * them. `publishing`: comparing members with the last ones, and making them visible. Any numbers will do, as long as nothing else in the database locks on them.
 */
const locks = { landing: 4101, draining: 4102, timelines: 4103, building: 4104, publishing: 4105 };

type Lock = keyof typeof locks;

/** Throws when the lock is lost, or was given back: another process may hold it by now. */
export type StillLocked = () => void;

/** Does `work` while no other process holds the lock in the workspace (its number), and waits for that. */
export async function whileLocked<T>(
  database: Database,
  lock: Lock,
  workspace: number,
  work: (stillLocked: StillLocked) => Promise<T>,
): Promise<T> {
  const { result } = await holding(database, lock, workspace, 'SELECT pg_advisory_lock($1, $2), true AS locked', work);
  return result as T;
}

/** Does `work` unless another process holds the lock. Returns whether it was done. */
export async function unlessLocked(
  database: Database,
  lock: Lock,
  workspace: number,
  work: (stillLocked: StillLocked) => Promise<void>,
): Promise<boolean> {
  const { done } = await holding(database, lock, workspace, 'SELECT pg_try_advisory_lock($1, $2) AS locked', work);
  return done;
}

/** The lock ends with its connection, so a process that dies lets go of it. */
async function holding<T>(
  database: Database,
  lock: Lock,
  workspace: number,
  ask: string,
  work: (stillLocked: StillLocked) => Promise<T>,
): Promise<{ done: boolean; result?: T }> {
  const connection = await database.$client.connect();
  let broken: Error | undefined;
  let over = false;
  // The connection is idle while the work is done; that it breaks then must not end the process.
  const onError = (error: Error): void => void (broken = error);
  connection.on('error', onError);
  try {
    const names = [locks[lock], workspace];
    const asked = await connection.query<{ locked: boolean }>(ask, names);
    if (!asked.rows[0]!.locked) return { done: false };
    const result = await work(() => {
      if (broken ?? over) throw broken ?? new Error('The lock was given back');
    });
    if (!broken) await connection.query('SELECT pg_advisory_unlock($1, $2)', names);
    return { done: true, result };
  } catch (error) {
    // Closing the connection frees the lock whatever state it is in.
    broken ??= error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    over = true;
    connection.off('error', onError);
    connection.release(broken);
  }
}
