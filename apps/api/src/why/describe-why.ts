import {
  conditionInWords,
  decisiveConditions,
  definitionType,
  isNumeric,
  speakerOf,
  type Condition,
  type ConditionPath,
  type Definitions,
  type ProfileValue,
} from '@cutline/segment-definition';
import { aggregatesBehind, type WhyRow } from '@cutline/segment-sql';
import { comparedType, comparisonOf, inputsIn, operandsIn, subjectOf } from './describe-node.ts';
import { distanceOf } from './distance.ts';
import type { PublishedSegment } from './published-run.service.ts';
import type { Why, WhyNode } from './why.schemas.ts';

/** What the engine said of each condition, as a tree with names and words. */
export function describeWhy(
  published: PublishedSegment,
  profile: number,
  paths: ConditionPath[],
  row: WhyRow,
  member: boolean,
): Why {
  const { segment, head, input } = published;
  return {
    segment: { id: published.id, name: published.name, version: head.version },
    profile,
    run: head.run,
    asOf: head.asOf.toISOString(),
    known: head.known,
    member,
    inBase: row.inBase === 1,
    where: describeTree(segment.where, paths, row, input.definitions, member),
    refinement: describeRefinement(published, row),
  };
}

function describeTree(
  where: Condition,
  paths: ConditionPath[],
  row: WhyRow,
  definitions: Definitions,
  member: boolean,
): WhyNode {
  const places = new Map(paths.map((path, index) => [path, index]));
  const holds = (path: ConditionPath): boolean => row.holds[places.get(path)!] === 1;
  // Whom the base or a refinement leaves out, no rule could let in.
  const rulesDecide = row.inBase === 1 && holds('/where') === member;
  const deciding = new Set(rulesDecide ? decisiveConditions(where, holds) : []);
  const speaker = speakerOf('en', definitions);
  const describe = (node: Condition, path: ConditionPath): WhyNode => {
    const place = places.get(path)!;
    const type = comparedType(node, definitions);
    // Of another segment: whether the profile is in.
    const value = node.type === 'segment' ? String(holds(path) === node.is) : (row.values[place] ?? null);
    const operands = operandsIn(node, definitions, row.operands[place] ?? []);
    const lines = operands.map((operand) => operand.value);
    return {
      path,
      type: node.type,
      words: conditionInWords(node, speaker),
      subject: subjectOf(node, definitions),
      comparison: comparisonOf(node),
      holds: holds(path),
      decides: deciding.has(path),
      valueType: type,
      value,
      operands,
      distance: type && isNumeric(type) ? distanceOf(value, lines) : null,
      inputs: inputsIn(node, definitions, row.inputs),
      hasEvents: node.type === 'event' || node.type === 'sequence' || aggregatesBehind(node, definitions).size > 0,
      of: partsOf(node, path).map(([part, at]) => describe(part, at)),
    };
  };
  return describe(where, '/where');
}

function partsOf(node: Condition, path: ConditionPath): [Condition, ConditionPath][] {
  if (node.type === 'all' || node.type === 'any') return node.of.map((part, index) => [part, `${path}/of/${index}`]);
  return node.type === 'not' ? [[node.of, `${path}/of`]] : [];
}

function describeRefinement({ segment, head, input }: PublishedSegment, row: WhyRow): Why['refinement'] {
  if (!segment.refine) return null;
  const { by, keep, take, ties } = segment.refine;
  const line = head.boundary?.line ?? null;
  return {
    decides: row.inBase === 1 && row.holds[0] === 1,
    keep,
    take,
    ties: ties.type,
    rankedBy: valueNamed(by, input.definitions, row.rankedBy),
    thenBy: ties.type === 'exact' && ties.thenBy ? valueNamed(ties.thenBy, input.definitions, row.thenBy) : null,
    distance: distanceOf(row.rankedBy, line === null ? [] : [line]),
    boundary: head.boundary,
  };
}

function valueNamed(
  value: ProfileValue,
  definitions: Definitions,
  text: string | null,
): NonNullable<Why['refinement']>['rankedBy'] {
  const id = value.type === 'aggregate' ? value.aggregate : value.expression;
  const document = definitions.get(id)!;
  return {
    id,
    kind: value.type,
    name: document.name,
    type: definitionType(document, definitions) ?? 'number',
    value: text,
  };
}
