import { expect, it } from 'vitest';
import { sampleCells, sampleColumns } from './sample-cells.ts';

it('a sample shows identifiers and parameters as columns, and leaves out what no row has', () => {
  const rows = [
    {
      line: 2,
      event: {
        action: 'order',
        messageId: 'import:sample:2',
        identifiers: { customId: '7' },
        revenue: '12.50',
        orderId: '',
        products: [],
        parameters: { items: 3, gift: false },
      },
    },
    { line: 3, reject: { code: 'time', message: 'Not a date.', column: 'date' } },
  ];
  const columns = sampleColumns(rows);
  expect(columns).toEqual(['customId', 'action', 'revenue', 'items', 'gift']);
  expect(sampleCells(rows[0]!, columns, 'UTC')).toEqual(['7', 'order', '12.50', '3', 'false']);
});
