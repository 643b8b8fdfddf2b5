import { expect, test } from 'vitest';
import type { Erasure } from '../api/contract.ts';
import { receiptFile, rowsOf } from './receipt-file.ts';

const erasure: Erasure = {
  id: '01a201f9-4c0e-78fc-b205-88f3622491bc',
  status: 'completed',
  receipt: { postgres: { identifiers: 3, links: 2 }, clickhouse: { events: 40 }, files: 1 },
  requestedBy: { id: 'u', name: 'Ada' },
  requestedAt: '2026-11-22T06:00:00.000Z',
  finishedAt: '2026-11-22T06:00:04.000Z',
  releasedAt: null,
  releasedBy: null,
  keptOut: 3,
};

test('a receipt is a file of what went, when, and by whom', () => {
  const file = receiptFile({ id: 'w', name: 'Shop & co' }, erasure);
  expect(file?.name).toBe('erasure-2026-11-22-2491bc.json');
  const content: unknown = JSON.parse(decodeURIComponent(file!.href.replace(/^[^,]*,/, '')));
  expect(content).toMatchObject({ requestedBy: 'Ada', workspace: { name: 'Shop & co' }, clickhouse: { events: 40 } });
  expect(rowsOf(erasure.receipt!)).toBe(45);
});

test('there is none before it is complete', () => {
  expect(receiptFile({ id: 'w', name: 'Shop' }, { ...erasure, status: 'running', receipt: null })).toBeNull();
});
