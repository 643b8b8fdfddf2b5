import { windowEdges, type Aggregate, type Condition, type Definition, type Metric } from '@cutline/segment-definition';
import { digestColumns } from '../digest.ts';
import { timeZone } from '../story.ts';

type Documents = ReadonlyMap<string, Definition>;
type Clock = { asOf: number };

const base = `(SELECT groupBitmapState(profile) FROM identifiers WHERE workspace = {workspace:UInt32} AND kind != 'anonymousId' AND batch <= {known:UInt64})`;
const isKnown = `profile IN (SELECT profile FROM identifiers WHERE workspace = {workspace:UInt32} AND kind != 'anonymousId' AND batch <= {known:UInt64})`;
/** Millions of profiles are not looked up in indexes: they are in every granule, and the set of them would be sorted for it. */
const unindexed = 'SETTINGS use_index_for_in_with_subqueries = 0';

/**
 * A query of the digest of a segment's members, as one would write it by hand over events: a sub-query for each rule. It shares nothing with what the
 * compiler writes but the edges of windows. Takes the parameters `workspace` and `known`.
 */
export function digestByHand(segment: string, documents: Documents, clock: Clock): string {
  return `SELECT ${digestColumns} FROM (SELECT arrayJoin(bitmapToArray(${members(segment, documents, clock)})) AS profile) ${unindexed}`;
}

function members(id: string, documents: Documents, clock: Clock): string {
  const document = documents.get(id);
  if (document?.kind !== 'segment') throw new Error(`There is no segment ${id}`);
  return holds(document.where, documents, clock);
}

/** A bitmap of those of the base for whom a condition holds. */
function holds(node: Condition, documents: Documents, clock: Clock): string {
  switch (node.type) {
    case 'all':
    case 'any': {
      const join = node.type === 'all' ? 'bitmapAnd' : 'bitmapOr';
      const parts = node.of.map((each) => holds(each, documents, clock));
      return parts.reduce((one, other) => `${join}(${one}, ${other})`);
    }
    case 'not':
      return `bitmapAndnot(${base}, ${holds(node.of, documents, clock)})`;
    case 'segment': {
      const other = members(node.segment, documents, clock);
      return node.is ? other : `bitmapAndnot(${base}, ${other})`;
    }
    case 'aggregate': {
      const { type } = node.comparison;
      if (type !== 'atLeast' && type !== 'moreThan' && type !== 'lessThan') break;
      const { operand } = node.comparison;
      const aggregate = documents.get(node.aggregate) as Aggregate;
      const line =
        operand.type === 'metric'
          ? lineOf(documents.get(operand.metric) as Metric, documents, clock)
          : constantOf(operand);
      const having = `${valueOf(aggregate, clock)} ${type === 'moreThan' ? '>' : '>='} ${line}`;
      const those = `(SELECT groupBitmapState(profile) FROM (${grouped(aggregate, clock)} HAVING ${having}))`;
      // Who did nothing has the count 0.
      return type === 'lessThan' ? `bitmapAndnot(${base}, ${those})` : those;
    }
    default:
  }
  throw new Error(`No mix has a ${node.type} like this`);
}

function constantOf(operand: { type: string; value?: unknown }): string {
  if (typeof operand.value !== 'number') throw new Error(`No mix has an operand ${operand.type} like this`);
  return String(operand.value);
}

function grouped({ actions, window, filter }: Aggregate, { asOf }: Clock): string {
  const { start, end } = windowEdges(window, asOf, timeZone);
  const conditions = [
    'workspace = {workspace:UInt32}',
    'batch <= {known:UInt64}',
    `action IN (${actions.map((action) => `'${action}'`).join(', ')})`,
    `toUnixTimestamp64Milli(time) < ${Math.min(end, asOf)}`,
    ...(start === null ? [] : [`toUnixTimestamp64Milli(time) >= ${start}`]),
    isKnown,
  ];
  if (filter?.type === 'parameter' && filter.comparison.type === 'equals') {
    const { operand } = filter.comparison;
    conditions.push(`parameters.path.:String = '${operand.type === 'constant' ? String(operand.value) : ''}'`);
  }
  return `SELECT profile FROM events WHERE ${conditions.join(' AND ')} GROUP BY profile`;
}

function valueOf({ aggregator }: Aggregate, { asOf }: Clock): string {
  switch (aggregator.type) {
    case 'count':
      return 'count()';
    case 'sum':
      return 'ifNull(sum(revenue), 0)';
    case 'daysSinceLast':
      return `dateDiff('day', toDate(max(time), '${timeZone}'), toDate(fromUnixTimestamp64Milli(toInt64(${asOf})), '${timeZone}'))`;
    default:
      throw new Error(`No mix has an aggregator ${aggregator.type}`);
  }
}

function lineOf({ measure }: Metric, documents: Documents, clock: Clock): string {
  if (measure.type !== 'values' || measure.statistic.type !== 'quantile' || measure.of.type !== 'aggregate')
    throw new Error('No mix has a metric like this');
  const aggregate = documents.get(measure.of.aggregate) as Aggregate;
  const values = grouped(aggregate, clock).replace(
    'SELECT profile',
    `SELECT toFloat64(${valueOf(aggregate, clock)}) AS value`,
  );
  return `(SELECT round(quantileExactInclusive(${measure.statistic.level})(value), 8) FROM (${values}))`;
}
