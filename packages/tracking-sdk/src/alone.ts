/**
 * Waits until no other tab of the site does the same work, then does it. Pages without TLS have no locks, and sandboxed frames may not
 * use them: there, tabs may send a message twice, which its id makes count once.
 */
export async function alone(work: () => Promise<void>): Promise<void> {
  let begun = false;
  const begin = (): Promise<void> => {
    begun = true;
    return work();
  };
  try {
    await navigator.locks.request('cutline', begin);
  } catch {
    if (!begun) await work();
  }
}
