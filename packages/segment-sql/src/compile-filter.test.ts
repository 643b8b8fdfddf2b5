import type { ConstantComparison, EventFilter, LineFilter, ProductField } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextAt, startExpressionEngine, type ExpressionEngine } from '../test/expression-engine.ts';
import { compileEventFilter } from './compile-filter.ts';

let engine: ExpressionEngine;
beforeAll(async () => {
  engine = await startExpressionEngine();
  const line = { product_id: '', name: '', category: '', price: null, quantity: null };
  await engine.insertEvents([
    { parameters: { store: 'E-commerce', items: 2 }, revenue: '10', products: [] },
    {
      parameters: { store: 'Hamburg', items: 5 },
      revenue: '20.5',
      products: [{ ...line, category: 'wear', price: '5' }],
    },
    {
      parameters: { store: 7 },
      products: [
        { ...line, category: 'wear', price: '50', quantity: 1 },
        { ...line, category: 'home', price: '5', quantity: 3 },
      ],
    },
    { order_id: 'A', products: [{ ...line, category: 'wear', price: '50', quantity: 3 }, line] },
  ]);
});
afterAll(() => engine.close());

/** Which of the four events pass, by number; the same when rows are found by the filter. */
async function passing(filter: EventFilter): Promise<number[]> {
  const context = contextAt();
  const sql = compileEventFilter(filter, context);
  expect(new Set(await engine.values(`toTypeName(${sql})`, context))).toEqual(new Set(['UInt8']));
  const holds = await engine.values(sql, context);
  const passed = holds.flatMap((each, index) => (each === 1 ? [index] : []));
  const found = `(SELECT arraySort(groupArray(toUInt32(message_id))) FROM events WHERE workspace = 1 AND ${sql})`;
  expect(await engine.value(found, context)).toEqual(passed);
  return passed;
}

const parameter = (name: string, type: 'string' | 'integer' | 'money', comparison: ConstantComparison): EventFilter => {
  return { type: 'parameter', parameter: { name, type }, comparison };
};
const online = parameter('store', 'string', { type: 'equals', operand: { type: 'constant', value: 'E-commerce' } });
const many = parameter('items', 'integer', { type: 'atLeast', operand: { type: 'constant', value: 5 } });

describe('a filter of events', () => {
  it('asks for parameters; what is of another type is no value', async () => {
    expect(await passing(online)).toEqual([0]);
    expect(await passing(many)).toEqual([1]);
    expect(await passing(parameter('store', 'string', { type: 'isNotSet' }))).toEqual([2, 3]);
    expect(await passing(parameter('store', 'integer', { type: 'isSet' }))).toEqual([2]);
    expect(await passing(parameter('store', 'string', { type: 'notIn', values: ['Hamburg'] }))).toEqual([0, 2, 3]);
    expect(await passing(parameter('orderId', 'string', { type: 'isSet' }))).toEqual([3]);
    const dear = parameter('revenue', 'money', { type: 'moreThan', operand: { type: 'constant', value: 10.25 } });
    expect(await passing(dear)).toEqual([1]);
  });

  it('joins with all, any and not; nothing is all, and not any', async () => {
    expect(await passing({ type: 'any', of: [online, many] })).toEqual([0, 1]);
    expect(await passing({ type: 'all', of: [online, many] })).toEqual([]);
    expect(await passing({ type: 'not', of: { type: 'any', of: [online, many] } })).toEqual([2, 3]);
    expect(
      await passing({
        type: 'all',
        of: [
          { type: 'not', of: online },
          { type: 'not', of: many },
        ],
      }),
    ).toEqual([2, 3]);
    expect(await passing({ type: 'all', of: [] })).toEqual([0, 1, 2, 3]);
    expect(await passing({ type: 'any', of: [] })).toEqual([]);
    expect(await passing({ type: 'not', of: { type: 'any', of: [] } })).toEqual([0, 1, 2, 3]);
  });
});

describe('a filter of product lines', () => {
  const field = (name: ProductField, comparison: ConstantComparison): LineFilter => ({
    type: 'field',
    field: name,
    comparison,
  });
  const wear = field('category', { type: 'in', values: ['wear', 'shoes'] });
  const dear = field('price', {
    type: 'between',
    from: { type: 'constant', value: 50 },
    to: { type: 'constant', value: 60 },
  });
  const several = field('quantity', { type: 'moreThan', operand: { type: 'constant', value: 1 } });
  const some = (where: LineFilter) => passing({ type: 'products', quantifier: 'some', where });
  const every = (where: LineFilter) => passing({ type: 'products', quantifier: 'every', where });

  it('holds for some where one single line satisfies all', async () => {
    expect(await some(wear)).toEqual([1, 2, 3]);
    expect(await some({ type: 'all', of: [wear, dear] })).toEqual([2, 3]);
    expect(await some({ type: 'all', of: [wear, dear, several] })).toEqual([3]);
    expect(await some({ type: 'any', of: [dear, several] })).toEqual([2, 3]);
    expect(await some({ type: 'all', of: [] })).toEqual([1, 2, 3]);
    expect(await some({ type: 'any', of: [] })).toEqual([]);
  });

  it('holds for every where there are lines and each satisfies it', async () => {
    expect(await every(wear)).toEqual([1]);
    expect(await every({ type: 'not', of: field('category', { type: 'isNotSet' }) })).toEqual([1, 2]);
    expect(await every({ type: 'all', of: [] })).toEqual([1, 2, 3]);
    expect(await every(field('quantity', { type: 'notEquals', operand: { type: 'constant', value: 3 } }))).toEqual([1]);
  });

  it('may look for texts regardless of case', async () => {
    expect(await some(field('category', { type: 'in', values: ['HOME'], ignoreCase: true }))).toEqual([2]);
    expect(await some(field('category', { type: 'matches', pattern: '^H', ignoreCase: true }))).toEqual([2]);
  });
});
