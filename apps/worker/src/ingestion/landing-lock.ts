import type { Database } from '@cutline/postgres';

/** Any constant will do, as long as nothing else in the database locks on it. */
const landingLocks = 4101;

/**
 * Does `work` while no other process lands a batch in the workspace (its number): what one batch finds in events stays so until
 * it has landed. The lock ends with its connection, so a process that dies lets go of it.
 */
export async function withLandingLock<T>(database: Database, workspace: number, work: () => Promise<T>): Promise<T> {
  const connection = await database.$client.connect();
  let broken: Error | undefined;
  // The connection is idle while the work is done; that it breaks then must not end the process.
  const onError = (error: Error): void => void (broken = error);
  connection.on('error', onError);
  try {
    await connection.query('SELECT pg_advisory_lock($1, $2)', [landingLocks, workspace]);
    const result = await work();
    if (!broken) await connection.query('SELECT pg_advisory_unlock($1, $2)', [landingLocks, workspace]);
    return result;
  } catch (error) {
    // Closing the connection frees the lock whatever state it is in.
    broken ??= error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    connection.off('error', onError);
    connection.release(broken);
  }
}
