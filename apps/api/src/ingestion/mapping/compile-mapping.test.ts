import { describe, expect, it } from 'vitest';
import { readMessage } from '../reading/read-message.ts';
import { compileMapping } from './compile-mapping.ts';
import { defaultMapping, wholeMapping } from './default-mapping.ts';
import { sourceMapping, type SourceMapping } from './source-mapping.ts';

function read(own: SourceMapping, message: object) {
  const mapping = compileMapping(sourceMapping.parse(own));
  const given = { userId: 'u1', type: 'track', ...message };
  const result = readMessage(given, { mapping, now: 0, currency: 'EUR' });
  return result.outcome === 'taken' ? result.message.event : result.outcome;
}

describe('a mapping of a source’s own', () => {
  it('renames, ignores, and leaves all else as it is', () => {
    const own: SourceMapping = {
      events: [
        { from: 'order completed', to: 'transaction.order' },
        { from: 'Heartbeat', to: null },
      ],
    };
    expect(read(own, { event: 'Order Completed' })).toMatchObject({ action: 'transaction.order' });
    expect(read(own, { event: 'HEARTBEAT' })).toBe('ignored');
    expect(read(own, { event: 'Product Viewed' })).toMatchObject({ action: 'product.view' });
    expect(read(own, { event: 'Own Name' })).toMatchObject({ action: 'Own Name' });
  });

  it('says where the fixed fields are, for one event or for all', () => {
    const own: SourceMapping = {
      events: [
        { from: 'Booked', to: 'transaction.charge', revenue: ['order.gross', 'sum'], products: ['order.lines'] },
      ],
      fields: { orderId: ['booking'] },
    };
    const order = { gross: 12, lines: [{ id: 'P-1' }] };
    expect(read(own, { event: 'Booked', properties: { booking: 'B-1', sum: 10, order } })).toMatchObject({
      revenue: '12',
      orderId: 'B-1',
      products: [{ product_id: 'P-1' }],
    });
    expect(read(own, { event: 'Booked', properties: { sum: 10 } })).toMatchObject({ revenue: '10' });
    expect(read(own, { event: 'Other', properties: { order_id: 'O-1' } })).toMatchObject({
      orderId: '',
      parameters: { order_id: 'O-1' },
    });
    expect(read({ fields: { revenue: [] } }, { event: 'Other', properties: { revenue: 'none' } })).toMatchObject({
      revenue: null,
      parameters: { revenue: 'none' },
    });
  });

  it('takes only what it names, if it says so', () => {
    const own: SourceMapping = { otherwise: 'ignore', page: null, screen: 'app.look' };
    expect(read(own, { event: 'Own Name' })).toBe('ignored');
    expect(read(own, { event: 'Order Completed' })).toMatchObject({ action: 'transaction.charge' });
    expect(read(own, { type: 'page' })).toBe('ignored');
    expect(read(own, { type: 'screen' })).toMatchObject({ action: 'app.look' });
    expect(read(own, { type: 'group', groupId: 'g' })).toMatchObject({ action: 'group.join' });
  });

  it('takes parameters from the context that it names', () => {
    const message = { event: 'x', context: { page: { url: '/a' }, locale: 'de' } };
    expect(read({ context: { language: 'locale' } }, message)).toMatchObject({ parameters: { language: 'de' } });
  });

  it('knows an action under its own name, with the fields of its first rule', () => {
    expect(read({}, { event: 'transaction.charge', properties: { total: 5 } })).toMatchObject({
      action: 'transaction.charge',
      revenue: '5',
    });
  });

  it('is refused where it is none', () => {
    const twice = [
      { from: 'A', to: 'a' },
      { from: 'a', to: 'b' },
    ];
    for (const bad of [
      { events: twice },
      { events: [{ from: '', to: 'a' }] },
      { events: [{ from: 'a' }] },
      { otherwise: 'drop' },
      { more: 1 },
    ])
      expect(sourceMapping.safeParse(bad).success).toBe(false);
  });

  it('adds nothing where it says nothing', () => {
    expect(wholeMapping({})).toEqual(defaultMapping);
    expect(sourceMapping.parse(defaultMapping)).toEqual(defaultMapping);
  });
});
