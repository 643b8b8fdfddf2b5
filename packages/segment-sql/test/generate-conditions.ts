import {
  definitionType,
  isNumeric,
  type Comparison,
  type Condition,
  type Definition,
  type Definitions,
  type Operand,
  type Times,
  type ValueType,
  type Window,
} from '@cutline/segment-definition';
import fc from 'fast-check';
import { eventPattern, selection } from './generate-aggregates.ts';
import { comparisonOf, type ComparisonSurroundings } from './generate-comparisons.ts';
import { tree } from './generate-filters.ts';
import { attributeOf, channels } from './generate-profiles.ts';
import { span, window } from './generate-windows.ts';
import { sometimes } from './sometimes.ts';

const everyType: ValueType[] = ['string', 'string', 'boolean', 'integer', 'number', 'datetime', 'datetime', 'list'];

/** Trees over every kind of rule, about the definitions that are there already. */
export function condition(surroundings: ComparisonSurroundings, definitions: Definitions): fc.Arbitrary<Condition> {
  const typed = [...definitions].flatMap(([id, each]) => {
    const type = definitionType(each, definitions);
    return type ? [{ id, kind: each.kind, type }] : [];
  });
  const comparison = (type: ValueType, of?: string): fc.Arbitrary<Comparison> => {
    const fitting = typed.filter((each) => comparable(type, each.type));
    // What is measured of a value lies where the values are: as lines usually do.
    const measured = fitting.filter(({ id }) => of && measures(definitions.get(id)!, of));
    return comparisonOf<Comparison>(type, surroundings, [...fitting, ...measured, ...measured].map(operandOf));
  };
  const leaves: fc.WeightedArbitrary<Condition>[] = [
    {
      weight: 3,
      arbitrary: attributeOf(everyType).chain((attribute) =>
        comparison(attribute.type).map((each): Condition => ({ type: 'attribute', attribute, comparison: each })),
      ),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(selection(surroundings), sometimes(times, { in: 2 }))
        .map(([selected, times]): Condition => ({ type: 'event', ...selected, times })),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('sequence'),
        steps: fc.oneof(
          { weight: 3, arbitrary: fc.array(eventPattern(surroundings), { minLength: 2, maxLength: 2 }) },
          fc.array(eventPattern(surroundings), { minLength: 3, maxLength: 5 }),
        ),
        within: sometimes(span, { in: 3 }),
        without: sometimes(eventPattern(surroundings), { in: 3 }),
        window: fc.oneof(window(surroundings.calendar), fc.constant<Window>({ type: 'allTime' })),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('consent'),
        channel: fc.constantFrom(...channels),
        is: fc.boolean(),
      }),
    },
  ];
  const values = typed.filter(({ kind }) => kind !== 'metric');
  if (values.length > 0) {
    const compared = fc
      .constantFrom(...values)
      .chain(({ id, kind, type }) =>
        comparison(type, id).map((each): Condition =>
          kind === 'aggregate'
            ? { type: 'aggregate', aggregate: id, comparison: each }
            : { type: 'expression', expression: id, comparison: each },
        ),
      );
    leaves.push({ weight: 6, arbitrary: compared });
  }
  const segments = [...definitions].filter(([, each]) => each.kind === 'segment').map(([id]) => id);
  if (segments.length > 0) {
    const segment = fc.constantFrom(...segments);
    leaves.push({
      weight: 2,
      arbitrary: fc.record({ type: fc.constant('segment'), segment, is: fc.boolean() }),
    });
  }
  return tree<Condition>(fc.oneof(...leaves));
}

const howMany = fc.integer({ min: 0, max: 3 }).map((value) => ({ type: 'constant', value }) as const);
const times: fc.Arbitrary<Times> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('equals', 'notEquals', 'lessThan', 'atMost', 'moreThan', 'atLeast'),
      operand: howMany,
    }),
  },
  fc
    .tuple(howMany, howMany)
    .map(([a, b]) => ({ type: 'between', from: a.value < b.value ? a : b, to: a.value < b.value ? b : a }) as const),
);

function measures(definition: Definition, value: string): boolean {
  if (definition.kind !== 'metric' || definition.measure.type !== 'values') return false;
  const { of } = definition.measure;
  return value === (of.type === 'aggregate' ? of.aggregate : of.expression);
}

/** Amounts are not compared with counts; other numbers are, and texts with texts. */
function comparable(one: ValueType, other: ValueType): boolean {
  if (one === 'string') return other === 'string';
  const mixed = [one, other].includes('money') && [one, other].includes('integer');
  return isNumeric(one) && isNumeric(other) && !mixed;
}

function operandOf({ id, kind }: { id: string; kind: string }): Operand {
  if (kind === 'metric') return { type: 'metric', metric: id };
  return kind === 'aggregate' ? { type: 'aggregate', aggregate: id } : { type: 'expression', expression: id };
}
