import type { ProductLine } from '@cutline/clickhouse';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../reading/read-message.ts';
import { commerceEvents } from './commerce-events.ts';
import { compileMapping } from './compile-mapping.ts';
import { ga4Events } from './ga4-events.ts';

const mapping = compileMapping(null);

interface Event {
  action: string;
  revenue?: string | null;
  currency?: string;
  orderId?: string;
  products?: ProductLine[];
  parameters?: Record<string, unknown>;
}

function eventOf(event: string, properties: Record<string, unknown>) {
  const message = { type: 'track', userId: 'u1', event, properties };
  const read = readMessage(message, { mapping, now: Date.parse('2026-06-15T12:00:00Z'), currency: 'GBP' });
  if (read.outcome !== 'taken') throw new Error(JSON.stringify(read));
  return { event: read.message.event, problems: read.problems };
}

const plain = { revenue: null, currency: '', orderId: '', products: [], parameters: {} };

// As the specifications have them, with values of our own.
const lamp = {
  product_id: 'P-1',
  sku: 'L-90',
  name: 'Lamp',
  price: 49.9,
  quantity: 2,
  category: 'Lights',
  brand: 'Lux',
};
const bulb = { product_id: 'P-2', name: 'Bulb', price: '4.5' };
const lampLine = { product_id: 'P-1', name: 'Lamp', category: 'Lights', price: '49.9', quantity: 2 };
const bulbLine = { product_id: 'P-2', name: 'Bulb', category: '', price: '4.5', quantity: null };
const single = { ...lamp, coupon: 'MAY', position: 3, url: 'https://shop.example/lamp' };
const besides = { sku: 'L-90', brand: 'Lux', coupon: 'MAY', position: 3, url: 'https://shop.example/lamp' };
const order = { order_id: 'O-7', total: 112, shipping: 3, tax: 7.3, currency: 'usd', products: [lamp, bulb] };
const ordered = { orderId: 'O-7', currency: 'USD', products: [lampLine, bulbLine] };
const step = { checkout_id: 'C-1', step: 2, shipping_method: 'Post', payment_method: 'Card' };
const wishlist = { wishlist_id: 'W-1', wishlist_name: 'Later' };

const commerce: [string, Record<string, unknown>, Event][] = [
  ['Products Searched', { query: 'lamps' }, { action: 'product.search', parameters: { query: 'lamps' } }],
  [
    'Product List Viewed',
    { list_id: 'hot', category: 'Deals', products: [lamp, bulb] },
    { action: 'list.view', products: [lampLine, bulbLine], parameters: { list_id: 'hot', category: 'Deals' } },
  ],
  [
    'Product List Filtered',
    {
      list_id: 'hot',
      filters: [{ type: 'price', value: 'under-50' }],
      sorts: [{ type: 'price', value: 'desc' }],
      products: [bulb],
    },
    {
      action: 'list.filter',
      products: [bulbLine],
      parameters: {
        list_id: 'hot',
        'filters.type': ['price'],
        'filters.value': ['under-50'],
        'sorts.type': ['price'],
        'sorts.value': ['desc'],
      },
    },
  ],
  [
    'Promotion Viewed',
    { promotion_id: 'pr', creative: 'top', name: 'Sale', position: 'home' },
    { action: 'promotion.view', parameters: { promotion_id: 'pr', creative: 'top', name: 'Sale', position: 'home' } },
  ],
  [
    'Promotion Clicked',
    { promotion_id: 'pr', name: 'Sale' },
    { action: 'promotion.click', parameters: { promotion_id: 'pr', name: 'Sale' } },
  ],
  ['Product Clicked', single, { action: 'product.click', products: [lampLine], parameters: besides }],
  [
    'Product Viewed',
    { ...single, currency: 'usd', value: 99.8 },
    { action: 'product.view', currency: 'USD', products: [lampLine], parameters: { ...besides, value: 99.8 } },
  ],
  [
    'Product Added',
    { cart_id: 'K-1', ...single },
    { action: 'product.addToCart', products: [lampLine], parameters: { cart_id: 'K-1', ...besides } },
  ],
  [
    'Product Removed',
    { cart_id: 'K-1', ...single },
    { action: 'product.removeFromCart', products: [lampLine], parameters: { cart_id: 'K-1', ...besides } },
  ],
  [
    'Cart Viewed',
    { cart_id: 'K-1', products: [lamp, bulb] },
    { action: 'cart.view', products: [lampLine, bulbLine], parameters: { cart_id: 'K-1' } },
  ],
  [
    'Checkout Started',
    { ...order, revenue: 104.3, value: 112 },
    {
      action: 'checkout.start',
      revenue: '104.3',
      ...ordered,
      parameters: { total: 112, shipping: 3, tax: 7.3, value: 112 },
    },
  ],
  ['Checkout Step Viewed', step, { action: 'checkout.viewStep', parameters: step }],
  ['Checkout Step Completed', step, { action: 'checkout.completeStep', parameters: step }],
  [
    'Payment Info Entered',
    { checkout_id: 'C-1', order_id: 'O-7' },
    { action: 'checkout.enterPayment', orderId: 'O-7', parameters: { checkout_id: 'C-1' } },
  ],
  [
    'Order Completed',
    { ...order, revenue: 104.3, coupon: 'MAY' },
    {
      action: 'transaction.charge',
      revenue: '104.3',
      ...ordered,
      parameters: { total: 112, shipping: 3, tax: 7.3, coupon: 'MAY' },
    },
  ],
  [
    'Order Updated',
    order,
    { action: 'transaction.update', revenue: '112', ...ordered, parameters: { shipping: 3, tax: 7.3 } },
  ],
  [
    'Order Refunded',
    { order_id: 'O-7', total: 30, currency: 'USD', products: [bulb] },
    { action: 'transaction.refund', revenue: '30', currency: 'USD', orderId: 'O-7', products: [bulbLine] },
  ],
  [
    'Order Cancelled',
    { ...order, revenue: 104.3 },
    { action: 'transaction.cancel', revenue: '104.3', ...ordered, parameters: { total: 112, shipping: 3, tax: 7.3 } },
  ],
  [
    'Coupon Entered',
    { order_id: 'O-7', coupon_id: 'MAY' },
    { action: 'coupon.enter', orderId: 'O-7', parameters: { coupon_id: 'MAY' } },
  ],
  [
    'Coupon Applied',
    { order_id: 'O-7', coupon_id: 'MAY', discount: 5 },
    { action: 'coupon.apply', orderId: 'O-7', parameters: { coupon_id: 'MAY', discount: 5 } },
  ],
  [
    'Coupon Denied',
    { coupon_id: 'MAY', reason: 'too late' },
    { action: 'coupon.deny', parameters: { coupon_id: 'MAY', reason: 'too late' } },
  ],
  ['Coupon Removed', { coupon_id: 'MAY' }, { action: 'coupon.remove', parameters: { coupon_id: 'MAY' } }],
  [
    'Product Added to Wishlist',
    { ...wishlist, ...single },
    { action: 'product.addToWishlist', products: [lampLine], parameters: { ...wishlist, ...besides } },
  ],
  [
    'Product Removed from Wishlist',
    { ...wishlist, ...single },
    { action: 'product.removeFromWishlist', products: [lampLine], parameters: { ...wishlist, ...besides } },
  ],
  [
    'Wishlist Product Added to Cart',
    { ...wishlist, cart_id: 'K-1', ...single },
    { action: 'product.addToCart', products: [lampLine], parameters: { ...wishlist, cart_id: 'K-1', ...besides } },
  ],
  [
    'Product Shared',
    { share_via: 'email', recipient: 'friend@example.com', product_id: 'P-2', name: 'Bulb', price: '4.5' },
    {
      action: 'product.share',
      products: [bulbLine],
      parameters: { share_via: 'email', recipient: 'friend@example.com' },
    },
  ],
  [
    'Cart Shared',
    { share_via: 'email', cart_id: 'K-1', products: [{ product_id: 'P-9' }] },
    {
      action: 'cart.share',
      products: [{ product_id: 'P-9', name: '', category: '', price: null, quantity: null }],
      parameters: { share_via: 'email', cart_id: 'K-1' },
    },
  ],
  [
    'Product Reviewed',
    { product_id: 'P-9', review_id: 'R-1', rating: '5' },
    {
      action: 'product.review',
      products: [{ product_id: 'P-9', name: '', category: '', price: null, quantity: null }],
      parameters: { review_id: 'R-1', rating: '5' },
    },
  ],
];

const item = {
  item_id: 'P-1',
  item_name: 'Lamp',
  item_category: 'Lights',
  item_brand: 'Lux',
  price: 49.9,
  quantity: 2,
};
const items = [item, { item_id: 'P-2', item_name: 'Bulb', price: 4.5 }];
const worth = { currency: 'EUR', value: 104.3, items };
/** Of events that are not about money: their value is a parameter. */
const aimed = { currency: 'EUR', products: [lampLine, bulbLine], parameters: { value: 104.3 } };

const ga4: [string, Record<string, unknown>, Event][] = [
  ['search', { search_term: 'lamps' }, { action: 'product.search', parameters: { search_term: 'lamps' } }],
  [
    'view_item_list',
    { item_list_id: 'hot', items },
    { action: 'list.view', products: [lampLine, bulbLine], parameters: { item_list_id: 'hot' } },
  ],
  [
    'select_item',
    { item_list_id: 'hot', items: [item] },
    { action: 'product.click', products: [lampLine], parameters: { item_list_id: 'hot' } },
  ],
  ['view_item', worth, { action: 'product.view', ...aimed }],
  [
    'view_promotion',
    { promotion_id: 'pr', items: [item] },
    { action: 'promotion.view', products: [lampLine], parameters: { promotion_id: 'pr' } },
  ],
  [
    'select_promotion',
    { promotion_id: 'pr', items: [item] },
    { action: 'promotion.click', products: [lampLine], parameters: { promotion_id: 'pr' } },
  ],
  ['add_to_wishlist', worth, { action: 'product.addToWishlist', ...aimed }],
  ['add_to_cart', worth, { action: 'product.addToCart', ...aimed }],
  ['remove_from_cart', worth, { action: 'product.removeFromCart', ...aimed }],
  ['view_cart', worth, { action: 'cart.view', ...aimed }],
  [
    'begin_checkout',
    { ...worth, coupon: 'MAY' },
    { action: 'checkout.start', ...aimed, parameters: { value: 104.3, coupon: 'MAY' } },
  ],
  [
    'add_shipping_info',
    { ...worth, shipping_tier: 'Ground' },
    { action: 'checkout.enterShipping', ...aimed, parameters: { value: 104.3, shipping_tier: 'Ground' } },
  ],
  [
    'add_payment_info',
    { ...worth, payment_type: 'Card' },
    { action: 'checkout.enterPayment', ...aimed, parameters: { value: 104.3, payment_type: 'Card' } },
  ],
  [
    'purchase',
    { ...worth, transaction_id: 'T-1', tax: 7.3 },
    {
      action: 'transaction.charge',
      revenue: '104.3',
      currency: 'EUR',
      orderId: 'T-1',
      products: [lampLine, bulbLine],
      parameters: { tax: 7.3 },
    },
  ],
  [
    'refund',
    { ...worth, transaction_id: 'T-1' },
    { action: 'transaction.refund', revenue: '104.3', currency: 'EUR', orderId: 'T-1', products: [lampLine, bulbLine] },
  ],
  ['page_view', { page_title: 'Hi' }, { action: 'page.visit', parameters: { page_title: 'Hi' } }],
  ['screen_view', { screen_name: 'Home' }, { action: 'screen.visit', parameters: { screen_name: 'Home' } }],
  ['sign_up', { method: 'mail' }, { action: 'account.signUp', parameters: { method: 'mail' } }],
  ['login', { method: 'mail' }, { action: 'account.signIn', parameters: { method: 'mail' } }],
  [
    'generate_lead',
    { currency: 'EUR', value: 30 },
    { action: 'lead.generate', parameters: { currency: 'EUR', value: 30 } },
  ],
];

describe.each([
  ['Segment’s e-commerce specification', commerce, commerceEvents],
  ['GA4’s recommended events', ga4, ga4Events],
] as const)('an event of %s', (_, examples, rules) => {
  it.each(examples)('%s', (name, properties, expected) => {
    expect(eventOf(name, properties)).toEqual({ event: { ...plain, ...expected }, problems: [] });
  });

  it('has an example here, each', () => {
    expect(examples.map(([name]) => name)).toEqual(rules.map(({ from }) => from));
  });
});

describe('an order', () => {
  const revenueOf = (properties: Record<string, unknown>): string => {
    const message = { type: 'track', userId: 'u1', event: 'Order Completed', properties };
    const read = readMessage(message, { mapping, now: 0, currency: 'GBP' });
    if (read.outcome === 'taken') return `${read.message.event!.revenue} ${read.message.event!.currency}`;
    return read.outcome === 'refused' ? `${read.problems[0].code} ${read.problems[0].pointer}` : read.outcome;
  };

  it.each([
    [{ revenue: 25 }, '25 GBP'],
    [{ revenue: 0.1 + 0.2 }, '0.3 GBP'],
    [{ revenue: 1.005 * 3 }, '3.015 GBP'],
    [{ revenue: -12.3456 }, '-12.3456 GBP'],
    [{ revenue: '1200.50', currency: 'usd' }, '1200.5 USD'],
    [{ revenue: '007.10000' }, '7.1 GBP'],
    [{ revenue: 0 }, '0 GBP'],
    [{ revenue: '-0.00' }, '0 GBP'],
    [{ revenue: 99999999999999 }, '99999999999999 GBP'],
    [{ revenue: null, total: 7 }, '7 GBP'],
    [{ revenue: '', value: 8, currency: '' }, '8 GBP'],
    [{}, 'null '],
    [{ revenue: 1.23456 }, 'bad-revenue /properties/revenue'],
    [{ revenue: '1.23456' }, 'bad-revenue /properties/revenue'],
    [{ revenue: 1e-7 }, 'bad-revenue /properties/revenue'],
    [{ revenue: 1e14 }, 'bad-revenue /properties/revenue'],
    [{ revenue: '$25' }, 'bad-revenue /properties/revenue'],
    [{ revenue: '1,234.50' }, 'bad-revenue /properties/revenue'],
    [{ revenue: true }, 'bad-revenue /properties/revenue'],
    [{ revenue: {} }, 'bad-revenue /properties/revenue'],
    [{ total: 'much' }, 'bad-revenue /properties/total'],
    [{ revenue: 1, currency: 'EURO' }, 'bad-currency /properties/currency'],
    [{ revenue: 1, currency: 978 }, 'bad-currency /properties/currency'],
    [{ revenue: 1, products: {} }, 'not-a-list /properties/products'],
    [{ revenue: 1, products: Array(1_001).fill({}) }, 'too-many-members /properties/products'],
    [{ revenue: 1, order_id: [] }, 'not-text /properties/order_id'],
  ])('of %j comes to %s', (properties, expected) => {
    expect(revenueOf(properties)).toBe(expected);
  });

  it('keeps a line whose price or quantity cannot be, and says so', () => {
    const products = [
      { product_id: 1, price: '19,99', quantity: 1.5 },
      'P-2',
      { product_id: 'P-3', price: 0.1 + 0.2, quantity: '3' },
    ];
    const { event, problems } = eventOf('Order Completed', { revenue: 1, products });
    expect(event?.products).toEqual([
      { product_id: '1', name: '', category: '', price: null, quantity: null },
      { product_id: 'P-3', name: '', category: '', price: '0.3', quantity: 3 },
    ]);
    expect(problems.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'bad-price /properties/products/0/price',
      'bad-quantity /properties/products/0/quantity',
      'not-an-object /properties/products/1',
    ]);
  });
});
