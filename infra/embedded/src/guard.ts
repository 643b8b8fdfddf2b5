/**
 * Outlives the launcher by a moment: when its standard input ends because the launcher was killed, it ends the
 * processes that it was told of. A launcher that stops in order ends it first.
 */
import { createInterface } from 'node:readline';
import { endProcess, type ProcessRecord } from './processes.ts';

interface Watched {
  record: ProcessRecord;
  signal: NodeJS.Signals;
}

const watched: Watched[] = [];
createInterface({ input: process.stdin })
  .on('line', (line) => watched.push(JSON.parse(line) as Watched))
  .on('close', () => {
    void Promise.all(watched.map(({ record, signal }) => endProcess(record, signal, 10_000))).then(() =>
      process.exit(0),
    );
  });
