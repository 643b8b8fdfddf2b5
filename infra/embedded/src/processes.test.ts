import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeProcess, isRunning } from './processes.ts';

/** Says "up", and ends a little later while its threads are busy. */
const busyThreads = `
  const { Worker } = require('node:worker_threads');
  const busy = 'const page = Buffer.alloc(3e7, 1); for (let x = 0; ; ) x += Math.sqrt(x + page.length)';
  for (let i = 0; i < 6; i += 1) new Worker(busy, { eval: true });
  setTimeout(() => { console.log('up'); setTimeout(() => process.exit(0), 50); }, 300);
`;

const threads = (pid: number): number => {
  try {
    return readdirSync(`/proc/${pid}/task`).length;
  } catch {
    return 0;
  }
};

test.runIf(process.platform === 'linux')('a process runs until its last thread has ended', async () => {
  for (let round = 0; round < 5; round += 1) {
    const child = spawn(process.execPath, ['-e', busyThreads], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exit = once(child, 'exit');
    await once(child.stdout, 'data');
    const pid = child.pid ?? 0;
    const record = describeProcess(pid);
    if (record === undefined) throw new Error('the process ended before it was looked at');
    // Without a pause, so that the moment between the end of its first thread and of its last is seen.
    const latest = Date.now() + 10_000;
    while (isRunning(record) && Date.now() < latest);
    expect(threads(pid)).toBeLessThanOrEqual(1);
    expect(await exit).toEqual([0, null]);
  }
});
