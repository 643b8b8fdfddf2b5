import {
  fixedTypeOf,
  productFields,
  type ConstantComparison,
  type EventFilter,
  type LineFilter,
  type Parameter,
  type ProductField,
  type ValueType,
} from '@cutline/segment-definition';
import fc from 'fast-check';
import { comparisonOf, type ComparisonSurroundings } from './generate-comparisons.ts';

/** What senders name, and the type that most of what they send under the name has. */
export const sentParameters = {
  store: 'string',
  'odd "näme" 😀’': 'string',
  'address.city': 'string',
  gift: 'boolean',
  pieces: 'integer',
  amount: 'number',
  'basket.weight.net': 'number',
  when: 'datetime',
  tags: 'list',
} as const satisfies Record<string, ValueType>;

const names: Record<ValueType, string[]> = {
  string: ['store', 'store', 'odd "näme" 😀’', 'address.city', 'source', 'orderId', 'currency'],
  boolean: ['gift'],
  integer: ['pieces'],
  number: ['amount', 'amount', 'basket.weight.net'],
  money: ['revenue'],
  datetime: ['when', 'when', 'time'],
  list: ['tags'],
};

/** A parameter read as one of some types: mostly one that holds such values, now and then another. */
export function parameterOf(types: readonly ValueType[]): fc.Arbitrary<Parameter> {
  return fc.constantFrom(...types).chain((type) => {
    const own = fc.constantFrom(...names[type]);
    const other = type === 'money' ? own : fc.constantFrom('nobody sends this', ...Object.keys(sentParameters));
    return fc.oneof({ weight: 6, arbitrary: own }, other).map((name) => ({ name, type: fixedTypeOf(name) ?? type }));
  });
}

const everyType: ValueType[] = ['string', 'string', 'boolean', 'integer', 'number', 'money', 'datetime', 'list'];
const fields: ProductField[] = ['productId', 'name', 'category', 'price', 'quantity'];

/** Mostly one comparison or a few: a filter that nothing passes proves little. */
export function eventFilter(surroundings: ComparisonSurroundings): fc.Arbitrary<EventFilter> {
  const comparison = parameterOf(everyType).chain((parameter) =>
    comparisonOf<ConstantComparison>(parameter.type, surroundings).map((each): EventFilter => ({
      type: 'parameter',
      parameter,
      comparison: each,
    })),
  );
  const products: fc.Arbitrary<EventFilter> = fc.record({
    type: fc.constant('products'),
    quantifier: fc.constantFrom('some', 'every'),
    where: lineFilter(surroundings),
  });
  return tree<EventFilter>(fc.oneof({ weight: 3, arbitrary: comparison }, products));
}

function lineFilter(surroundings: ComparisonSurroundings): fc.Arbitrary<LineFilter> {
  const field = fc.constantFrom(...fields).chain((field) =>
    comparisonOf<ConstantComparison>(productFields[field], surroundings).map((comparison): LineFilter => ({
      type: 'field',
      field,
      comparison,
    })),
  );
  return tree<LineFilter>(field);
}

/** Groups over leaves, empty ones too; half of what comes out is a leaf. */
export function tree<Node>(leaf: fc.Arbitrary<Node>): fc.Arbitrary<Node> {
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 2 },
      { weight: 9, arbitrary: leaf as fc.Arbitrary<unknown> },
      { weight: 2, arbitrary: fc.record({ type: fc.constant('all'), of: fc.array(tie('node'), { maxLength: 3 }) }) },
      { weight: 3, arbitrary: fc.record({ type: fc.constant('any'), of: fc.array(tie('node'), { maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('not'), of: tie('node') }) },
    ),
  }));
  return node as fc.Arbitrary<Node>;
}
