/**
 * `npm run bench -- --check [--record]`: whether the chain is still as quick beside hand-written ClickHouse as when its ratio was recorded. Fails when
 * the ratio has fallen by a third. Machines differ in speed, and much less in this ratio; each round gives one, of two times right after each other.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerAt, rightAnswer } from './answer.ts';
import { cutline } from './cutline.ts';
import { fused } from './fused.ts';
import { generateShop } from './generate-events.ts';
import { median } from './report/figures.ts';
import { runRounds } from './run-rounds.ts';
import { openClickHouse } from './stores/clickhouse-store.ts';
import { asOf, asOfBefore } from './story.ts';

/** What is kept of the last recording. */
interface Recorded {
  events: number;
  seed: number;
  /** How many times as long as Cutline the fused query by hand takes. */
  ratio: number;
}

const file = join(import.meta.dirname, 'recorded-ratio.json');
const events = 1_000_000;
const seed = 1;
const rounds = 9;
/** A measurement on a busy machine may come out low by chance: it is repeated before it counts. */
const attempts = 3;
const least = 2 / 3;

export async function benchCheck(options: { record: boolean }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cutline-bench-'));
  const store = await openClickHouse(folder);
  const clean = async (): Promise<void> => {
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void clean().finally(() => process.exit(1)));
  try {
    const { known, profiles } = await generateShop(store.client, events, seed);
    const right = rightAnswer(
      await answerAt(store.client, profiles, asOfBefore),
      await answerAt(store.client, profiles, asOf),
    );
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
    const ratios: number[] = [];
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const [ours, byHand] = await runRounds({ clickhouse: store }, [cutline, fused], {
        rounds,
        known,
        memory: false,
        right,
        log: () => {},
      });
      const mistake = ours!.mistake ?? byHand!.mistake;
      if (mistake !== undefined) throw new Error(`A wrong answer: ${mistake}`);
      ratios.push(median(byHand!.milliseconds.map((time, round) => time / ours!.milliseconds[round]!)));
      console.log(
        `Hand-written ClickHouse takes ${ratios.at(-1)!.toFixed(2)} × as long as Cutline (recorded: ${recorded.ratio.toFixed(2)} ×): ` +
          `${median(byHand!.milliseconds).toFixed(0)} ms and ${median(ours!.milliseconds).toFixed(0)} ms over ${events.toLocaleString('en')} events.`,
      );
      if (!options.record && ratios.at(-1)! >= recorded.ratio * least) return;
    }
    if (options.record) {
      const ratio = Number(median(ratios).toFixed(2));
      writeFileSync(file, `${JSON.stringify({ events, seed, ratio }, null, 2)}\n`);
      console.log(`Recorded ${ratio} × in ${file}.`);
      return;
    }
    console.error(`The ratio has fallen by a third, in ${attempts} measurements: the chain has become slower.`);
    process.exitCode = 1;
  } finally {
    await clean();
  }
}
