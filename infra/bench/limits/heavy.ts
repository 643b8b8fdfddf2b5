import type { Definition } from '@cutline/segment-definition';
import { bindThresholds, planRun, type Statement } from '@cutline/segment-sql';
import { asOf, timeZone } from '../story.ts';

/** The workspace of the heavy definitions: it has the same events as the story's. */
export const heavyWorkspace = 2;

/** Something that takes far more than its workspace may. */
export interface Heavy {
  name: string;
  query: string;
  query_params: Record<string, unknown>;
}

const actions = ['page.visit', 'product.view', 'product.addToCart', 'transaction.charge'];
const allTime = { type: 'allTime' } as const;
const path = { name: 'path', type: 'string' } as const;
const id = '00000000-0000-4000-8000-000000000101';
const aggregateId = '00000000-0000-4000-8000-000000000102';

type Condition = Extract<Definition, { kind: 'segment' }>['where'];
const segment = (where: Condition): Definition => ({ formatVersion: 2, kind: 'segment', name: 'Heavy', where });

/** Texts compared by many patterns, each of which has to look at all of a text: there are as many as a filter may hold. */
const patterns = segment({
  type: 'event',
  actions,
  window: allTime,
  filter: {
    type: 'all',
    of: Array.from({ length: 40 }, (_, index) => ({
      type: 'parameter' as const,
      parameter: path,
      comparison: { type: 'matches' as const, pattern: `^(.*[^x]){1,9}${index}?(.*[0-9a-z/]){1,9}.*$` },
    })),
  },
});

/** Five steps of any action at any time: a profile's events are tried in every order. */
const sequence = segment({
  type: 'sequence',
  steps: Array.from({ length: 5 }, () => ({ actions })),
  without: {
    actions: ['transaction.charge'],
    filter: { type: 'parameter', parameter: path, comparison: { type: 'matches', pattern: '^(.*[^x]){1,9}$' } },
  },
  window: allTime,
});

/** All values of every profile, and again for every number of them. */
const lists: [string, Definition][] = [
  [
    aggregateId,
    {
      formatVersion: 2,
      kind: 'aggregate',
      name: 'Last 1,000 pages',
      actions,
      window: allTime,
      aggregator: { type: 'lastValues', parameter: path, count: 1_000 },
    },
  ],
  [
    id,
    segment({
      type: 'aggregate',
      aggregate: aggregateId,
      comparison: { type: 'containsAny', values: Array.from({ length: 1_000 }, (_, index) => `/none/${index}`) },
    }),
  ],
];

/**
 * The heavy scans of definitions that the language allows, and a cross product, which it does not: what a mistake in the compiler would send.
 *
 * @param run its number in scratch
 */
export function heavyWork(known: number, run: number): Heavy[] {
  return [
    { name: 'patterns over every text', ...scanOf([[id, patterns]], known, run) },
    { name: 'a sequence of any five events', ...scanOf([[id, sequence]], known, run) },
    { name: 'lists of 1,000 values', ...scanOf(lists, known, run) },
    {
      name: 'a cross product',
      query: `INSERT INTO run_bitmaps (workspace, run, key, chunk, members)
        SELECT ${heavyWorkspace}, ${run}, 'crossed', 0, groupBitmapState(one.profile) FROM events AS one, events AS other
        WHERE one.workspace = ${heavyWorkspace} AND sipHash64(one.message_id, other.message_id) = 1`,
      query_params: {},
    },
  ];
}

/** The statement of a plan that reads the events. */
function scanOf(documents: [string, Definition][], known: number, run: number): Pick<Heavy, 'query' | 'query_params'> {
  const settings = { timeZone, currency: 'EUR', includeAnonymous: true, hasRates: false, hasAliases: false };
  const definitions = new Map(documents.map(([key, document]) => [key, { version: 1, document }]));
  const { steps } = planRun({ workspace: heavyWorkspace, ...settings, asOf, known, run, definitions, scope: 'full' });
  const [scan] = steps.flatMap((step): Statement[] => (step.kind === 'leaves' ? step.statements('all') : []));
  if (!scan) throw new Error('The plan has no scan');
  const { query, query_params } = bindThresholds(scan, new Map());
  return { query, query_params: { ...query_params } };
}
