import type { Aggregate, Condition, Definition, Metric, Window } from '@cutline/segment-definition';
import type { PublishedDefinition } from '@cutline/segment-sql';
import { randomOf } from '../random.ts';
import { closure } from './closure.ts';

/** Published definitions of a workspace, as its marketers might have made them. */
export interface Mix {
  definitions: ReadonlyMap<string, PublishedDefinition>;
  /** Ids of the segments, in the order in which they were made: each refers to earlier ones only. */
  segments: string[];
  /** Different rules in all segments. */
  leaves: number;
}

type Leaf = Extract<Condition, { type: 'aggregate' }>;

const windows: Window[] = [
  ...[30, 90, 365, 7, 180, 14, 60].map((count) => ({ type: 'last', count, unit: 'day' }) as const),
  { type: 'allTime' },
  { type: 'previous', unit: 'month' },
  { type: 'last', count: 365, unit: 'day', before: { count: 365, unit: 'day' } },
  { type: 'this', unit: 'year' },
];
const actions = ['transaction.charge', 'page.visit', 'product.view', 'product.addToCart'];
const counts = [1, 2, 3, 5, 10, 20];
const amounts = [50, 100, 250, 500, 1_000];
const spans = [7, 14, 30, 60, 90];
const levels = [0.5, 0.7, 0.8, 0.9, 0.3];
const pages = 500;

/**
 * Segments over the benchmark's events, with the sharing that workspaces have: rules are picked from a pool that grows with the 0.75th power of the
 * number of segments, the popular ones most; one segment in six builds upon another. A rule compares a count, a sum of money or the days since
 * the last time, in one of eleven windows, with a number or (one in eight) a quantile; one in ten counts the visits of a single page.
 * The same seed and number give the same mix, and a smaller mix's rules are among those of a greater one.
 */
export function generateMix(segments: number, seed: number): Mix {
  const documents = new Map<string, Definition>();
  const add = (prefix: number, document: Definition): string => {
    const id = `00000000-0000-4000-8000-${String(prefix)}${String(documents.size).padStart(11, '0')}`;
    documents.set(id, document);
    return id;
  };
  const pool = leafPool(Math.max(1, Math.ceil(1.2 * segments ** 0.75)), seed, add);
  const random = randomOf(seed + 1_000_003);
  const used = new Set<Leaf>();
  const pick = (): Leaf => {
    const leaf = pool[Math.floor(pool.length * random() ** 2)]!;
    used.add(leaf);
    return leaf;
  };
  const ids: string[] = [];
  for (let index = 0; index < segments; index += 1) {
    const parts: Condition[] = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
      random() < 0.2 ? { type: 'not', of: pick() } : pick(),
    );
    if (ids.length > 0 && random() < 1 / 6)
      parts.push({ type: 'segment', segment: ids[Math.floor(ids.length * random())]!, is: random() < 0.7 });
    const where: Condition = { type: random() < 0.75 ? 'all' : 'any', of: parts };
    ids.push(add(3, { formatVersion: 2, kind: 'segment', name: `Segment ${index + 1}`, where }));
  }
  const needed = closure(ids, documents);
  return {
    definitions: new Map([...needed].map((id) => [id, { version: 1, document: documents.get(id)! }])),
    segments: ids,
    leaves: used.size,
  };
}

/** Different rules; their aggregates and metrics are added to the definitions. */
function leafPool(size: number, seed: number, add: (prefix: number, document: Definition) => string): Leaf[] {
  const random = randomOf(seed);
  const from = <T>(items: readonly T[]): T => items[Math.floor(items.length * random() ** 1.5)]!;
  const ids = new Map<string, string>();
  const once = (prefix: number, document: Definition, meaning: unknown): string => {
    const key = JSON.stringify([prefix, meaning]);
    if (!ids.has(key)) ids.set(key, add(prefix, document));
    return ids.get(key)!;
  };
  const leaves = new Map<string, Leaf>();
  while (leaves.size < size) {
    const { aggregator, comparison, filter, action } = counted(random, from);
    const window = from(windows);
    const meaning = [action, aggregator, window, filter];
    const name = `${aggregator.type} of ${action} ${ids.size}`;
    const aggregate = once(
      1,
      { formatVersion: 2, kind: 'aggregate', name, actions: [action], aggregator, window, ...(filter && { filter }) },
      meaning,
    );
    const byMetric = aggregator.type !== 'daysSinceLast' && !filter && random() < 1 / 8;
    const level = from(levels);
    const operand = byMetric
      ? ({ type: 'metric', metric: once(2, quantileOf(aggregate, level, ids.size), [aggregate, level]) } as const)
      : ({ type: 'constant', value: comparison.value } as const);
    const leaf: Leaf = { type: 'aggregate', aggregate, comparison: { type: comparison.type, operand } };
    leaves.set(JSON.stringify(leaf), leaf);
  }
  return [...leaves.values()];
}

function counted(random: () => number, from: <T>(items: readonly T[]) => T) {
  const kind = random();
  const direction = random() < 0.7 ? ('atLeast' as const) : ('lessThan' as const);
  if (kind < 0.15) {
    const aggregator: Aggregate['aggregator'] = { type: 'daysSinceLast' };
    return { aggregator, action: from(actions), comparison: { type: 'moreThan' as const, value: from(spans) } };
  }
  if (kind < 0.35) {
    const aggregator: Aggregate['aggregator'] = { type: 'sum', parameter: { name: 'revenue', type: 'money' } };
    return { aggregator, action: actions[0]!, comparison: { type: direction, value: from(amounts) } };
  }
  const aggregator: Aggregate['aggregator'] = { type: 'count' };
  const comparison = { type: direction, value: from(counts) };
  if (kind > 0.9) {
    const value = `/${1 + Math.floor(pages * random() ** 3)}`;
    const filter: Aggregate['filter'] = {
      type: 'parameter',
      parameter: { name: 'path', type: 'string' },
      comparison: { type: 'equals', operand: { type: 'constant', value } },
    };
    return { aggregator, action: 'page.visit', comparison: { ...comparison, value: 1 }, filter };
  }
  return { aggregator, action: from(actions), comparison };
}

function quantileOf(aggregate: string, level: number, index: number): Metric {
  return {
    formatVersion: 2,
    kind: 'metric',
    name: `Line ${index}`,
    measure: {
      type: 'values',
      of: { type: 'aggregate', aggregate },
      population: { type: 'active' },
      statistic: { type: 'quantile', level, method: 'linear' },
    },
  };
}
