import type { ClickHouseClient } from '@clickhouse/client';
import {
  changeOfPlan,
  estimateChange,
  estimateStatement,
  workOf,
  type Ask,
  type EstimatedStatement,
  type PlanInput,
  type PublishedDefinition,
  type Surroundings,
  type Work,
} from '@cutline/segment-sql';
import type { GeneratedShop } from '../generate-events.ts';
import { generateMix } from '../mix/generate-mix.ts';
import { asOf, timeZone } from '../story.ts';
import { around } from './around.ts';
import { candidates } from './candidates.ts';
import { Measurer } from './measure.ts';
import { quantile, ratioOf, type Compared } from './ratios.ts';
import { widened } from './widen-shop.ts';

/** Segments of the mix that are published before. */
const published = 6;
const run = 1;

interface Options {
  seed: number;
  count: number;
  log: (line: string) => void;
}

/** Estimates candidates, each on top of what is published, and then carries out what is more because of it. */
export async function compareAll(client: ClickHouseClient, shop: GeneratedShop, options: Options): Promise<Compared[]> {
  const { definitions } = generateMix(published, options.seed);
  const documents = around.map(([id, document]): [string, PublishedDefinition] => [id, { version: 1, document }]);
  const input: PlanInput = {
    workspace: widened,
    timeZone,
    currency: 'EUR',
    includeAnonymous: false,
    hasRates: false,
    hasAliases: false,
    asOf,
    known: shop.known,
    run: 0,
    definitions: new Map([...definitions, ...documents]),
  };
  const ask: Ask = async <Row>({ sql, params, settings }: Parameters<Ask>[0]) => {
    const query = { query: sql, query_params: { ...params }, clickhouse_settings: settings };
    return (await client.query({ ...query, format: 'JSONEachRow' })).json<Row>();
  };
  const measurer = new Measurer(client);
  const chosen = candidates(options.seed, options.count);
  const without = (of: PlanInput): EstimatedStatement[] => changeOfPlan(of, chosen[0]!.document).before;
  const before = await carryOut(without({ ...input, run }), measurer);
  const reference: Surroundings = { ask, memory: new Map(), speed: { factor: 1 }, profiles: shop.profiles };
  const expected = await Promise.all(without(input).map((each) => estimateStatement(each, reference)));
  // As an installation learns how fast it is from its last runs.
  const factor = quantile(
    [...before.values()].map(({ seconds }, i) => seconds / expected[i]!.seconds),
    0.5,
  );
  options.log(`The reference machine's seconds × ${factor.toFixed(2)}`);
  const surroundings: Surroundings = { ...reference, speed: { factor } };

  const compared: Compared[] = [];
  for (const { name, document } of chosen) {
    const begun = performance.now();
    // What is published has been looked at before; a candidate has not.
    const estimated = await estimateChange(changeOfPlan(input, document), surroundings);
    const milliseconds = performance.now() - begun;
    const change = changeOfPlan({ ...input, run }, document);
    const more = await carryOut(change.added, measurer);
    const less = change.removed.map((each) => before.get(workOf(each))!);
    const all = sum([...more.values()]);
    // A difference of two times says little where others use the machine: times are of all that the statements did.
    compared.push({
      name,
      estimated: { ...estimated, seconds: sum(estimated.steps).seconds },
      taken: { ...minus(all, sum(less)), seconds: all.seconds },
      milliseconds,
    });
    options.log(lineOf(compared.at(-1)!));
  }
  return compared;
}

/** What each statement did, in their order, by what it does. */
async function carryOut(statements: readonly EstimatedStatement[], measurer: Measurer): Promise<Map<string, Work>> {
  const works = new Map<string, Work>();
  for (const each of statements) works.set(workOf(each), await measurer.run(each));
  return works;
}

function lineOf(compared: Compared): string {
  const { name, taken, milliseconds } = compared;
  const [rows, bytes, seconds] = (['rows', 'bytes', 'seconds'] as const).map((each) =>
    ratioOf(compared, each).toFixed(2),
  );
  return `${name}: ${taken.rows} rows (× ${rows}), ${taken.bytes} bytes (× ${bytes}), ${taken.seconds.toFixed(3)} s (× ${seconds}); estimated in ${milliseconds.toFixed(0)} ms`;
}

function sum(works: Work[]): Work {
  const of = (property: keyof Work): number => works.reduce((so, each) => so + each[property], 0);
  return { rows: of('rows'), bytes: of('bytes'), seconds: of('seconds') };
}

function minus(one: Work, other: Work): Pick<Work, 'rows' | 'bytes'> {
  return { rows: one.rows - other.rows, bytes: one.bytes - other.bytes };
}
