import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startServices } from '@cutline/embedded';
import { copyCheckout } from './copy-checkout.ts';
import { applyMutant, type Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';
import { runTests } from './run-tests.ts';

/**
 * `npm run test:mutants`: tells the compiler, or the worker, one rule wrong at a time, in a copy of the checkout, and demands that the tests notice every
 * time. `--only zone` takes the mutants whose rule or file has the word, or one of several that are given so; `--cases 1000` tries more random definitions.
 */
const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true, default: [''] }, cases: { type: 'string', default: '1000' } },
});
const root = fileURLToPath(new URL('../..', import.meta.url));
const chosen = mutants.filter(({ rule, file }) => values.only.some((word) => `${rule} ${file}`.includes(word)));
const home = mkdtempSync(join(tmpdir(), 'cutline-mutants-home-'));
const services = await startServices({ home, ports: { postgres: 0, clickhouse: 0, temporal: 0 }, disposable: true });
const survivors: string[] = [];
try {
  await services.ready;
  const { postgres, clickhouse, temporal } = services;
  const addresses = {
    postgres: { url: postgres.url },
    clickhouse: { url: clickhouse.url, username: clickhouse.username, password: clickhouse.password },
    temporal: { address: temporal.address },
  };
  const run = { cases: Number(values.cases), services: JSON.stringify(addresses) };
  const copies = [copyCheckout(root), copyCheckout(root)];
  try {
    // A list that has not followed the code is found before anything takes long.
    for (const mutant of chosen) applyMutant(copies[0]!.path, mutant)();
    const sound = await runTests(copies[0]!.path, chosen, run);
    if (sound.failed) throw new Error(`The tests fail without any mutant (${sound.failed}):\n${sound.output}`);
    const waiting = [...chosen];
    await Promise.all(copies.map(({ path }) => killAll(path, waiting, run)));
  } finally {
    for (const copy of copies) copy.remove();
  }
} finally {
  await services.stop();
  rmSync(home, { recursive: true, force: true });
}
console.log(`${chosen.length - survivors.length} of ${chosen.length} mutants killed`);
for (const rule of survivors) console.log(`survived: ${rule}`);
process.exit(survivors.length > 0 ? 1 : 0);

/** Takes one mutant after the other from the list, until it is empty. */
async function killAll(path: string, waiting: Mutant[], run: Parameters<typeof runTests>[2]): Promise<void> {
  for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
    const started = Date.now();
    const restore = applyMutant(path, mutant);
    const { failed } = await runTests(path, [mutant], run);
    restore();
    if (!failed) survivors.push(mutant.rule);
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`${failed ? `killed ${failed}` : 'SURVIVED'} (${seconds} s): ${mutant.rule}`);
  }
}
