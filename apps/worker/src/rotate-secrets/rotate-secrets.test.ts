import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import { keyringIn, open, seal, type Keyring } from '@cutline/secrets';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { UnreadableSecrets } from './reseal.ts';
import { rotateSecrets } from './rotate-secrets.ts';
import { sealedColumns } from './sealed-columns.ts';

let stage: TestWorkspace;
let home: string;
/** As a running process has it. */
let keyring: Keyring;
beforeAll(async () => void (stage = await createTestWorkspace()));
afterAll(() => stage.drop());
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'cutline-rotate-'));
  keyring = await keyringIn(home, {});
  await stage.database.delete(schema.importLocation);
  await stage.database.delete(schema.source);
  return () => rm(home, { recursive: true });
});

async function storeWriteKey(secret: string): Promise<string> {
  const [source] = await stage.database
    .insert(schema.source)
    .values({ workspaceId: stage.workspace.id, name: 'Shop', kind: 'website' })
    .returning();
  const id = randomUUID();
  const sealed = seal(keyring, secret, `write-key:${id}`);
  await stage.database.insert(schema.writeKey).values({ id, sourceId: source!.id, hash: randomUUID(), sealed });
  return id;
}

async function storeLocation(secret: string): Promise<string> {
  const id = randomUUID();
  await stage.database.insert(schema.importLocation).values({
    ...{
      id,
      workspaceId: stage.workspace.id,
      name: 'Bucket',
      endpoint: 'https://s3.example',
      region: 'eu',
      bucket: 'b',
    },
    ...{ accessKeyId: 'AK', sealedSecret: seal(keyring, secret, `import-location:${id}`) },
  });
  return id;
}

async function writeKey(id: string): Promise<string> {
  const [row] = await stage.database.select().from(schema.writeKey).where(eq(schema.writeKey.id, id));
  return open(keyring, row!.sealed, `write-key:${id}`);
}

test('secrets are readable before, while and after keys are rotated, by processes that were not restarted', async () => {
  const [first, location] = [await storeWriteKey('wk_first'), await storeLocation('s3 secret')];
  const before = keyring.keys[0]!.id;
  let late = '';
  const rotation = await rotateSecrets(stage.database, home, async () => {
    expect(await writeKey(first)).toBe('wk_first');
    // Sealed by a process that had read the keyring just before, and stored only now.
    if (late) return;
    late = await storeWriteKey('wk_late');
    const old = { keys: keyring.keys.slice(1), hashKey: keyring.hashKey };
    const sealed = seal(old, 'wk_late', `write-key:${late}`);
    await stage.database.update(schema.writeKey).set({ sealed }).where(eq(schema.writeKey.id, late));
  });
  expect(rotation).toMatchObject({ resealed: 3, dropped: 1 });
  expect(keyring.keys.map(({ id }) => id)).toEqual([rotation.keyId]);
  expect(rotation.keyId).not.toBe(before);
  expect([await writeKey(first), await writeKey(late)]).toEqual(['wk_first', 'wk_late']);
  const [row] = await stage.database.select().from(schema.importLocation);
  expect(open(keyring, row!.sealedSecret, `import-location:${location}`)).toBe('s3 secret');
});

test('no key is dropped while something cannot be opened', async () => {
  const [good, bad] = [await storeWriteKey('wk_good'), await storeWriteKey('wk_bad')];
  const moved = seal(keyring, 'x', 'write-key:of-another');
  await stage.database.update(schema.writeKey).set({ sealed: moved }).where(eq(schema.writeKey.id, bad));
  const rotating = rotateSecrets(stage.database, home, async () => {});
  await expect(rotating).rejects.toThrow(UnreadableSecrets);
  expect(keyring.keys).toHaveLength(2);
  expect(await writeKey(good)).toBe('wk_good');
});

test('PostgreSQL holds no secret in plain, and every column that is called sealed is among those that are rotated', async () => {
  const secrets = ['wk_plain_to_see', 'a-secret-access-key'];
  await storeWriteKey(secrets[0]!);
  await storeLocation(secrets[1]!);
  const tables = await stage.database.execute<{ name: string }>(
    sql`SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const dump: string[] = [];
  for (const { name } of tables.rows)
    dump.push(JSON.stringify((await stage.database.execute(`SELECT to_jsonb(t)::text AS row FROM ${name} AS t`)).rows));
  expect(dump.join('\n')).toContain('https://s3.example');
  for (const secret of secrets) expect(dump.join('\n')).not.toContain(secret);
  const sealed = await stage.database.execute<{ place: string }>(
    sql`SELECT table_name || '.' || column_name AS place FROM information_schema.columns WHERE column_name LIKE '%sealed%' ORDER BY 1`,
  );
  expect(sealed.rows.map(({ place }) => place)).toEqual(
    sealedColumns.map(({ table, column }) => `${table}.${column}`).sort(),
  );
});
