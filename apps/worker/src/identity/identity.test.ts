import { and, eq } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Workspace } from '../find-workspace.ts';
import type { IdentifierOf, Identifiers, IncomingIdentityChange, IncomingProfile } from '../ingestion/incoming.ts';
import { landBatch, type Landing } from '../ingestion/land-batch.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';

let stage: TestWorkspace;
let workspace: Workspace;
let batches: number;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
beforeEach(async () => {
  workspace = await stage.another();
  batches = 0;
});
afterAll(() => stage.drop());

/** A message of somebody, said at a second. */
function said(second: number, identifiers: Identifiers): IncomingProfile {
  const time = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
  return { identifiers, time, messageId: `m${second}`, attributes: {}, consents: {} };
}

function landing(changes: Partial<Landing>): Landing {
  batches += 1;
  return { workspace: workspace.number, origin: `test:${batches}`, source: 'test', events: [], ...changes };
}

const land = (...profiles: IncomingProfile[]) => landBatch(stage, landing({ profiles }));
const alias = (second: number, identifiers: Identifiers, previous: string) =>
  landBatch(stage, landing({ aliases: [{ ...said(second, identifiers), previous }] }));
const change = (
  second: number,
  identity: Pick<IncomingIdentityChange, 'type' | 'from' | 'into'> & { kind?: 'alias' | 'merge' },
) => {
  const { time, messageId } = said(second, {});
  return landBatch(
    stage,
    landing({ identityChanges: [{ kind: 'merge', by: null, time, messageId, ...identity } as IncomingIdentityChange] }),
  );
};
const customer = (value: string): IdentifierOf => ({ kind: 'customId', value });

/** People by their identifiers' values, as PostgreSQL has them. */
async function people(): Promise<string[]> {
  const { identifier } = schema;
  const rows = await stage.database
    .select()
    .from(identifier)
    .where(and(eq(identifier.workspace, workspace.number), eq(identifier.seen, true)));
  return [...Map.groupBy(rows, ({ profile }) => profile).values()]
    .map((members) =>
      members
        .map(({ value }) => value)
        .toSorted()
        .join(' '),
    )
    .toSorted();
}

const aliases = async () =>
  (
    await stage.rows<{ number: number; batch: string; profile: number }>(
      `SELECT number, batch, profile FROM profile_aliases WHERE workspace = ${workspace.number} ORDER BY batch, number`,
    )
  ).map(({ number, batch, profile }) => [number, Number(batch), profile]);

test('what a visitor did joins when they say who they are, from that batch on', async () => {
  await land(said(1, { anonymousId: 'b1' }));
  await land(said(2, { customId: '42', anonymousId: 'b1' }));
  expect(await people()).toEqual(['42 b1']);
  expect(await aliases()).toEqual([[1, 2, 2]]);
});

test('a device stays with the customer who was there first; a message that comes late moves it', async () => {
  await land(said(3, { customId: '42', anonymousId: 'b1' }));
  expect(await land(said(5, { customId: '77', anonymousId: 'b1' }))).toMatchObject({ conflicts: 1 });
  expect(await people()).toEqual(['42 b1', '77']);
  await land(said(4, { customId: '99', anonymousId: 'b1' }));
  expect(await people()).toEqual(['42 b1', '77', '99']);
  await land(said(1, { customId: '77', anonymousId: 'b1' }));
  expect(await people()).toEqual(['42', '77 b1', '99']);
});

test('an alias makes one of two customers, under the new number, and can be undone for good', async () => {
  await land(said(1, { customId: 'new' }), said(2, { customId: 'old', email: 'a@b.c' }));
  await alias(3, { customId: 'new' }, 'old');
  expect(await people()).toEqual(['a@b.c new old']);
  expect(await aliases()).toEqual([[2, 2, 1]]);
  await change(4, { type: 'undo', kind: 'alias', from: customer('old'), into: customer('new') });
  expect(await people()).toEqual(['a@b.c old', 'new']);
  expect((await aliases()).at(-1)).toEqual([2, 3, 2]);
  await alias(5, { customId: 'new' }, 'old');
  expect(await people()).toEqual(['a@b.c old', 'new']);
});

test('a merge by hand can be undone and made again', async () => {
  await land(said(1, { customId: 'a' }), said(2, { customId: 'b' }));
  const ends = { from: customer('a'), into: customer('b') };
  await change(3, { type: 'merge', ...ends });
  expect(await people()).toEqual(['a b']);
  await change(4, { type: 'undo', ...ends });
  expect(await people()).toEqual(['a', 'b']);
  await change(5, { type: 'merge', ...ends });
  expect(await people()).toEqual(['a b']);
});

test.each([{ customId: 'before' }, { anonymousId: 'before' }])(
  'who an alias speaks of and nobody has seen joins when %o turns up',
  async (identifiers) => {
    await alias(1, { customId: 'now' }, 'before');
    expect(await people()).toEqual(['now']);
    await land(said(2, identifiers));
    expect(await people()).toEqual(['before now']);
  },
);

test('a batch that is tried again gives the same numbers and hands ClickHouse the same aliases', async () => {
  await land(said(1, { anonymousId: 'b1' }));
  const batch = landing({
    profiles: [said(2, { customId: '42', anonymousId: 'b1' }), said(3, { customId: '77', anonymousId: 'b1' })],
  });
  await expect(landBatch(stage, batch, () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
  await stage.clickhouse.command({ query: `DELETE FROM profile_aliases WHERE workspace = ${workspace.number}` });
  await land(said(4, { customId: '99' }));
  const landed = await landBatch(stage, batch);
  expect(landed).toMatchObject({ batch: 2, profileNumbers: [2, 3], conflicts: 1 });
  expect(await aliases()).toEqual([[1, 2, 2]]);
  expect(await people()).toEqual(['42 b1', '77', '99']);
});
