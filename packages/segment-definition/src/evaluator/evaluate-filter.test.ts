import { describe, expect, it } from 'vitest';
import { aggregate, aggregateValue, event } from './evaluate-by-hand.ts';
import type { EvaluatedProductLine } from './evaluated-world.ts';
import type { EventFilter, LineFilter } from '../event-filter.ts';

const line = (category: string, price: string | null, quantity: number | null = 1): EvaluatedProductLine => ({
  productId: 'p',
  name: 'n',
  category,
  price,
  quantity,
});
const passes = (filter: EventFilter, products: EvaluatedProductLine[], parameters = {}): boolean =>
  aggregateValue(aggregate({ type: 'exists' }, { filter }), [
    event('2024-06-01T00:00:00Z', { products, parameters }),
  ]) === true;

const shoes: LineFilter = {
  type: 'field',
  field: 'category',
  comparison: { type: 'equals', operand: { type: 'constant', value: 'shoes' } },
};
const dear: LineFilter = {
  type: 'field',
  field: 'price',
  comparison: { type: 'atLeast', operand: { type: 'constant', value: 100 } },
};
const some = (where: LineFilter): EventFilter => ({ type: 'products', quantifier: 'some', where });
const every = (where: LineFilter): EventFilter => ({ type: 'products', quantifier: 'every', where });

describe('filters on product lines', () => {
  it('some: one single line satisfies all of it', () => {
    const both: LineFilter = { type: 'all', of: [shoes, dear] };
    expect(passes(some(both), [line('shoes', '100')])).toBe(true);
    expect(passes(some(both), [line('shoes', '99.9999'), line('hats', '100')])).toBe(false);
    expect(passes({ type: 'all', of: [some(shoes), some(dear)] }, [line('shoes', '1'), line('hats', '100')])).toBe(
      true,
    );
  });

  it('any: one single line satisfies one of them', () => {
    const either: LineFilter = { type: 'any', of: [shoes, dear] };
    expect(passes(some(either), [line('hats', '1'), line('hats', '100')])).toBe(true);
    expect(passes(every(either), [line('shoes', '1'), line('hats', '100')])).toBe(true);
    expect(passes(every(either), [line('shoes', '1'), line('hats', '99')])).toBe(false);
    expect(passes(some({ type: 'any', of: [] }), [line('shoes', '1')])).toBe(false);
  });

  it('every: there is a line, and each satisfies it', () => {
    expect(passes(every(shoes), [])).toBe(false);
    expect(passes(every(shoes), [line('shoes', '1'), line('shoes', '2')])).toBe(true);
    expect(passes(every(shoes), [line('shoes', '1'), line('', '2')])).toBe(false);
    expect(passes(every({ type: 'all', of: [] }), [])).toBe(false);
  });

  it('not, within a line and around the lines', () => {
    const lines = [line('shoes', '1'), line('hats', '1')];
    expect(passes(some({ type: 'not', of: shoes }), lines)).toBe(true);
    expect(passes({ type: 'not', of: some(shoes) }, lines)).toBe(false);
    expect(passes({ type: 'not', of: some(shoes) }, [])).toBe(true);
    expect(passes({ type: 'not', of: every(shoes) }, [])).toBe(true);
  });

  it('take an empty text, no price and no quantity as no value', () => {
    const isNotSet = (field: 'category' | 'price' | 'quantity'): EventFilter =>
      some({ type: 'field', field, comparison: { type: 'isNotSet' } });
    expect(passes(isNotSet('category'), [line('', '1')])).toBe(true);
    expect(passes(isNotSet('price'), [line('a', null)])).toBe(true);
    expect(passes(isNotSet('quantity'), [line('a', '1', null)])).toBe(true);
    expect(passes(isNotSet('quantity'), [line('a', '1', 0)])).toBe(false);
    expect(passes(some({ type: 'not', of: dear }), [line('a', null)])).toBe(true);
  });
});

describe('filters on parameters', () => {
  const store = (comparison: Extract<EventFilter, { type: 'parameter' }>['comparison']): EventFilter => ({
    type: 'parameter',
    parameter: { name: 'store', type: 'string' },
    comparison,
  });
  const isOslo = store({ type: 'equals', operand: { type: 'constant', value: 'Oslo' } });
  const isNotOslo = store({ type: 'notEquals', operand: { type: 'constant', value: 'Oslo' } });

  it('hold in the negative where there is no value, also under not', () => {
    expect(passes(isNotOslo, [], {})).toBe(true);
    expect(passes(isNotOslo, [], { store: 5 })).toBe(true);
    expect(passes({ type: 'not', of: isOslo }, [], {})).toBe(true);
    expect(passes({ type: 'not', of: isNotOslo }, [], {})).toBe(false);
  });

  it('nest; an empty all holds and an empty any does not', () => {
    expect(passes({ type: 'all', of: [] }, [])).toBe(true);
    expect(passes({ type: 'any', of: [] }, [])).toBe(false);
    expect(passes({ type: 'any', of: [isOslo, { type: 'all', of: [] }] }, [], { store: 'Rome' })).toBe(true);
    expect(passes({ type: 'all', of: [isOslo, { type: 'any', of: [] }] }, [], { store: 'Oslo' })).toBe(false);
  });
});
