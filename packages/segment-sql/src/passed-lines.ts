import {
  dayEdges,
  referencesOf,
  walkConditions,
  type Comparison,
  type Definition,
  type Definitions,
  type Segment,
} from '@cutline/segment-definition';
import type { Leaf } from './meaning.ts';
import type { Earlier, Evaluation } from './plan.ts';
import { datesAscend } from './stream-days.ts';
import { dayLength, localMilliseconds } from './zone-sql.ts';

/** Events of some actions on some local days: from ≤ time < to, UTC milliseconds. */
interface Days {
  from: number;
  to: number;
  actions: readonly string[];
}

/**
 * On which days somebody's first or last event must lie for the days since then to have passed a line since an earlier evaluation. To everybody else
 * a rule that compares them with numbers says what it said, as long as nothing happens.
 */
export function daysOfPassedLines(
  segment: Segment,
  definitions: Definitions,
  { asOf, timeZone }: Pick<Evaluation, 'asOf' | 'timeZone'>,
  earlier: Pick<Earlier, 'asOf'>,
): Days[] {
  const [before, today] = [earlier.asOf, asOf].map((each) => dayOf(each, timeZone)) as [number, number];
  return [...walkConditions(segment.where)].flatMap(([, node]) => {
    const lines = linesOf(node, definitions, timeZone);
    if (!lines || node.type !== 'aggregate' || today <= before) return [];
    const { actions } = definitions.get(node.aggregate) as { actions: readonly string[] };
    return lines
      .filter((line) => line >= 0 && line < today)
      .map((line) => {
        const from = dayEdges(dateOf(Math.max(0, before - line)), timeZone).start!;
        return { from, to: dayEdges(dateOf(today - line - 1), timeZone).end, actions };
      });
  });
}

/** What a segment refers to otherwise than by rules that `daysOfPassedLines` speaks of. */
export function otherReferences(document: Definition, definitions: Definitions, timeZone: string) {
  if (document.kind !== 'segment') return referencesOf(document);
  const leaves = [...walkConditions(document.where)].flatMap(([, node]) =>
    node.type === 'all' || node.type === 'any' || node.type === 'not' || linesOf(node, definitions, timeZone)
      ? []
      : [node],
  );
  return referencesOf({ ...document, where: { type: 'all', of: leaves } });
}

/** Aggregates of the days since something that rules of a segment compare with numbers. */
export function passingAggregates(document: Definition, definitions: Definitions, timeZone: string): string[] {
  if (document.kind !== 'segment') return [];
  return [...walkConditions(document.where)].flatMap(([, node]) =>
    node.type === 'aggregate' && linesOf(node, definitions, timeZone) ? [node.aggregate] : [],
  );
}

type Node = Leaf | { type: 'all' | 'any' | 'not' | 'segment' };

/**
 * Numbers such that what a rule says changes as the days since something go from at most that many to more; null where it is no such rule, or where days of a zone
 * are no stretches of time.
 */
function linesOf(node: Node, definitions: Definitions, timeZone: string): number[] | null {
  if (node.type !== 'aggregate') return null;
  const aggregate = definitions.get(node.aggregate);
  if (aggregate?.kind !== 'aggregate' || !datesAscend(timeZone)) return null;
  const { type } = aggregate.aggregator;
  return type === 'daysSinceFirst' || type === 'daysSinceLast' ? linesOfComparison(node.comparison) : null;
}

function linesOfComparison(comparison: Comparison): number[] | null {
  const numbers = constantsOf(comparison);
  if (numbers === null) return null;
  switch (comparison.type) {
    case 'moreThan':
    case 'atMost':
      return numbers.map(Math.floor);
    case 'atLeast':
    case 'lessThan':
      return numbers.map((each) => Math.ceil(each) - 1);
    default:
      return numbers.flatMap((each) => [Math.ceil(each) - 1, Math.floor(each)]);
  }
}

/** The numbers that something is compared with; null where there may be others. */
function constantsOf(comparison: Comparison): number[] | null {
  switch (comparison.type) {
    case 'isSet':
    case 'isNotSet':
      return [];
    case 'in':
    case 'notIn':
      return numbersOf(comparison.values);
    case 'between':
      return numbersOf([comparison.from, comparison.to].map(written));
    case 'equals':
    case 'notEquals':
    case 'lessThan':
    case 'atMost':
    case 'moreThan':
    case 'atLeast':
      return numbersOf([written(comparison.operand)]);
    default:
      return null;
  }
}

function written(operand: { type: string; value?: string | number }): string | number | undefined {
  return operand.type === 'constant' ? operand.value : undefined;
}

function numbersOf(values: readonly (string | number | undefined)[]): number[] | null {
  const numbers = values.filter((each) => typeof each === 'number');
  return numbers.length === values.length ? numbers : null;
}

/** Local days since 1970. */
function dayOf(instant: number, timeZone: string): number {
  return Math.floor(localMilliseconds(instant, timeZone) / dayLength);
}

function dateOf(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}
