import { describe, expect, it } from 'vitest';
import type { WholeMapping } from '../api/contract.ts';
import { asUsual, faultOf, formOf, isOwnRule, mappingOf, newRule } from './mapping-form.ts';

const usual: WholeMapping = {
  events: [
    { from: 'Order Completed', to: 'transaction.charge', revenue: ['revenue', 'total'] },
    { from: 'Product Viewed', to: 'product.view' },
  ],
  otherwise: 'keep',
  page: 'page.visit',
  screen: 'screen.visit',
  group: 'group.join',
  fields: { revenue: ['revenue'], currency: ['currency'], orderId: ['order_id'], products: ['products'] },
  context: { pageUrl: 'page.url' },
};

describe('the form of a mapping', () => {
  it('says nothing of its own while nothing is changed', () => {
    const form = formOf(usual, usual, null);
    expect(mappingOf(form, usual)).toBeNull();
    expect(form.rules.some(isOwnRule)).toBe(false);
  });

  it('says what was changed, and no more', () => {
    const form = formOf(usual, usual, null);
    Object.assign(form.rules[1]!, { ignored: true });
    form.rules.push({ ...newRule('Video Played'), to: ' video.play ' });
    Object.assign(form, { page: '', otherwise: 'ignore' });
    form.fields.orderId = 'order_id, orderNumber';
    expect(mappingOf(form, usual)).toEqual({
      events: [
        { from: 'Product Viewed', to: null },
        { from: 'Video Played', to: 'video.play' },
      ],
      otherwise: 'ignore',
      page: null,
      fields: { orderId: ['order_id', 'orderNumber'] },
    });
  });

  it('comes back as it was saved, the own rules first, what it does not show kept', () => {
    const own = {
      events: [{ from: 'order completed', to: 'shop.order', revenue: ['worth'] }],
      context: { device: 'device.type' },
    };
    const effective = { ...usual, events: [usual.events[1]!, ...own.events] };
    const form = formOf(effective, usual, own);
    expect(form.rules.map(({ from }) => from)).toEqual(['order completed', 'Product Viewed']);
    expect(form.rules.map(isOwnRule)).toEqual([true, false]);
    expect(mappingOf(form, usual)).toEqual(own);
    form.rules[0] = asUsual(form.rules[0]!);
    expect(mappingOf(form, usual)).toEqual({ context: own.context });
  });

  it('names what keeps a rule from being saved', () => {
    const rules = [
      newRule('A'),
      newRule(' a'),
      newRule(),
      { ...newRule('B'), to: '' },
      { ...newRule('C'), to: '', ignored: true },
    ];
    expect(rules.map((rule) => faultOf(rule, rules))).toEqual(['twice', 'twice', 'from', 'to', null]);
  });
});
