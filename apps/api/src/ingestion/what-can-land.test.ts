import { eq } from 'drizzle-orm';
import { connectClickHouse, tables, type EventRow } from '@cutline/clickhouse';
import { schema } from '@cutline/postgres';
import type { InboxMessage } from '@cutline/worker/incoming';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { makeSource } from './testing/make-source.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

/** Properties, as JSON, that are odd and are taken; what of them is in the engine afterwards. */
const odd: [string, object][] = [
  ['{"x":1e15,"y":-1e15}', { x: '1000000000000000', y: '-1000000000000000' }],
  [
    '{"x":18446744073709551616,"y":-9223372036854775809,"z":1e20}',
    { x: '18446744073709552000', y: '-9223372036854776000', z: '100000000000000000000' },
  ],
  ['{"x":1e400,"y":-1e400}', { x: 'Infinity', y: '-Infinity' }],
  ['{"x":[1e400,1e20,1]}', { x: ['Infinity', '100000000000000000000', '1'] }],
  ['{"x":5e-324,"y":-0,"z":0.1}', { x: 5e-324, y: '0', z: 0.1 }],
  ['{"x":"\\ud83d","y":["a\\udc00"]}', { x: '\ufffd', y: ['a\ufffd'] }],
  ['{"a.b":1,"a":{"b":2,"c":3}}', { a: { b: '1', c: '3' } }],
  ['{"a":{"b":2},"a.b":1}', { a: { b: '2' } }],
  ['{"x":[1,"a",true,null,2.5]}', { x: ['1', 'a', true, 2.5] }],
  ['{"x":[[1],{"a":1}],"y":[],"z":{}}', { x: { a: ['1'] }, y: [] }],
  ['{"":1,"x":null}', {}],
  ['{"x":1,"x":2}', { x: '2' }],
  ['{"constructor":"c","toString":1}', { constructor: 'c', toString: '1' }],
  ['{"x`y":1,"x\\\\y":2,"x\\"y":3}', { 'x`y': '1', 'x\\y': '2', 'x"y': '3' }],
  [
    '{"date":"2026-02-30","time":"24:00","ip":"10.0.0.1","uuid":"00000000-0000-0000-0000-000000000000"}',
    { date: '2026-02-30', time: '24:00', ip: '10.0.0.1', uuid: '00000000-0000-0000-0000-000000000000' },
  ],
  ['{"products":[{"product_id":"P","price":99999999999999.99,"quantity":9007199254740991}]}', {}],
  ['{"products":[{"price":1e14,"quantity":1e19},{"price":"x","quantity":"1.5"},{}]}', {}],
  ['{"revenue":"-99999999999999.9999","currency":"JPY"}', {}],
];

it('takes nothing that the engine then refuses, or takes for something else', async () => {
  const source = await makeSource(api);
  const messages = odd.map(
    ([json], index) => `{"type":"track","userId":"u1","event":"Tried","messageId":"m${index}","properties":${json}}`,
  );
  expect((await source.send('/v1/batch', `{"batch":[${messages.join()}]}`)).text).toBe('{"success":true}');
  const [row] = await api.database.select().from(schema.inbox).where(eq(schema.inbox.source, source.id));
  const clickHouse = connectClickHouse(api.settings.clickHouse);
  try {
    const values = (JSON.parse(row!.contents) as InboxMessage[]).map(({ event, messageId, time }): EventRow => {
      const { orderId, ...rest } = event!;
      const received = { received_at: time, batch: 1, source: source.id };
      return { workspace: 1, profile: 1, message_id: messageId, time, order_id: orderId, ...received, ...rest };
    });
    await clickHouse.insert({
      table: tables.events,
      values,
      format: 'JSONEachRow',
      // As the worker inserts them.
      clickhouse_settings: {
        date_time_input_format: 'best_effort',
        input_format_try_infer_dates: 0,
        input_format_try_infer_datetimes: 0,
        input_format_json_read_bools_as_numbers: 0,
        type_json_skip_duplicated_paths: 1,
      },
    });
    const stored = await clickHouse.query({
      query: `SELECT parameters FROM ${tables.events} ORDER BY toUInt32(substring(message_id, 2))`,
      format: 'JSONEachRow',
    });
    const found = await stored.json<{ parameters: object }>();
    expect(found.map(({ parameters }) => parameters)).toEqual(odd.map(([, expected]) => expected));
  } finally {
    await clickHouse.close();
  }
});
