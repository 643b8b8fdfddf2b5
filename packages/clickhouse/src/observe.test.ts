import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClickHouseClient } from '@clickhouse/client';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connectClickHouse, tagged, type ObservedStatement, type StatementEnd } from './index.ts';

let database: TestClickHouse;
let client: ClickHouseClient;
let passing: Server;
const sent: (string | string[] | undefined)[] = [];
const told: { statement: ObservedStatement; ends: StatementEnd[] }[] = [];

beforeAll(async () => {
  database = await createTestClickHouse();
  // On the way to ClickHouse the headers are looked at.
  passing = createServer((incoming, outgoing) => {
    sent.push(incoming.headers['traceparent']);
    const { method, headers } = incoming;
    const onwards = request(new URL(incoming.url!, database.url), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onwards);
  });
  passing.listen(0, '127.0.0.1');
  await once(passing, 'listening');
  const url = `http://127.0.0.1:${(passing.address() as AddressInfo).port}`;
  client = connectClickHouse({ ...database, url }, (statement) => {
    const ends: StatementEnd[] = [];
    told.push({ statement, ends });
    return { headers: { traceparent: `span-${told.length}` }, end: (how) => void ends.push(how) };
  });
});
beforeEach(() => {
  told.length = 0;
  sent.length = 0;
});
afterAll(async () => {
  await client.close();
  passing.close();
  await database.drop();
});

it('tells of each statement with what it is for, and sends what it is told to', async () => {
  await client.command({ query: 'CREATE TABLE pets (name String) ENGINE = Memory', query_id: 'make' });
  await client.insert({ table: 'pets', values: [{ name: 'cat' }], format: 'JSONEachRow' });
  const result = await client.query({
    query: 'SELECT name FROM pets',
    clickhouse_settings: tagged({ feature: 'pets', step: 'all', workspace: 7 }),
    format: 'JSONEachRow',
  });
  expect(told[2]!.ends).toEqual([]);
  expect(await result.json()).toEqual([{ name: 'cat' }]);
  expect(told.map(({ statement }) => statement)).toEqual([
    { kind: 'command', tag: {}, queryId: 'make' },
    { kind: 'insert', tag: {} },
    { kind: 'query', tag: { feature: 'pets', step: 'all', workspace: 7 } },
  ]);
  expect(sent).toEqual(['span-1', 'span-2', 'span-3']);
  for (const { ends } of told) {
    expect(ends[0]).toMatchObject({ queryId: expect.any(String), summary: { read_rows: expect.any(String) } });
    expect(ends[0]).not.toHaveProperty('error');
  }
});

it('tells why a statement failed: before its answer, and in the middle of its rows', async () => {
  await expect(client.command({ query: 'SELECT nothing' })).rejects.toThrow();
  expect(told[0]!.ends).toEqual([expect.objectContaining({ error: expect.objectContaining({ code: '47' }) })]);

  const query = 'SELECT throwIf(number = 300000) AS failed FROM numbers(400000)';
  const result = await client.query({
    query,
    format: 'JSONEachRow',
    clickhouse_settings: { max_block_size: '1000', http_write_exception_in_output_format: 0 },
  });
  await expect(result.json()).rejects.toThrow();
  // The client tells its tracer a moment after it has told its caller.
  await expect
    .poll(() => told[1]!.ends[0])
    .toMatchObject({
      error: expect.objectContaining({ message: expect.stringMatching(/throwIf|error in the stream/) }),
    });
});
