import { ClickHouseError } from '@clickhouse/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tables, type EventRow } from '@cutline/clickhouse';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { findUnfit } from './find-unfit.ts';

let stage: TestWorkspace;
beforeAll(async () => void (stage = await createTestWorkspace()));
afterAll(() => stage.drop());

function row(messageId: string, more: Partial<EventRow> = {}): EventRow {
  return {
    workspace: 1,
    action: 'visit',
    time: '2026-03-01T10:00:00.000Z',
    profile: 1,
    message_id: messageId,
    received_at: '2026-03-01T10:00:00.000Z',
    batch: 1,
    source: 'test',
    revenue: null,
    currency: 'EUR',
    order_id: '',
    products: [],
    parameters: { store: "it's\n\\here", list: [1, { a: true }] },
    ...more,
  };
}

it('finds exactly the rows that ClickHouse refuses, and stores nothing', async () => {
  const rows = Array.from({ length: 50 }, (_, index) => row(String(index)));
  rows[7] = row('huge', { parameters: { huge: 1e20 } });
  rows[8] = row('huge too', { parameters: { in: { a: [-1e20] } } });
  rows[49] = row('wrong time', { time: 'yesterday' });
  expect([...(await findUnfit(stage.clickhouse, tables.events, rows))]).toEqual([7, 8, 49]);
  expect(await findUnfit(stage.clickhouse, tables.events, [])).toEqual(new Set());
  expect(await findUnfit(stage.clickhouse, tables.events, rows.slice(10, 20))).toEqual(new Set());
  expect(await stage.rows('SELECT 1 FROM events')).toEqual([]);
});

it.each([1, 2, 3, 4])(
  'takes no row for unfit because ClickHouse refused %i statements for another reason',
  async (times) => {
    let left = times;
    const refusing = new Proxy(stage.clickhouse, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if (name === 'command' && left-- > 0)
            throw new ClickHouseError({ message: 'Refused (injected)', code: '49', type: 'LOGICAL_ERROR' });
          return value.apply(target, args);
        };
      },
    });
    const found = findUnfit(refusing, tables.events, [row('one'), row('two')]);
    // Where an empty row is refused too it is said so.
    expect(await found.catch(({ message }: Error) => message)).toEqual(times < 3 ? new Set() : 'Refused (injected)');
  },
);
