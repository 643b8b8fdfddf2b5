import { rm } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { folderOf, ids, publishedOf, smallShop } from '../../test/shop.ts';
import { keysOf, portable } from '../files/portable.ts';
import { readFaultlessFiles } from '../files/read-files.ts';
import { documentsOf } from '../workspace/published.ts';
import { makePlan, type Plan } from './make-plan.ts';
import { planText } from './plan-text.ts';

let folder: string;
afterEach(() => rm(folder, { recursive: true }));

type Edited = Record<string, Record<string, unknown> | undefined>;

/** The small shop's files, as edited: what is added to a document, or undefined for a file that is taken away. */
async function planOf(edited: Edited, published = smallShop(), prune = false): Promise<Plan> {
  const definitions = documentsOf(smallShop());
  const keys = keysOf(definitions);
  const places = { aggregate: 'aggregates', expression: 'expressions', metric: 'metrics', segment: 'segments' };
  const files = [...definitions].map(([id, document]) => {
    const key = keys.get(id)!;
    return [`${places[document.kind]}/${key}.json`, { key, ...portable(document, keys) }] as const;
  });
  const kept = files.filter(([path]) => !(path in edited) || edited[path] !== undefined);
  const all: Record<string, unknown> = Object.fromEntries(kept);
  for (const [path, change] of Object.entries(edited)) {
    if (change) all[path] = { ...(all[path] as object | undefined), ...change };
  }
  folder = await folderOf(all);
  return makePlan(await readFaultlessFiles(folder), published, { prune, currency: 'EUR' });
}

const brief = ({ changes }: Plan): string[] => changes.map(({ action, kind, key }) => `${action} ${kind} ${key}`);
const lastHalfYear = { window: { type: 'last', count: 180, unit: 'day' } };

describe('a plan', () => {
  it('has nothing in it where the workspace is as the files say', async () => {
    const plan = await planOf({});
    expect(plan).toEqual({ changes: [], unchanged: 4, unmanaged: [] });
    expect(planText(plan)).toBe('Nothing to do: the workspace is as the files say.');
  });

  it('adds to an empty workspace what others build on first', async () => {
    expect(brief(await planOf({}, new Map()))).toEqual([
      'add aggregate purchases',
      'add metric line',
      'add segment heavy',
      'add segment others',
    ]);
  });

  it('shows a change field by field, as sentences, and all that follows from it', async () => {
    const plan = await planOf({ 'aggregates/purchases.json': lastHalfYear });
    expect(plan.changes).toMatchObject([
      {
        action: 'change',
        id: ids.purchases,
        basedOn: 3,
        differences: [{ path: '/window/count', before: 365, after: 180 }],
        dependants: [
          { kind: 'metric', key: 'line' },
          { kind: 'segment', key: 'heavy' },
          { kind: 'segment', key: 'others' },
        ],
      },
    ]);
    const { before, after } = plan.changes[0]!.sentence;
    expect(before).toContain('365');
    expect(after).toBe(before!.replace('365', '180'));
    const text = stripVTControlCharacters(planText(plan));
    expect(text).toMatch(
      /^~ aggregate purchases “Purchases” version 3 → 4 {2}\S+purchases\.json\n {4}\/window\/count: 365 → 180\n/,
    );
    expect(text).toContain('follows from it: the metric “Line”, the segment “Heavy”, the segment “Others”');
    expect(text).toContain('Plan: none to add, 1 to change, none to remove; 3 as they are.');
  });

  it('says sentences in the language that is asked for', async () => {
    const published = smallShop();
    folder = await folderOf({});
    const [change] = makePlan([], published, { prune: true, currency: 'EUR', language: 'de' }).changes.slice(-1);
    expect(change).toMatchObject({ kind: 'aggregate', action: 'remove' });
    expect(change!.sentence.before).toBe('Anzahl der Ereignisse „transaction.charge“ in den vergangenen 365 Tagen');
  });

  it('says references that change as keys', async () => {
    const where = { type: 'aggregate', aggregate: 'visits', comparison: { type: 'isSet' } };
    const visits = { ...lastHalfYear, key: 'visits', kind: 'aggregate', name: 'Visits', actions: ['visit'] };
    const plan = await planOf({
      'aggregates/visits.json': { ...visits, aggregator: { type: 'count' } },
      'segments/heavy.json': { where },
    });
    expect(brief(plan)).toEqual(['add aggregate visits', 'change segment heavy']);
    expect(plan.changes[1]!.differences).toEqual([
      { path: '/where/aggregate', before: 'purchases', after: 'visits' },
      { path: '/where/comparison', before: expect.anything(), after: { type: 'isSet' } },
    ]);
  });

  it('takes a new name for a new definition, unless the file says the former one', async () => {
    const renamed = { name: 'Orders' };
    const edited = { 'aggregates/purchases.json': renamed };
    expect(brief(await planOf(edited))).toEqual([
      'add aggregate purchases',
      'change metric line',
      'change segment heavy',
    ]);
    await rm(folder, { recursive: true });
    const plan = await planOf({ 'aggregates/purchases.json': { ...renamed, formerly: ['Sales', 'Purchases'] } });
    expect(plan.changes).toMatchObject([
      { action: 'change', id: ids.purchases, differences: [{ path: '/name', before: 'Purchases', after: 'Orders' }] },
    ]);
  });

  it('leaves alone what has no file, and with prune removes it, dependants first', async () => {
    const edited = { 'segments/heavy.json': undefined, 'segments/others.json': undefined };
    const plan = await planOf(edited);
    expect(plan).toMatchObject({ changes: [], unmanaged: [{ name: 'Heavy' }, { name: 'Others' }] });
    expect(planText(plan)).toContain('the segment “Heavy”, the segment “Others”');
    await rm(folder, { recursive: true });
    const pruned = await planOf(edited, smallShop(), true);
    expect(brief(pruned)).toEqual(['remove segment others', 'remove segment heavy']);
    expect(pruned.changes[0]).toMatchObject({ id: ids.others, basedOn: 3 });
  });
});

describe('the order of a plan', () => {
  it('turns a reference round by taking it out first', async () => {
    const where = (segment: string) => ({ where: { type: 'segment', segment, is: false } });
    const everyone = { where: { type: 'all', of: [] } };
    const published = publishedOf([
      ...[...smallShop()].map(([id, { document }]) => [id, document] as const),
      [ids.heavy, { kind: 'segment', name: 'Heavy', ...everyone }],
    ]);
    const plan = await planOf({ 'segments/heavy.json': where('others'), 'segments/others.json': everyone }, published);
    expect(brief(plan)).toEqual(['change segment others', 'change segment heavy']);
  });

  it('is refused where a change would break what has no file, which it names', async () => {
    const texts = { aggregator: { type: 'last', parameter: { name: 'store', type: 'string' } } };
    const edited = {
      'aggregates/purchases.json': texts,
      'metrics/line.json': undefined,
      'segments/heavy.json': undefined,
      'segments/others.json': undefined,
    };
    await expect(planOf(edited)).rejects.toThrow(
      /“Purchases” cannot be published.*the metric “Line”, the segment “Heavy”/,
    );
  });

  it('is refused where files have faults, with all of them', async () => {
    const edited = {
      'metrics/line.json': { measure: { type: 'formula', formula: { type: 'metric', metric: 'lin' } } },
      'segments/heavy.json': { refine: {} },
    };
    await expect(planOf(edited)).rejects.toThrow(/Did you mean `line`\?\n.*heavy\.json:\d+ \/refine/s);
  });
});
