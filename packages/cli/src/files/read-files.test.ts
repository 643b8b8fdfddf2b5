import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@cutline/segment-definition';
import { afterEach, describe, expect, it } from 'vitest';
import { folderOf } from '../../test/shop.ts';
import { checkFiles } from './check-files.ts';
import { faultLine } from './fault.ts';
import { readFiles } from './read-files.ts';

let folder: string | undefined;
afterEach(async () => {
  if (folder) await rm(folder, { recursive: true });
  folder = undefined;
});

const purchases = {
  key: 'purchases',
  kind: 'aggregate',
  name: 'Purchases',
  actions: ['transaction.charge'],
  aggregator: { type: 'count' },
  window: { type: 'allTime' },
};
const heavy = (aggregate: string, more: object = {}) => ({
  key: 'heavy',
  kind: 'segment',
  name: 'Heavy',
  where: { type: 'aggregate', aggregate, comparison: { type: 'isSet' } },
  ...more,
});

const inside = (key: string, segment: string) => ({
  key,
  kind: 'segment',
  name: key.toUpperCase(),
  where: { type: 'segment', segment, is: true },
});

/** What is wrong with files, each as one line that begins with the file's path in the folder. */
async function faultsOf(files: Record<string, unknown>, language?: Language): Promise<string[]> {
  folder = await folderOf(files);
  const read = await readFiles(folder);
  const faults = [...read.faults, ...checkFiles(read.files, { ...read, language }).faults];
  return faults.map((fault) => faultLine(fault).replaceAll(/\S*cutline-files-[^/]*\//g, ''));
}

describe('TypeScript files', () => {
  it('are definitions like any others, and import one another', async () => {
    const { files, faults } = await readFiles(join(import.meta.dirname, '../../test/definitions'));
    const checked = checkFiles(files);
    expect([...faults, ...checked.faults]).toEqual([]);
    expect([...checked.documents.values()]).toMatchObject([
      { kind: 'aggregate', name: 'Purchases, last year', window: { count: 365 } },
      { kind: 'segment', name: 'Loyal' },
    ]);
    expect(files[1]).toMatchObject({ key: 'loyal', formerly: ['Faithful'] });
  });

  it('without a default export are refused, and so are those that do not load', async () => {
    expect(
      await faultsOf({ 'segments/a.ts': 'export const a = 1;', 'segments/b.ts': 'throw new Error("Oh");' }),
    ).toEqual([
      expect.stringMatching(/^segments\/a\.ts: It has no definition as its default export/),
      'segments/b.ts: It could not be loaded: Oh',
    ]);
  });
});

describe('what is wrong in files is said with file and line', () => {
  it('where it is not JSON', async () => {
    const text = '{\n  "key": "a",\n  "name": "A"\n  "kind": "segment"\n}\n';
    const broken = { 'segments/a.json': text, 'segments/b.json': '' };
    expect(await faultsOf({ ...broken, 'segments/c.json': inside('c', 'a') })).toEqual([
      expect.stringMatching(/^segments\/a\.json:4: This is not JSON, column 3: /),
      'segments/b.json:1: The file is empty.',
    ]);
  });

  it('where a field is said twice', async () => {
    const text = '{ "key": "a",\n  "name": "A",\n  "where": { "type": "all",\n    "of": [{ "of": 1, "of": 2 }] } }\n';
    expect(await faultsOf({ 'segments/a.json': text })).toEqual(['segments/a.json:4: The field `of` is said twice.']);
  });

  it('where a key is missing, cannot be one, or is taken', async () => {
    const { key: _, ...keyless } = purchases;
    expect(
      await faultsOf({
        'aggregates/a.json': keyless,
        'aggregates/b.json': { ...purchases, key: 'Ümlaut Käse' },
        'aggregates/c.json': purchases,
        'aggregates/d.json': { ...purchases, name: 'Other' },
      }),
    ).toEqual([
      'aggregates/a.json:1: The field `key` is missing. A key has small letters, digits and hyphens. `"key": "purchases"` would do.',
      'aggregates/b.json:2 /key: This cannot be a key. A key has small letters, digits and hyphens. `"key": "umlaut-kase"` would do.',
      'aggregates/d.json:2 /key: The key `purchases` is that of aggregates/c.json already. Within a kind each has its own.',
    ]);
  });

  it('where a reference is to nothing, with the nearest key', async () => {
    expect(await faultsOf({ 'aggregates/p.json': purchases, 'segments/h.json': heavy('purchase') })).toEqual([
      'segments/h.json:7 /where/aggregate: There is no aggregate with the key `purchase` among the files. Did you mean `purchases`?',
    ]);
  });

  it('where a reference is by name or to another kind', async () => {
    const files = { 'aggregates/p.json': purchases, 'segments/h.json': heavy('Purchases') };
    expect(await faultsOf(files)).toEqual([expect.stringContaining('“Purchases” is a name. Definitions refer')]);
    await rm(folder!, { recursive: true });
    expect(await faultsOf({ ...files, 'segments/h.json': heavy('heavy') })).toEqual([
      expect.stringContaining('`heavy` is the key of “Heavy”, not of an aggregate.'),
    ]);
  });

  it('where a document means nothing, in the words of the API, and only there', async () => {
    const broken = { ...purchases, window: { type: 'lst', count: 0, unit: 'day' } };
    const faults = await faultsOf({ 'aggregates/p.json': broken, 'segments/h.json': heavy('purchases') });
    expect(faults).toEqual([expect.stringMatching(/^aggregates\/p\.json:\d+ \/window\/type: .*`last`/)]);
  });

  it('where a document means nothing, in German where that is asked for, and of keys in place of ids', async () => {
    const files = { 'aggregates/p.json': { ...purchases, window: { type: 'lst' } } };
    const where = { type: 'aggregate', comparison: { type: 'isSet' } };
    expect(await faultsOf({ ...files, 'segments/h.json': heavy('purchases', { where }) }, 'de')).toEqual([
      expect.stringMatching(/^aggregates\/p\.json:\d+ \/window\/type: Erwartet wird `last`, .* Meinten Sie `last`\?$/),
      'segments/h.json:5 /where/aggregate: `aggregate` fehlt. Erwartet wird der Schlüssel eines Aggregats.',
    ]);
  });

  it('where definitions go round in a circle, or share a name', async () => {
    const faults = await faultsOf({
      'aggregates/p.json': purchases,
      'aggregates/q.json': { ...purchases, key: 'q' },
      'segments/a.json': inside('a', 'b'),
      'segments/b.json': inside('b', 'a'),
    });
    expect(faults).toEqual([
      'aggregates/q.json:4 /name: “Purchases” is the name in aggregates/p.json already. Within a kind each has its own.',
      expect.stringMatching(/^segments\/a\.json:7 .*A → B → A/),
      expect.stringMatching(/^segments\/b\.json:7 .*B → A → B/),
    ]);
  });

  it('where files lie in the wrong place', async () => {
    expect(await faultsOf({ 'p.json': purchases, 'segment/h.json': heavy('x'), 'metrics/p.json': purchases })).toEqual([
      'p.json: Definitions are read from aggregates, expressions, metrics, segments only. Move it there.',
      'segment: This folder is not read. Did you mean `segments`?',
      'metrics/p.json:3 /kind: This is of the kind aggregate; such are kept in aggregates/.',
    ]);
  });
});
