import { beforeAll, describe, expect, inject, it } from 'vitest';
import { cdnowWorkspace, sample, type CdnowWorkspace } from './cdnow.ts';

/**
 * Figures of the 1/10 sample, computed apart from Cutline (by counting in a spreadsheet's way, in exact decimals):
 * W1 = [1997-01-01, 1997-10-01), W2 = [1997-10-01, 1998-07-01).
 */
const facts = {
  heavyLine: '2',
  heavy: 520,
  atLeastHeavyLine: 959,
  spendLine: '63.266',
  spenders: 707,
  decliningLine: '1',
  decliningLineOverAll: '0',
  activeInW2: 684,
  declining: 182,
  decliningOrAtTheLine: 280,
};

interface Summary {
  id: string;
  name: string;
  segment?: { members: number | null; status: string };
  metric?: { value: string | null; profiles: number };
}

const w1 = { type: 'between', start: '1997-01-01', end: '1997-10-01' };
const w2 = { type: 'between', start: '1997-10-01', end: '1998-07-01' };
const count = { type: 'count' };
const spend = { type: 'sum', parameter: { name: 'revenue', type: 'money' } };

describe('CDNOW, imported and cut through the API', () => {
  let workspace: CdnowWorkspace;
  let api: CdnowWorkspace['api'];
  beforeAll(async () => {
    workspace = await cdnowWorkspace('CDNOW');
    api = workspace.api;
  });

  it('takes every row of the file', async () => {
    expect(await api('GET', '')).toMatchObject({ events: sample.purchases, profiles: sample.customers });
  });

  it('finds the lines, the heavy, the spenders and the declining exactly', async () => {
    const publish = async (document: object): Promise<string> =>
      (await api<{ id: string }>('POST', '/definitions', document)).id;
    const aggregate = (name: string, aggregator: object, window: object): Promise<string> =>
      publish({ kind: 'aggregate', name, actions: ['transaction.charge'], aggregator, window });
    const line = (name: string, of: string, level: number, population: string): Promise<string> =>
      publish({
        kind: 'metric',
        name,
        measure: {
          type: 'values',
          of: { type: 'aggregate', aggregate: of },
          population: { type: population },
          statistic: { type: 'quantile', level, method: 'linear' },
        },
      });
    const rule = (of: string, comparison: string, metric: string) => ({
      type: 'aggregate',
      aggregate: of,
      comparison: { type: comparison, operand: { type: 'metric', metric } },
    });
    const segment = (name: string, where: object): Promise<string> => publish({ kind: 'segment', name, where });

    const purchases1 = await aggregate('Purchases W1', count, w1);
    const purchases2 = await aggregate('Purchases W2', count, w2);
    const spend1 = await aggregate('Spend W1', spend, w1);
    const heavyLine = await line('Heavy-buyer line', purchases1, 0.7, 'active');
    const spendLine = await line('Spend line', spend1, 0.7, 'active');
    const decliningLine = await line('Declining line', purchases2, 0.3, 'active');
    await line('Declining line over all', purchases2, 0.3, 'all');
    const heavy = await segment('Heavy', rule(purchases1, 'moreThan', heavyLine));
    await segment('Heavy or at the line', rule(purchases1, 'atLeast', heavyLine));
    await segment('Spenders', rule(spend1, 'moreThan', spendLine));
    const isHeavy = { type: 'segment', segment: heavy, is: true };
    await segment('Declining', { type: 'all', of: [rule(purchases2, 'lessThan', decliningLine), isHeavy] });
    await segment('Declining or at the line', {
      type: 'all',
      of: [rule(purchases2, 'atMost', decliningLine), isHeavy],
    });
    await api('POST', '/runs', { asOf: '1998-08-01T00:00:00Z' });

    const byName = async (kind: string): Promise<Map<string, Summary>> => {
      const { items } = await api<{ items: Summary[] }>('GET', `/definitions?kind=${kind}&limit=100`);
      return new Map(items.map((item) => [item.name, item]));
    };
    const sizes = async () =>
      Object.fromEntries([...(await byName('segment'))].map(([name, { segment: state }]) => [name, state?.members]));
    await expect.poll(sizes, { timeout: 90_000, interval: 500 }).toEqual({
      Heavy: facts.heavy,
      'Heavy or at the line': facts.atLeastHeavyLine,
      Spenders: facts.spenders,
      Declining: facts.declining,
      'Declining or at the line': facts.decliningOrAtTheLine,
    });
    const metrics = await byName('metric');
    expect(metrics.get('Heavy-buyer line')?.metric).toMatchObject({
      value: facts.heavyLine,
      profiles: sample.customers,
    });
    expect(metrics.get('Spend line')?.metric).toMatchObject({ value: facts.spendLine });
    expect(metrics.get('Declining line')?.metric).toMatchObject({
      value: facts.decliningLine,
      profiles: facts.activeInW2,
    });
    expect(metrics.get('Declining line over all')?.metric).toMatchObject({
      value: facts.decliningLineOverAll,
      profiles: sample.customers,
    });
  });

  it('shows the same in a preview, before anything is published', async () => {
    const { items } = await api<{ items: Summary[] }>('GET', '/definitions?limit=100');
    const id = (name: string): string => items.find((item) => item.name === name)!.id;
    const where = {
      type: 'aggregate',
      aggregate: id('Purchases W1'),
      comparison: { type: 'moreThan', operand: { type: 'metric', metric: id('Heavy-buyer line') } },
    };
    const preview = await api('POST', '/previews', {
      document: { kind: 'segment', name: 'Draft', where },
      asOf: '1998-08-01T00:00:00Z',
    });
    expect(preview).toMatchObject({ base: sample.customers, members: facts.heavy, counts: { '/where': facts.heavy } });
  });

  it('is refused with another workspace’s key', async () => {
    const { url, apiKey } = inject('credentials');
    const headers = { authorization: `Bearer ${apiKey}` };
    const response = await fetch(`${url}/api/v1/workspaces/${workspace.id}/profiles`, { headers });
    expect(response.status).toBe(403);
  });
});
