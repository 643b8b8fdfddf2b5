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
        products: [
          { product_id: 'P1', name: 'Pan', quantity: 2 },
          { product_id: 'P2', name: '', quantity: null },
        ],
        parameters: { items: 3, gift: false },
      },
    },
    { line: 3, reject: { code: 'bad-time' as const, message: 'Not a date.', column: 'date', value: 'x' } },
  ];
  const columns = sampleColumns(rows);
  expect(columns).toEqual(['customId', 'action', 'revenue', 'products', 'items', 'gift']);
  expect(sampleCells(rows[0]!, columns, 'UTC')).toEqual(['7', 'order', '12.50', '2 × Pan, 1 × P2', '3', 'false']);
});
