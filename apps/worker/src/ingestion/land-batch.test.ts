import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { knownBatch, schema } from '@cutline/postgres';
import type { Workspace } from '../find-workspace.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { abandonBatches } from './abandon-batches.ts';
import type { IncomingEvent } from './incoming.ts';
import { landBatch, type Landing } from './land-batch.ts';
import { openBatch } from './open-batch.ts';

let stage: TestWorkspace;
let workspace: Workspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
beforeEach(async () => {
  workspace = await stage.another();
});
afterAll(() => stage.drop());

function event(messageId: string, changes: Partial<IncomingEvent> = {}): IncomingEvent {
  return {
    action: 'transaction.charge',
    time: '2026-01-02T03:04:05.678Z',
    messageId,
    identifiers: { customId: 'c1' },
    revenue: '12.3400',
    currency: 'EUR',
    orderId: 'o1',
    products: [{ product_id: 'p', name: 'Pan', category: 'Kitchen', price: '6.17', quantity: 2 }],
    parameters: { channel: 'web', day: '2026-01-02' },
    ...changes,
  };
}

function landing(origin: string, events: IncomingEvent[], changes: Partial<Landing> = {}): Landing {
  return { workspace: workspace.number, origin, source: 'import', events, ...changes };
}

async function count(table: string, of = 'count()'): Promise<number> {
  const [row] = await stage.rows<{ n: string }>(
    `SELECT ${of} AS n FROM ${table} WHERE workspace = ${workspace.number}`,
  );
  return Number(row!.n);
}

const aliases = () =>
  stage.rows(
    `SELECT number, batch, profile FROM profile_aliases WHERE workspace = ${workspace.number} ORDER BY batch, number`,
  );

/** Events of many months, so that the insert has many parts. */
function twoYears(of: number): IncomingEvent[] {
  return Array.from({ length: of }, (_, n) =>
    event(`m${n}`, {
      identifiers: { customId: `c${n % 7}` },
      time: new Date(Date.UTC(2024, n % 24, 1 + (n % 28))).toISOString(),
    }),
  );
}

test('a batch lands with what it said, its people are known, and it is known', async () => {
  const landed = await landBatch(
    stage,
    landing('a', [event('m1')], {
      profiles: [
        {
          identifiers: { customId: 'c1', email: ' Ann@Example.COM ' },
          time: '2026-01-01T00:00:00.000Z',
          messageId: 'said',
          attributes: {
            city: 'Oulu',
            visits: 1.25,
            small: 1.5e-7,
            vip: false,
            tags: ['a', 'b'],
            none: [],
            born: { date: '1990-05-31' },
            renews: { instant: Date.UTC(2027, 0, 2, 3, 4, 5, 6) },
            gone: null,
            huge: 1e40,
          },
          consents: { email: true, sms: false },
        },
      ],
    }),
  );
  expect(landed).toMatchObject({ batch: 1, events: 1, conflicts: 0, landedBefore: false });
  expect(
    await stage.rows(`SELECT * EXCEPT (received_at, workspace) FROM events WHERE workspace = ${workspace.number}`),
  ).toEqual([
    {
      action: 'transaction.charge',
      time: '2026-01-02 03:04:05.678',
      profile: 1,
      message_id: 'm1',
      batch: '1',
      source: 'import',
      revenue: '12.34',
      currency: 'EUR',
      order_id: 'o1',
      products: [{ product_id: 'p', name: 'Pan', category: 'Kitchen', price: '6.17', quantity: '2' }],
      parameters: { channel: 'web', day: '2026-01-02' },
    },
  ]);
  expect(
    await stage.rows(
      `SELECT profile, kind, value, batch FROM identifiers WHERE workspace = ${workspace.number} ORDER BY kind`,
    ),
  ).toEqual([
    { profile: 1, kind: 'customId', value: 'c1', batch: '1' },
    { profile: 1, kind: 'email', value: 'ann@example.com', batch: '1' },
  ]);
  const nothing = { text: null, number: null, boolean: null, instant: null, date: null, list: [], is_list: false };
  const attribute = (name: string, value: object) => ({ ...nothing, kind: 'attribute', name, ...value });
  expect(
    await stage.rows(
      `SELECT kind, name, text, number, boolean, instant, date, list, is_list FROM profile_values
      WHERE workspace = ${workspace.number} AND profile = 1 AND batch = 1 AND source = 'import' AND time = '2026-01-01 00:00:00'
      ORDER BY kind, name`,
    ),
  ).toEqual([
    attribute('born', { date: '1990-05-31' }),
    attribute('city', { text: 'Oulu' }),
    attribute('gone', {}),
    attribute('huge', {}),
    attribute('none', { is_list: true }),
    attribute('renews', { instant: '2027-01-02 03:04:05.006' }),
    attribute('small', { number: '0.00000015' }),
    attribute('tags', { list: ['a', 'b'], is_list: true }),
    attribute('vip', { boolean: false }),
    attribute('visits', { number: '1.25' }),
    { ...nothing, kind: 'consent', name: 'email', boolean: true },
    { ...nothing, kind: 'consent', name: 'sms', boolean: false },
  ]);
  const identifiers = await stage.database
    .select()
    .from(schema.identifier)
    .where(eq(schema.identifier.workspace, workspace.number));
  expect(identifiers.map(({ kind, value, profile }) => [kind, value, profile])).toEqual(
    expect.arrayContaining([
      ['customId', 'c1', 1],
      ['email', 'ann@example.com', 1],
    ]),
  );
  expect(await knownBatch(stage.database, workspace.number)).toBe(1);
});

test('a batch that fails before it is marked landed lands once when tried again, with its bookkeeping', async () => {
  const events = twoYears(500);
  const failing = landBatch(stage, landing('a', events), async () => {
    throw new Error('the connection broke');
  });
  await expect(failing).rejects.toThrow('the connection broke');
  expect(await count('events')).toBe(500);
  expect(await knownBatch(stage.database, workspace.number)).toBe(0);

  let booked = 0;
  const landed = await landBatch(stage, landing('a', events), async () => void (booked += 1));
  expect(landed).toMatchObject({ batch: 1, events: 500, landedBefore: false });
  expect([await count('events'), await count('identifiers', 'uniqExact(profile, value)'), booked]).toEqual([500, 7, 1]);
  expect(await knownBatch(stage.database, workspace.number)).toBe(1);
  expect(await landBatch(stage, landing('a', events), async () => void (booked += 1))).toMatchObject({
    landedBefore: true,
    events: 500,
  });
  expect([await count('events'), booked]).toEqual([500, 1]);
});

test('a try that left only some of the rows, or rows that ClickHouse does not remember, is made whole', async () => {
  const events = twoYears(240);
  await expect(landBatch(stage, landing('a', events), () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
  await stage.clickhouse.command({
    query: `DELETE FROM events WHERE workspace = ${workspace.number} AND toMonth(time) < 7`,
  });
  expect(await count('events')).toBe(120);
  await landBatch(stage, landing('a', events));
  expect(await count('events')).toBe(240);
});

test('a Postgres connection that dies at the commit doubles nothing', async () => {
  const events = twoYears(100);
  const dying = landBatch(stage, landing('a', events), async (tx) => {
    const { rows } = await tx.execute<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await stage.database.execute(`SELECT pg_terminate_backend(${rows[0]!.pid})`);
  });
  await expect(dying).rejects.toThrow();
  await landBatch(stage, landing('a', events));
  expect(await count('events')).toBe(100);
  expect(await knownBatch(stage.database, workspace.number)).toBe(1);
});

test('batches are numbered without gaps, and known stops before one that is open', async () => {
  await openBatch(stage.database, workspace.number, 'slow');
  await Promise.all(['a', 'b', 'c'].map((origin) => landBatch(stage, landing(origin, [event(origin)]))));
  const numbers = await stage.database
    .select()
    .from(schema.ingestionBatch)
    .where(eq(schema.ingestionBatch.workspace, workspace.number));
  expect(numbers.map((each) => each.number).sort()).toEqual([1, 2, 3, 4]);
  expect(await knownBatch(stage.database, workspace.number)).toBe(0);
  await landBatch(stage, landing('slow', [event('slow')]));
  expect(await knownBatch(stage.database, workspace.number)).toBe(4);
});

test('an abandoned batch leaves no events and holds nothing back', async () => {
  await expect(
    landBatch(stage, landing('import:1:0', [event('m1')]), () => Promise.reject(new Error('cut'))),
  ).rejects.toThrow('cut');
  await abandonBatches(stage, workspace.number, 'import:1:');
  expect(await count('events')).toBe(0);
  expect(await knownBatch(stage.database, workspace.number)).toBe(1);
});

test('where message ids are the sender’s own, those known already are left out, at a retry too', async () => {
  await landBatch(stage, landing('a', [event('m1'), event('m2')], { checkDuplicates: true }));
  const again = landing('b', [event('m2'), event('m3'), event('m3'), event('m4')], { checkDuplicates: true });
  await expect(landBatch(stage, again, () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
  const landed = await landBatch(stage, again);
  expect([...landed.duplicates].sort()).toEqual([0, 2]);
  expect(landed.events).toBe(2);
  expect(
    await stage.rows(`SELECT message_id FROM events WHERE workspace = ${workspace.number} ORDER BY message_id`),
  ).toEqual(['m1', 'm2', 'm3', 'm4'].map((message_id) => ({ message_id })));
});

test('numbers are dense over batches, and what stands under a weaker identifier counts for the person', async () => {
  const first = [
    event('1', { identifiers: { customId: 'x' } }),
    event('2', { identifiers: { email: 'A@b.c' } }),
    event('3', { identifiers: { customId: 'y', email: 'a@b.c' } }),
  ];
  await landBatch(stage, landing('a', first));
  await landBatch(
    stage,
    landing('b', [
      event('4', { identifiers: { email: 'a@b.c ' } }),
      event('5', { identifiers: { customId: 'z', email: 'a@b.c' } }),
    ]),
  );
  expect(
    await stage.rows(
      `SELECT message_id, profile FROM events WHERE workspace = ${workspace.number} ORDER BY message_id`,
    ),
  ).toEqual([
    { message_id: '1', profile: 1 },
    { message_id: '2', profile: 2 },
    { message_id: '3', profile: 3 },
    { message_id: '4', profile: 2 },
    { message_id: '5', profile: 4 },
  ]);
  // What stands under the address counts for the customer who gave it first.
  expect(await aliases()).toEqual([{ number: 2, batch: '1', profile: 3 }]);
});

test('identifiers are written once, with the batch that first said so, and never with another’s profile', async () => {
  await landBatch(stage, landing('a', [event('1', { identifiers: { customId: 'x', email: 'x@b.c' } })]));
  const second = [
    event('2', { identifiers: { customId: 'y', email: 'x@b.c', anonymousId: 'device' } }),
    event('3', { identifiers: { customId: 'x', phone: '+358 1' } }),
    event('4', { identifiers: { anonymousId: 'device' } }),
  ];
  await landBatch(stage, landing('b', second));
  expect(
    await stage.rows(
      `SELECT profile, kind, value, batch FROM identifiers WHERE workspace = ${workspace.number} ORDER BY profile, kind`,
    ),
  ).toEqual([
    { profile: 1, kind: 'customId', value: 'x', batch: '1' },
    { profile: 1, kind: 'email', value: 'x@b.c', batch: '1' },
    { profile: 1, kind: 'phone', value: '+3581', batch: '2' },
    { profile: 2, kind: 'customId', value: 'y', batch: '2' },
    { profile: 2, kind: 'anonymousId', value: 'device', batch: '2' },
  ]);
});

test('an abandoned batch leaves no values of profiles either', async () => {
  const profiles = [
    {
      identifiers: { customId: 'x' },
      time: '2026-01-01T00:00:00.000Z',
      messageId: 'said',
      attributes: { city: 'Oulu' },
      consents: {},
    },
  ];
  const failing = landBatch(stage, landing('demo:0', [], { profiles }), () => Promise.reject(new Error('cut')));
  await expect(failing).rejects.toThrow('cut');
  expect(await count('profile_values')).toBe(1);
  await abandonBatches(stage, workspace.number, 'demo:');
  expect(await count('profile_values')).toBe(0);
});
