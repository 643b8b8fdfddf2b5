import {
  definitionType,
  isNumeric,
  type Attribute,
  type Definition,
  type Definitions,
  type Expression,
  type Formula,
} from '@cutline/segment-definition';
import fc from 'fast-check';
import { attributeOf } from './generate-profiles.ts';

const constant = fc.record({
  type: fc.constant('number'),
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(0, 1, 2, -1, 0.5, 2.5, 12, 1e-8, 0.1) },
    fc.constantFrom(1e15, -1e15, 1e-300, 0.000000005, 0.1234567850001),
  ),
});

/** One number for each profile, of what is there already. */
export function expression(definitions: Definitions, name: string): fc.Arbitrary<Expression> {
  const of = (kind: Definition['kind'], fits: (type: string | undefined) => boolean): string[] =>
    [...definitions]
      .filter(([, each]) => each.kind === kind && fits(definitionType(each, definitions)))
      .map(([id]) => id);
  const attribute = (types: Attribute['type'][]) =>
    attributeOf(types).map((attribute): Formula => ({ type: 'attribute', attribute }));
  const inputs: fc.Arbitrary<Formula>[] = [attribute(['integer', 'number'])];
  const aggregates = of('aggregate', (type) => isNumeric((type ?? 'list') as Attribute['type']));
  if (aggregates.length > 0)
    inputs.push(fc.record({ type: fc.constant('aggregate'), aggregate: fc.constantFrom(...aggregates) }));
  const expressions = of('expression', () => true);
  if (expressions.length > 0)
    inputs.push(fc.record({ type: fc.constant('expression'), expression: fc.constantFrom(...expressions) }));
  const instants: fc.Arbitrary<Formula>[] = [fc.constant({ type: 'asOf' }), attribute(['datetime'])];
  const times = of('aggregate', (type) => type === 'datetime');
  if (times.length > 0)
    instants.push(fc.record({ type: fc.constant('aggregate'), aggregate: fc.constantFrom(...times) }));
  const instant = fc.oneof(...instants);
  const days: fc.Arbitrary<Formula> = fc.record({ type: fc.constant('daysBetween'), from: instant, to: instant });
  return formulaOver(fc.oneof(...inputs, ...inputs, days)).map((formula) => ({
    formatVersion: 2,
    kind: 'expression',
    name,
    formula,
  }));
}

/** Every operation over some inputs and numbers. */
export function formulaOver(input: fc.Arbitrary<Formula>): fc.Arbitrary<Formula> {
  const { node } = fc.letrec<{ node: Formula }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      { weight: 6, arbitrary: input },
      { weight: 2, arbitrary: constant as fc.Arbitrary<Formula> },
      {
        weight: 6,
        arbitrary: fc.record({
          type: fc.constantFrom('add', 'subtract', 'multiply', 'divide'),
          left: tie('node'),
          right: tie('node'),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          type: fc.constantFrom('min', 'max', 'coalesce'),
          of: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({ type: fc.constantFrom('abs', 'round', 'floor', 'ceil', 'ln'), of: tie('node') }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          type: fc.constant('if'),
          left: tie('node'),
          comparison: fc.constantFrom('equals', 'notEquals', 'lessThan', 'atMost', 'moreThan', 'atLeast'),
          right: tie('node'),
          then: tie('node'),
          else: tie('node'),
        }),
      },
    ),
  }));
  return node;
}
