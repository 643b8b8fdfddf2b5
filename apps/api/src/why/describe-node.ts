import {
  aggregatorType,
  definitionType,
  operandsOf,
  timesOf,
  type Condition,
  type Definitions,
  type Operand,
  type ValueType,
} from '@cutline/segment-definition';
import { inputKey, inputsOf, type WhyRow } from '@cutline/segment-sql';
import type { WhyNode } from './why.schemas.ts';

/** What a condition looks at, by name; null for groups. */
export function subjectOf(node: Condition, definitions: Definitions): string | null {
  switch (node.type) {
    case 'aggregate':
      return nameOf(node.aggregate, definitions);
    case 'expression':
      return nameOf(node.expression, definitions);
    case 'segment':
      return nameOf(node.segment, definitions);
    case 'attribute':
      return node.attribute.name;
    case 'event':
      return node.actions.join(', ');
    case 'sequence':
      return node.steps.map(({ actions }) => actions.join(', ')).join(' → ');
    case 'consent':
      return node.channel;
    default:
      return null;
  }
}

/** Of what type the value is that a condition looks at; null for those that look at none. */
export function comparedType(node: Condition, definitions: Definitions): ValueType | null {
  switch (node.type) {
    case 'aggregate':
    case 'expression': {
      const document = definitions.get(node.type === 'aggregate' ? node.aggregate : node.expression);
      return (document && definitionType(document, definitions)) ?? null;
    }
    case 'attribute':
      return node.attribute.type;
    case 'event':
      return 'integer';
    case 'sequence':
    case 'consent':
    case 'segment':
      return 'boolean';
    default:
      return null;
  }
}

/** How a condition compares; null for those that do not. */
export function comparisonOf(node: Condition): WhyNode['comparison'] {
  if (node.type === 'event') return timesOf(node).type;
  return 'comparison' in node ? node.comparison.type : null;
}

/** What it compares with, by name and value. */
export function operandsIn(node: Condition, definitions: Definitions, values: (string | null)[]): WhyNode['operands'] {
  if (node.type === 'event')
    return operandsOf(timesOf(node)).map((each) => ({ definition: null, value: constantText(each) }));
  if (!('comparison' in node)) return [];
  return operandsOf(node.comparison).map((operand, index) => ({
    definition: definitionOf(operand, definitions),
    value: values[index] ?? null,
  }));
}

/** What its expressions take from the profile. */
export function inputsIn(node: Condition, definitions: Definitions, values: WhyRow['inputs']): WhyNode['inputs'] {
  return inputsOf(node, definitions).map((input) => ({
    ...(input.type === 'aggregate'
      ? { aggregate: input.id, name: input.aggregate.name, type: aggregatorType(input.aggregate.aggregator) }
      : { aggregate: null, name: input.attribute.name, type: input.attribute.type }),
    value: values[inputKey(input)] ?? null,
  }));
}

function nameOf(id: string, definitions: Definitions): string {
  return definitions.get(id)?.name ?? id;
}

function constantText(operand: Operand): string | null {
  return operand.type === 'constant' ? String(operand.value) : null;
}

function definitionOf(operand: Operand, definitions: Definitions): WhyNode['operands'][number]['definition'] {
  switch (operand.type) {
    case 'constant':
      return null;
    case 'metric':
      return { id: operand.metric, kind: 'metric', name: nameOf(operand.metric, definitions) };
    case 'aggregate':
      return { id: operand.aggregate, kind: 'aggregate', name: nameOf(operand.aggregate, definitions) };
    case 'expression':
      return { id: operand.expression, kind: 'expression', name: nameOf(operand.expression, definitions) };
  }
}
