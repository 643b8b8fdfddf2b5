import type { Database } from '@cutline/postgres';

/** Any constant will do, as long as nothing else in the database locks on it. */
export const drainLocks = 4102;

/**
 * Does `work` unless another process drains the workspace (its number) at this moment. Returns whether it was done. The lock ends with
 * its connection; should that break while work goes on, batches are safe: one that was opened with other rows refuses.
 */
export async function withDrainLock(
  database: Database,
  workspace: number,
  work: () => Promise<void>,
): Promise<boolean> {
  const connection = await database.$client.connect();
  let broken: Error | undefined;
  const onError = (error: Error): void => void (broken = error);
  connection.on('error', onError);
  try {
    const result = await connection.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS locked', [
      drainLocks,
      workspace,
    ]);
    if (!result.rows[0]!.locked) return false;
    await work();
    if (!broken) await connection.query('SELECT pg_advisory_unlock($1, $2)', [drainLocks, workspace]);
    return true;
  } catch (error) {
    broken ??= error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    connection.off('error', onError);
    connection.release(broken);
  }
}
