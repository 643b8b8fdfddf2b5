import {
  operandsOf,
  walkFormula,
  type Aggregate,
  type Attribute,
  type Condition,
  type Definitions,
  type ProfileValue,
} from '@cutline/segment-definition';
import { aggregatesUnder } from './compile-profile-value.ts';
import { formulaOf } from './meaning.ts';

/** What a formula takes from a profile. */
export type ProfileInput =
  { type: 'aggregate'; id: string; aggregate: Aggregate } | { type: 'attribute'; attribute: Attribute };

/** Under what `WhyRow.inputs` has an input's value. */
export function inputKey(input: ProfileInput): string {
  return input.type === 'aggregate' ? input.id : JSON.stringify(input.attribute);
}

/** What the expressions of a condition take from the profile, on either side of the comparison; each once. */
export function inputsOf(node: Condition, definitions: Definitions): ProfileInput[] {
  const found = valuesOf(node).flatMap((value) => (value.type === 'expression' ? inputsUnder(value, definitions) : []));
  return [...new Map(found.map((input) => [inputKey(input), input])).values()];
}

/** The aggregates whose events stand behind a condition, by id: what is compared first. */
export function aggregatesBehind(node: Condition, definitions: Definitions): Map<string, Aggregate> {
  return new Map(valuesOf(node).flatMap((value) => aggregatesUnder(value, definitions)));
}

function valuesOf(node: Condition): ProfileValue[] {
  const operands = 'comparison' in node ? operandsOf(node.comparison) : [];
  return [
    ...(node.type === 'aggregate' || node.type === 'expression' ? [node] : []),
    ...operands.filter((each) => each.type === 'aggregate' || each.type === 'expression'),
  ];
}

function inputsUnder(value: ProfileValue, definitions: Definitions): ProfileInput[] {
  if (value.type === 'aggregate')
    return aggregatesUnder(value, definitions).map(([id, aggregate]) => ({ type: 'aggregate', id, aggregate }));
  return [...walkFormula(formulaOf(value.expression, definitions))].flatMap(([, node]): ProfileInput[] => {
    if (node.type === 'attribute') return [{ type: 'attribute', attribute: node.attribute }];
    return node.type === 'aggregate' || node.type === 'expression' ? inputsUnder(node, definitions) : [];
  });
}
