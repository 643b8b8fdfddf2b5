import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestClickHouse, type TestClickHouse } from '../test-database.ts';

let database: TestClickHouse;
beforeAll(async () => {
  database = await createTestClickHouse();
});
afterAll(() => database.drop());

const basic = (user: string, password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

async function ask(headers: Record<string, string>, path = '/?query=SELECT+currentUser()'): Promise<[number, string]> {
  const response = await fetch(`${database.url}${path}`, { headers });
  return [response.status, await response.text()];
}

test('the user default gets in with its password', async () => {
  expect(await ask(basic('default', database.password))).toEqual([200, 'default\n']);
});

test.each<[string, Record<string, string>, string?]>([
  ['nothing', {}],
  ['another password', basic('default', 'wrong')],
  ['no password', basic('default', '')],
  ['another user', basic('somebody', 'wrong')],
  ['a user in a header', { 'x-clickhouse-user': 'default' }],
  ['a user in the address', {}, '/?query=SELECT+currentUser()&user=default'],
  ['a user in the address beside another password', basic('default', 'wrong'), '/?query=SELECT+1&user=default'],
  ['another address', {}, '/query?query=SELECT+1'],
  ['the page for people', {}, '/play'],
])('nobody gets in with %s', async (_what, headers, path) => {
  const [status, text] = await ask(headers, path);
  expect(status).toBe(403);
  expect(text).toContain('516');
});

test('whether it is up is told to everybody', async () => {
  expect(await ask({}, '/ping')).toEqual([200, 'Ok.\n']);
});
