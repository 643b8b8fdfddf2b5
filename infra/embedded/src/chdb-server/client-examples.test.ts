import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  ClickHouseLogLevel,
  createClient,
  type ClickHouseClient,
  type ClickHouseClientConfigOptions,
} from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestClickHouse, type TestClickHouse } from '../test-database.ts';
import { type Context, examples } from './examples/index.ts';
import { examplesPage } from './examples/page.ts';

let database: TestClickHouse;
let context: Context;
const clients: ClickHouseClient[] = [];

beforeAll(async () => {
  database = await createTestClickHouse();
  const { url, username, password, database: name } = database;
  const connect = (options: ClickHouseClientConfigOptions): ClickHouseClient => {
    const client = createClient({
      url,
      username,
      password,
      database: name,
      log: { level: ClickHouseLogLevel.OFF },
      ...options,
    });
    clients.push(client);
    return client;
  };
  const client = connect({});
  const table = async (columns: string, clauses = ''): Promise<string> => {
    const made = `t_${randomUUID().replaceAll('-', '')}`;
    const first = columns.split(' ')[0] ?? '';
    const [partition, settings] = clauses.startsWith('PARTITION') ? [clauses, ''] : ['', clauses];
    await client.command({
      query: `CREATE TABLE ${made} (${columns}) ENGINE = MergeTree ${partition} ORDER BY ${first} ${settings}`,
    });
    return made;
  };
  context = { client, connect, table };
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await database.drop();
});

test.each(examples)('$area: $title', async (example) => {
  await example.run(context);
});

test('the page that lists the examples says what is tried here', async () => {
  const page = join(import.meta.dirname, '../../../../docs/embedded-clickhouse.md');
  await expect(examplesPage(examples)).toMatchFileSnapshot(page);
});
