/**
 * `npm run bench -- --events 1m [--rounds 5] [--seed 1] [--only chain,mix,diff,refresh,slide] [--segments 1,10,100,1000] [--data folder]`: what the engine costs beside other
 * ways, on the same generated data. Prints tables and writes them to docs/benchmark.md. The data is generated, and taken away at the end, or kept in a folder for the next time. With `--check` see bench-check.ts.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shortNumber, type BenchmarkOptions } from './arguments.ts';
import { measureChain } from './measure-chain.ts';
import { measureDiff } from './diff/measure-diff.ts';
import { refresh, slide } from './due/due-changes.ts';
import { measureDue, publishMix } from './due/measure-due.ts';
import { generateShop } from './generate-events.ts';
import { keptShop } from './kept-shop.ts';
import { measureMix } from './mix/measure-mix.ts';
import { chainSection, chainTable } from './report/chain-section.ts';
import { diffSection, diffTable } from './report/diff-section.ts';
import { dueSection, dueTable } from './report/due-section.ts';
import { describeMachine, measuredBy } from './report/machine.ts';
import { mixSection, mixTable } from './report/mix-section.ts';
import { writePage, type PageSection } from './report/page.ts';
import { openClickHouse } from './stores/clickhouse-store.ts';

/** Memberships that are diffed, whatever the number of events. */
const diffedMembers = 10_000_000;
/** Of a mix of more segments than this some are run alone, and these are as many. */
const allAloneAtMost = 100;
const sampledAlone = 40;
/** Segments of each mix that are held against a query by hand. */
const checkedByHand = 10;

export async function benchEngine(options: BenchmarkOptions): Promise<void> {
  const { events, rounds, seed, sections, data } = options;
  const machine = describeMachine();
  const folder = mkdtempSync(join(tmpdir(), 'cutline-bench-'));
  // PostgreSQL may run as somebody else, who has to reach its files.
  chmodSync(folder, 0o711);
  const store = await openClickHouse(data ?? join(folder, 'clickhouse'));
  const ends: (() => Promise<void>)[] = [() => store.stop()];
  const clean = async (): Promise<void> => {
    for (const end of ends.splice(0)) await end();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void clean().finally(() => process.exit(1)));

  const log = (line: string): void => console.log(line);
  const measured = (only: string, versions: string[], more = ''): string =>
    measuredBy(
      `npm run bench -- --events ${shortNumber(events)} --rounds ${rounds} --seed ${seed} --only ${only}${more}`,
      machine,
      versions,
    );
  let mistakes = 0;
  const report = (section: PageSection, table: string, found: readonly { mistake: string | undefined }[]): void => {
    mistakes += found.filter(({ mistake }) => mistake !== undefined).length;
    // At once: a later section may fail.
    writePage(options.page, [section]);
    log(`\n${table}\n`);
  };
  try {
    if (sections.some((name) => name !== 'diff')) {
      log(`Generating ${events.toLocaleString('en')} events with seed ${seed} …`);
      const shop = data
        ? await keptShop(store, data, { events, seed, log })
        : await generateShop(store.client, events, seed);
      log(`… in ${(shop.milliseconds / 1000).toFixed(1)} s, ${(shop.bytes / shop.events).toFixed(1)} bytes an event.`);
      if (sections.includes('chain')) {
        const { measurements, versions } = await measureChain(store, shop, { folder, rounds, log }, ends);
        const text = chainSection(measurements, shop, rounds, measured('chain', versions));
        report({ part: 'chain', size: events, text }, chainTable(measurements), measurements);
      }
      if (sections.includes('mix')) {
        const found = [];
        for (const segments of options.segments)
          found.push(
            await measureMix(store, {
              segments,
              seed,
              rounds,
              known: shop.known,
              aloneAtMost: segments <= allAloneAtMost ? segments : sampledAlone,
              checked: checkedByHand,
              log,
            }),
          );
        const by = measured('mix', [store.title], ` --segments ${options.segments.join(',')}`);
        report({ part: 'mix', size: events, text: mixSection(found, events, rounds, by) }, mixTable(found), found);
      }
      // New events stay in the shop: after them nothing else is measured there.
      const changes = [slide, refresh].filter(({ part }) => sections.includes(part));
      const published = changes.length > 0 ? await publishMix(store, shop, seed) : undefined;
      for (const change of changes) {
        const found = await measureDue(store, shop, published!, change, { seed, rounds, checked: checkedByHand, log });
        const by = { events, rounds, measured: measured(change.part, [store.title]) };
        const text = dueSection(change.part, found, by);
        report({ part: change.part, size: events, text }, dueTable(found), found.scopes);
      }
    }
    if (sections.includes('diff')) {
      const found = await measureDiff(store, { rounds, seed, members: diffedMembers, log });
      const text = diffSection(found, diffedMembers, rounds, measured('diff', [store.title]));
      report({ part: 'diff', size: diffedMembers, text }, diffTable(found), found);
    }
    if (mistakes > 0) process.exitCode = 1;
  } finally {
    await clean();
  }
}
