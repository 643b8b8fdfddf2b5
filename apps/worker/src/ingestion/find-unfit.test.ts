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
