import type { PublishedDefinition } from '@cutline/segment-sql';
import { digestColumns, digestOf, isSame, type Digest, type DigestRow } from '../digest.ts';
import type { Meter } from '../meter.ts';
import { publish } from '../run-plan.ts';
import type { Store } from '../stores/store.ts';
import { asOf, workspace } from '../story.ts';

/** A way to find and log what differs between two memberships, and to keep the new one. */
export interface DiffMeasurement {
  name: string;
  way: string;
  /** One per round. */
  milliseconds: number[];
  requests: number;
  bytesRead: number | undefined;
  peakMemory: number | undefined;
  /** Of the new membership on disk as it is kept. */
  stored: number;
  mistake: string | undefined;
}

export interface DiffOptions {
  rounds: number;
  seed: number;
  /** Of each membership, about; there are twice as many profiles. */
  members: number;
  log(line: string): void;
}

interface Way {
  name: string;
  way: string;
  /** Tables that are emptied before a round, and statements that then put the last membership there. */
  reset: string[];
  evaluate(meter: Meter): Promise<void>;
  /** `SELECT profile, change` of what it logged. */
  logged: string;
  /** Name of the table that holds what it kept. */
  keeps: string | undefined;
}

const segment = '00000000-0000-4000-8000-000000000001';
const definitions: ReadonlyMap<string, PublishedDefinition> = new Map([
  [
    segment,
    {
      version: 1,
      document: { formatVersion: 2, kind: 'segment', name: 'Half of all', where: { type: 'all', of: [] } },
    },
  ],
]);
const run = 2;

/** Of profiles every other is a member, by a hash of its number; of one in a hundred it is the other way round since. */
const membersSql = (flipped: string): string => `SELECT toUInt32(number) AS profile
  FROM numbers(1, {profiles:UInt64})
  WHERE (cityHash64(number, {seed:UInt64}, toUInt64(21)) % 2 = 0) != (${flipped})`;
const isFlipped = 'cityHash64(number, {seed:UInt64}, toUInt64(22)) % 100 = 0';

/** Statements that make what both ways start from: the new membership in scratch and as rows, the last one likewise. */
const prepare = [
  ...['diff_rows', 'diff_rows_before'].map(
    (table) => `CREATE TABLE ${table} (profile UInt32) ENGINE = MergeTree ORDER BY profile`,
  ),
  'CREATE TABLE diff_rows_kept (profile UInt32) ENGINE = MergeTree ORDER BY profile',
  'CREATE TABLE diff_changes (profile UInt32, change Int8) ENGINE = MergeTree ORDER BY profile',
  `INSERT INTO diff_rows_before ${membersSql('false')}`,
  `INSERT INTO diff_rows ${membersSql(isFlipped)}`,
  'OPTIMIZE TABLE diff_rows FINAL',
  'OPTIMIZE TABLE diff_rows_before FINAL',
  `INSERT INTO run_bitmaps (workspace, run, key, chunk, members)
   SELECT ${workspace}, ${run}, 'segment:${segment}', toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapState(profile)
   FROM diff_rows GROUP BY chunk`,
];

const bitmaps: Way = {
  name: 'Cutline: bitmaps',
  way: 'The statements with which a run publishes: changed chunks to `memberships`, entries and exits to `membership_changes`, counts.',
  reset: [
    'TRUNCATE TABLE memberships',
    'TRUNCATE TABLE membership_changes',
    `INSERT INTO memberships (workspace, chunk, segment, run, members)
     SELECT ${workspace}, toUInt16(bitShiftRight(profile, 16)) AS chunk, '${segment}', ${run - 1}, groupBitmapState(profile)
     FROM diff_rows_before GROUP BY chunk`,
  ],
  async evaluate(meter) {
    await publish(meter, { definitions, asOf, known: 1, run, streams: new Map() });
  },
  logged: `SELECT profile, CAST(change, 'Int8') AS change FROM membership_changes FINAL WHERE workspace = ${workspace} AND run = ${run}`,
  keeps: 'memberships',
};

/** Both anti-joins, and counts as Cutline has them. */
const antiJoins = async (meter: Meter): Promise<void> => {
  for (const [change, of, without] of [
    [1, 'diff_rows', 'diff_rows_before'],
    [-1, 'diff_rows_before', 'diff_rows'],
  ] as const)
    await meter.command(
      `INSERT INTO diff_changes SELECT profile, ${change} FROM ${of} LEFT ANTI JOIN ${without} USING (profile)`,
    );
  await meter.rows('SELECT change, count() FROM diff_changes GROUP BY change');
};

const rows: Way = {
  name: 'Anti-joins of member rows',
  way: 'A row for each member, in a table ordered by profile for each membership; two anti-joins log who entered and who left. Keeping the new rows is not counted.',
  reset: ['TRUNCATE TABLE diff_changes'],
  evaluate: antiJoins,
  logged: 'SELECT profile, change FROM diff_changes',
  keeps: undefined,
};

const keptRows: Way = {
  ...rows,
  name: 'Anti-joins, and keeping the rows',
  way: 'The same, and the new rows are kept, as Cutline keeps its bitmaps.',
  reset: ['TRUNCATE TABLE diff_changes', 'TRUNCATE TABLE diff_rows_kept'],
  async evaluate(meter) {
    await antiJoins(meter);
    await meter.command('INSERT INTO diff_rows_kept SELECT profile FROM diff_rows');
  },
  keeps: 'diff_rows_kept',
};

/** Diffs two memberships in interleaved rounds; the first one warms up. What was logged is compared with what was generated, each time. */
export async function measureDiff(store: Store, options: DiffOptions): Promise<DiffMeasurement[]> {
  const parameters = { profiles: 2 * options.members, seed: options.seed };
  const meter = store.createMeter();
  for (const table of ['memberships', 'membership_changes', 'run_bitmaps'])
    await meter.command(`TRUNCATE TABLE ${table}`);
  for (const query of prepare) await meter.command(query, parameters);
  const due = await digestsOf(
    meter,
    `SELECT toUInt32(number) AS profile, if(cityHash64(number, {seed:UInt64}, toUInt64(21)) % 2 = 0, -1, 1) AS change
     FROM numbers(1, {profiles:UInt64}) WHERE ${isFlipped}`,
    parameters,
  );
  const ways = [bitmaps, rows, keptRows];
  const results = new Map(ways.map((way) => [way, newMeasurement(way)]));
  const reset = async (way: Way): Promise<void> => {
    for (const query of way.reset) await store.createMeter().command(query);
  };
  for (let round = 0; round <= options.rounds; round += 1) {
    const first = round % ways.length;
    for (const way of [...ways.slice(first), ...ways.slice(0, first)]) {
      const result = results.get(way)!;
      await reset(way);
      const timed = store.createMeter();
      const start = performance.now();
      await way.evaluate(timed);
      const milliseconds = performance.now() - start;
      if (round > 0) result.milliseconds.push(milliseconds);
      result.requests = timed.requests;
      if (!sameChanges(await digestsOf(store.createMeter(), way.logged), due))
        result.mistake ??= 'other changes than were made';
      options.log(`round ${round === 0 ? '0 (warm-up)' : round}: ${way.name}: ${milliseconds.toFixed(0)} ms`);
    }
  }
  for (const way of ways) {
    const result = results.get(way)!;
    await reset(way);
    await store.restart();
    const before = await store.read();
    store.memory.reset();
    await way.evaluate(store.createMeter());
    result.peakMemory = store.memory.read();
    const after = await store.read();
    result.bytesRead = after.bytes === undefined ? undefined : after.bytes - before.bytes!;
    if (way.keeps) result.stored = await bytesOf(store.createMeter(), way.keeps);
  }
  return [...results.values()];
}

function newMeasurement({ name, way }: Way): DiffMeasurement {
  const unknown = { bytesRead: undefined, peakMemory: undefined, mistake: undefined };
  return { name, way, milliseconds: [], requests: 0, stored: 0, ...unknown };
}

type Changes = Map<number, Digest>;

async function digestsOf(meter: Meter, query: string, bindings = {}): Promise<Changes> {
  const found = await meter.rows<DigestRow & { change: number }>(
    `SELECT change, ${digestColumns} FROM (${query}) GROUP BY change`,
    bindings,
  );
  return new Map(found.map((row) => [Number(row.change), digestOf(row)]));
}

function sameChanges(one: Changes, other: Changes): boolean {
  return one.size === other.size && [...one].every(([change, digest]) => isSame(digest, other.get(change)!));
}

async function bytesOf(meter: Meter, table: string): Promise<number> {
  const [row] = await meter.rows<{ bytes: string }>(
    `SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE database = currentDatabase() AND table = '${table}' AND active`,
  );
  return Number(row!.bytes);
}
