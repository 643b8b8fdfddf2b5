import { operandsOf } from './comparisons-of.ts';
import type { Comparison } from './comparison.ts';
import { walkConditions, type LeafCondition } from './condition.ts';
import type { Definition, DefinitionId, DefinitionKind } from './definition.ts';
import { walkFormula, type Formula } from './formula.ts';
import type { Measure, ProfileValue } from './metric.ts';

/** A mention of another definition: which, of what kind, and where it stands (JSON pointer). */
export interface Reference {
  id: DefinitionId;
  kind: DefinitionKind;
  path: string;
}

/** Everything a definition refers to, in document order. */
export function referencesOf(definition: Definition): Reference[] {
  switch (definition.kind) {
    case 'aggregate':
      return [];
    case 'expression':
      return inFormula(definition.formula, '/formula');
    case 'metric':
      return inMeasure(definition.measure);
    case 'segment': {
      const inWhere = [...walkConditions(definition.where)].flatMap(([path, node]) =>
        node.type === 'all' || node.type === 'any' || node.type === 'not' ? [] : inLeaf(node, path),
      );
      const { refine } = definition;
      if (!refine) return inWhere;
      const then = refine.ties.type === 'exact' ? refine.ties.thenBy : undefined;
      return [...inWhere, inValue(refine.by, '/refine/by'), ...(then ? [inValue(then, '/refine/ties/thenBy')] : [])];
    }
  }
}

function inMeasure(measure: Measure): Reference[] {
  if (measure.type === 'formula') return inFormula(measure.formula, '/measure/formula');
  const found = measure.type === 'values' ? [inValue(measure.of, '/measure/of')] : [];
  const { population } = measure;
  if (population.type === 'segment')
    found.push({ id: population.segment, kind: 'segment', path: '/measure/population/segment' });
  return found;
}

function inLeaf(node: LeafCondition, path: string): Reference[] {
  switch (node.type) {
    case 'segment':
      return [{ id: node.segment, kind: 'segment', path: `${path}/segment` }];
    case 'aggregate':
      return [
        { id: node.aggregate, kind: 'aggregate', path: `${path}/aggregate` },
        ...inComparison(node.comparison, path),
      ];
    case 'expression':
      return [
        { id: node.expression, kind: 'expression', path: `${path}/expression` },
        ...inComparison(node.comparison, path),
      ];
    case 'attribute':
      return inComparison(node.comparison, path);
    default:
      return [];
  }
}

function inComparison(comparison: Comparison, path: string): Reference[] {
  const fields = comparison.type === 'between' ? ['from', 'to'] : ['operand'];
  return operandsOf(comparison).flatMap((operand, index): Reference[] => {
    const place = `${path}/comparison/${fields[index]}`;
    switch (operand.type) {
      case 'constant':
        return [];
      case 'metric':
        return [{ id: operand.metric, kind: 'metric', path: `${place}/metric` }];
      default:
        return [inValue(operand, place)];
    }
  });
}

function inValue(value: ProfileValue, place: string): Reference {
  return value.type === 'aggregate'
    ? { id: value.aggregate, kind: 'aggregate', path: `${place}/aggregate` }
    : { id: value.expression, kind: 'expression', path: `${place}/expression` };
}

function inFormula(formula: Formula, path: string): Reference[] {
  return [...walkFormula(formula, path)].flatMap(([place, node]): Reference[] => {
    if (node.type === 'metric') return [{ id: node.metric, kind: 'metric', path: `${place}/metric` }];
    return node.type === 'aggregate' || node.type === 'expression' ? [inValue(node, place)] : [];
  });
}
