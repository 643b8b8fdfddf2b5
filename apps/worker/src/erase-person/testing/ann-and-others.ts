import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schema } from '@cutline/postgres';
import { keyedHash } from '@cutline/secrets';
import type { Workspace } from '../../find-workspace.ts';
import type { TestWorkspace } from '../../test-workspace.ts';

/** Ann's numbers: her profile, and what she did before anyone knew her name. */
export const annNumbers = [900_001, 900_003];
/** Everything that names her, and the ids of what she sent. */
export const annWords = ['ann.q@example.com', 'c-ann', '+3585550100', 'device-ann', 'm-ann-1', 'm-ann-2', 'm-ann-3'];
export const annNames = ['customId:c-ann', 'email:ann.q@example.com', 'phone:+3585550100', 'anonymousId:device-ann'];
const segment = '00000000-0000-4000-8000-000000000001';
const at = '2026-01-02 03:04:05.000';

/** Puts Ann, and two people with addresses like hers, into every place in which a person can be. */
export async function fillWithAnn(stage: TestWorkspace, { id: workspaceId, number: workspace }: Workspace) {
  await fillPostgres(stage, workspaceId, workspace);
  const rows: Record<string, object[]> = {
    events: [
      [900_001, 'm-ann-1'],
      [900_003, 'm-ann-2'],
      [900_002, 'm-joann'],
    ].map(([profile, message_id]) => ({
      ...{ workspace, action: 'page.view', time: at, received_at: at, profile, message_id, batch: 1, source: 'import' },
      ...{ currency: 'EUR', order_id: '', parameters: { referrer: 'x' } },
    })),
    profile_values: [
      [900_001, 'm-ann-3'],
      [900_002, 'm-joann-2'],
    ].map(([profile, message_id]) => ({
      ...{ workspace, kind: 'consent', name: 'email', profile, time: at, batch: 1, source: 'x', message_id },
      ...{ boolean: true, is_list: false },
    })),
    identifiers: [
      [900_001, 'customId', 'c-ann'],
      [900_001, 'email', 'ann.q@example.com'],
      [900_003, 'anonymousId', 'device-ann'],
      [900_002, 'email', 'joann.q@example.com'],
    ].map(([profile, kind, value]) => ({ workspace, profile, kind, value, batch: 1 })),
    profile_aliases: [{ workspace, number: 900_003, batch: 1, profile: 900_001 }],
    membership_changes: [900_001, 900_002].map((profile) => ({
      ...{ workspace, segment, run: 1, profile, change: 'entered', at, version: 1, reason: 'first-run' },
    })),
  };
  for (const [table, values] of Object.entries(rows))
    await stage.clickhouse.insert({ table, values, format: 'JSONEachRow' });
  const hashes = ['m-ann-1', 'm-ann-2', 'm-ann-3', 'm-joann'].map((message) => `'${message}'`).join(', ');
  for (const query of [
    `INSERT INTO message_ids SELECT ${workspace}, reinterpretAsUInt128(sipHash128(arrayJoin([${hashes}]))), 1, now()`,
    `INSERT INTO memberships SELECT ${workspace}, 13, '${segment}', run, bitmapBuild([toUInt32(900001), toUInt32(900002), toUInt32(900003)])
      FROM (SELECT arrayJoin([1, 2]) AS run)`,
    `INSERT INTO timelines (workspace, stream, profile, daysMap.day, daysMap.events) SELECT ${workspace}, 1, arrayJoin([900001, 900002]), [20500], [3]`,
    `INSERT INTO run_bitmaps SELECT ${workspace}, 2, 'left over', 13, bitmapBuild([toUInt32(900001), toUInt32(900002)])`,
  ])
    await stage.clickhouse.command({ query });
}

async function fillPostgres(stage: TestWorkspace, workspaceId: string, workspace: number): Promise<void> {
  const { database, home } = stage;
  const people = await database
    .insert(schema.identifier)
    .values([
      { workspace, kind: 'customId', value: 'c-ann', number: 900_001, profile: 900_001 },
      { workspace, kind: 'email', value: 'ann.q@example.com', profile: 900_001 },
      { workspace, kind: 'phone', value: '+3585550100', profile: 900_001 },
      { workspace, kind: 'anonymousId', value: 'device-ann', number: 900_003, profile: 900_001 },
      { workspace, kind: 'email', value: 'joann.q@example.com', number: 900_002, profile: 900_002 },
    ])
    .returning();
  const said = { workspace, time: new Date(at), source: 'x', batch: 1 };
  await database.insert(schema.identityLink).values([
    { ...said, fromId: people[1]!.id, toId: people[0]!.id, kind: 'together', messageId: 'm-ann-1' },
    { ...said, fromId: people[3]!.id, toId: people[0]!.id, kind: 'alias', messageId: 'm-ann-2' },
  ]);
  await database.insert(schema.profileAlias).values({ workspace, number: 900_003, batch: 1, profile: 900_001 });
  const [source] = await database
    .insert(schema.source)
    .values({ workspaceId, name: 'Shop', kind: 'website' })
    .returning();
  const shown = { workspace, sourceId: source!.id, type: 'track', outcome: 'landed' as const, problems: [] };
  await database.insert(schema.sourceMessage).values([
    { ...shown, identifiers: ['email:ann.q@example.com'], raw: '{}', number: 900_001 },
    { ...shown, identifiers: [], raw: '{"context":{"page":"https://x.y/?mail=ann.q%40example.com"}}' },
    { ...shown, identifiers: [], raw: '{"phone":"+358 555-0100"}' },
    { ...shown, identifiers: ['email:joann.q@example.com'], raw: '{"email":"joann.q@example.com"}', number: 900_002 },
    { ...shown, identifiers: [], raw: '{"email":"ann.q@example.com.au"}' },
  ]);
  const [upload] = await database
    .insert(schema.importFile)
    .values({ workspaceId, fileName: 'a.csv', bytes: 1, checksum: 'x', status: 'completed' })
    .returning();
  await mkdir(join(home, 'uploads'), { recursive: true });
  await writeFile(join(home, 'uploads', upload!.id), 'ann.q@example.com');
  const reject = { importId: upload!.id, code: 'bad-time', message: 'This is no time.', column: 'time' };
  await database.insert(schema.importReject).values([
    { ...reject, line: 2, raw: 'c-ann,yesterday' },
    { ...reject, line: 3, raw: 'c-anna,ann.q@example.company,yesterday' },
  ]);
  const message = (messageId: string, identifiers: object) => ({ messageId, time: new Date(at), identifiers });
  const joann = message('m-joann-3', { email: 'joann.q@example.com' });
  const contents = JSON.stringify([message('m-ann-4', { email: 'Ann.Q@example.com' }), joann]);
  await database.insert(schema.inbox).values({ workspace, source: source!.id, messages: 2, contents });
}

/** What the API does when somebody asks for her erasure. */
export async function askToEraseAnn({ database, keyring }: TestWorkspace, { id, number }: Workspace): Promise<string> {
  const [made] = await database.insert(schema.erasure).values({ workspaceId: id, status: 'running' }).returning();
  const erasureId = made!.id;
  await database.insert(schema.erasureSubject).values({ erasureId, numbers: annNumbers, identifiers: annNames });
  await database
    .insert(schema.erasedIdentifier)
    .values(annNames.map((name) => ({ workspace: number, hash: keyedHash(keyring, name), erasureId })));
  return erasureId;
}
