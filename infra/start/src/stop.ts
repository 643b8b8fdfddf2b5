/** `npm run stop`: ends the Cutline of this home, and nothing else. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, removeRecord, runningRecord } from '@cutline/embedded';
import { lockFile, openHome } from './home.ts';

const home = openHome(process.env);
const launcher = runningRecord(lockFile(home));
if (launcher !== undefined) await endProcess(launcher, 'SIGTERM', 60_000);

// A launcher that was killed may have left parts of itself behind; each has a file that names it.
let left = 0;
for (const name of readdirSync(home).filter((entry) => entry.endsWith('.pid'))) {
  const file = join(home, name);
  const record = runningRecord(file);
  if (record !== undefined) {
    left += 1;
    await endProcess(record, name === 'postgres.pid' ? 'SIGINT' : 'SIGTERM', 10_000);
  }
  removeRecord(file);
}
console.log(launcher !== undefined || left > 0 ? 'Cutline has stopped.' : 'Cutline was not running.');
