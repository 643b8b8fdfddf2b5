import { beforeAll, describe, expect, it } from 'vitest';
import { cdnowWorkspace, type CdnowWorkspace } from './cdnow.ts';

/**
 * Figures of the 1/10 sample, computed apart from Cutline in exact decimals. Two rules, both in January to September 1997: at least two
 * purchases of two CDs or more; a purchase of 100.00 or more. Ranked by spending of all time.
 */
const facts = {
  pairs: 509,
  any: 562,
  all: 83,
  /** Among those of the first rule, spending on purchases of two CDs or more; and on all purchases. */
  following: { line: '369.58' },
  own: { line: '415.29' },
  /** Of everyone: places 192 and 193 are level. */
  tie: { place: 192, line: '278.3', above: 191, level: 2, kept: 1, in: '04805', out: '10515' },
};

interface SegmentPreview {
  members: number;
  afterRules: number;
  counts: Record<string, number>;
  boundary: { line: string; above: number; level: number; kept: number } | null;
}

const between = { type: 'between', start: '1997-01-01', end: '1997-10-01' };
const asOf = '1998-08-01T00:00:00Z';
const parameter = (name: string, type: string, value: number) => ({
  type: 'parameter',
  parameter: { name, type },
  comparison: { type: 'atLeast', operand: { type: 'constant', value } },
});
const pairs = {
  type: 'event',
  actions: ['transaction.charge'],
  window: between,
  filter: parameter('num_cds', 'integer', 2),
  times: { type: 'atLeast', operand: { type: 'constant', value: 2 } },
};
const big = {
  type: 'event',
  actions: ['transaction.charge'],
  window: between,
  filter: parameter('revenue', 'money', 100),
};

describe('story 3: the hundred best customers, through the API', () => {
  let api: CdnowWorkspace['api'];
  let spend: string;
  beforeAll(async () => {
    ({ api } = await cdnowWorkspace('Story 3'));
    ({ id: spend } = await api<{ id: string }>('POST', '/definitions', {
      kind: 'aggregate',
      name: 'Spend',
      actions: ['transaction.charge'],
      aggregator: { type: 'sum', parameter: { name: 'revenue', type: 'money' } },
      window: between,
    }));
  });

  const draft = (where: object, refine?: object) => ({
    kind: 'segment',
    name: 'Best',
    where,
    ...(refine && { refine }),
  });
  const top = (count: number, more: object = {}) => ({
    keep: 'top',
    take: { type: 'count', count },
    by: { type: 'aggregate', aggregate: spend },
    // The ranking has a time frame of its own.
    window: { type: 'allTime' },
    ties: { type: 'exact' },
    ...more,
  });
  const preview = (document: object): Promise<SegmentPreview> =>
    api<SegmentPreview>('POST', '/previews', { document, asOf });

  it('counts named rules, matched by any and by all', async () => {
    expect(await preview(draft({ type: 'any', of: [pairs, big] }))).toMatchObject({
      members: facts.any,
      counts: { '/where': facts.any, '/where/of/0': facts.pairs },
    });
    expect(await preview(draft({ type: 'all', of: [pairs, big] }))).toMatchObject({ members: facts.all });
  });

  it('ranks by spending that follows the rules, or by all spending', async () => {
    const where = { type: 'all', of: [pairs] };
    expect(await preview(draft(where, top(100)))).toMatchObject({
      afterRules: facts.pairs,
      members: 100,
      boundary: { line: facts.following.line, above: 99, level: 1, kept: 1 },
    });
    expect(await preview(draft(where, top(100, { inheritFilters: false })))).toMatchObject({
      members: 100,
      boundary: { line: facts.own.line, above: 99, level: 1, kept: 1 },
    });
  });

  it('breaks a tie by customId, or keeps everyone who is level', async () => {
    const everyone = { type: 'all', of: [] };
    const { place, line, above, level, kept } = facts.tie;
    expect(await preview(draft(everyone, top(place)))).toMatchObject({
      members: place,
      boundary: { line, above, level, kept },
    });
    expect(await preview(draft(everyone, top(place, { ties: { type: 'include' } })))).toMatchObject({
      members: place + 1,
      boundary: { line, above, level, kept: level },
    });
  });

  it('publishes the members, in the order of ties, and says where the line was', async () => {
    const { place, in: kept, out } = facts.tie;
    const { id } = await api<{ id: string }>('POST', '/definitions', draft({ type: 'all', of: [] }, top(place)));
    await api('POST', '/runs', { asOf });
    await expect
      .poll(() => api('GET', `/definitions/${id}`), { timeout: 90_000, interval: 500 })
      .toMatchObject({ segment: { status: 'current', members: place } });
    const customers = (search: string) =>
      api<{ items: { customId: string }[] }>('GET', `/segments/${id}/members?search=${search}`);
    expect((await customers(kept)).items).toMatchObject([{ customId: kept }]);
    expect((await customers(out)).items).toEqual([]);
  });
});
