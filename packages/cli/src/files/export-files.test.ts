import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { everyConstruct, published as referredTo } from '@cutline/segment-definition/every-construct';
import { afterEach, describe, expect, it } from 'vitest';
import { folderOf, ids, publishedOf, smallShop } from '../../test/shop.ts';
import { makePlan } from '../plan/make-plan.ts';
import { documentsOf } from '../workspace/published.ts';
import { exportFiles, withReferences, type Exported } from './export-files.ts';
import { readFaultlessFiles } from './read-files.ts';
import { rewriteReferences } from './references.ts';
import { standInId } from './stand-in-id.ts';

let folder: string;
afterEach(() => rm(folder, { recursive: true }));

const currency = 'EUR';

async function exported(published: ReturnType<typeof smallShop>): Promise<Exported> {
  const definitions = documentsOf(published);
  const existing = await readFaultlessFiles(folder);
  return exportFiles(definitions, new Set(definitions.keys()), existing, folder);
}

describe('files of a workspace', () => {
  it('hold every construct of the language, for this workspace and for an empty one', async () => {
    folder = await folderOf({});
    const everything = publishedOf([
      ...referredTo,
      ...everyConstruct.map((document, index) => {
        const name = `${document.name} ${index}`;
        return [standInId(document.kind, name), { ...document, name }] as const;
      }),
    ]);
    expect(await exported(everything)).toMatchObject({ unchanged: 0, differing: [], surplus: [] });
    const files = await readFaultlessFiles(folder);
    expect(files).toHaveLength(everything.size);
    expect(makePlan(files, everything, { prune: true, currency })).toMatchObject({ changes: [], unmanaged: [] });

    const { changes } = makePlan(files, new Map(), { prune: true, currency });
    const idOf = new Map([...everything].map(([id, { document }]) => [`${document.kind}:${document.name}`, id]));
    const given = new Map(changes.map(({ id, kind, name }) => [id, idOf.get(`${kind}:${name}`)!]));
    const added = changes.map(
      ({ id, document }) => [given.get(id)!, rewriteReferences(document!, (each) => given.get(each)!)] as const,
    );
    expect(new Map(added)).toEqual(documentsOf(everything));
  });

  it('say keys and no ids, the key first', async () => {
    folder = await folderOf({});
    await exported(smallShop());
    expect(await readdir(folder)).toEqual(['aggregates', 'metrics', 'segments']);
    const text = await readFile(join(folder, 'segments/heavy.json'), 'utf8');
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['key', 'formatVersion', 'kind', 'name', 'where']);
    expect(text).toContain('"metric": "line"');
    expect(text).not.toContain('018f4a52');
  });

  it('are written once', async () => {
    folder = await folderOf({});
    expect((await exported(smallShop())).written).toHaveLength(4);
    expect(await exported(smallShop())).toEqual({ written: [], unchanged: 4, differing: [], surplus: [] });
  });

  it('keep their keys, places and former names when they are written again', async () => {
    folder = await folderOf({
      'aggregates/shop/p.json': { key: 'p', formerly: 'Orders', kind: 'aggregate', name: 'Purchases' },
      'metrics/heavy.json': { key: 'heavy', kind: 'metric', name: 'Of nothing here' },
    });
    const { written, surplus } = await exported(smallShop());
    expect(written).toHaveLength(4);
    expect(surplus).toEqual([expect.stringContaining('metrics/heavy.json')]);
    const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(folder, file), 'utf8'));
    expect(await read('aggregates/shop/p.json')).toMatchObject({ key: 'p', formerly: 'Orders', name: 'Purchases' });
    expect(await read('segments/heavy.json')).toMatchObject({ where: { aggregate: 'p' } });
  });

  it('of TypeScript are not written over', async () => {
    const code = `export default { key: 'purchases', kind: 'aggregate', name: 'Purchases', actions: ['other'] };\n`;
    folder = await folderOf({ 'aggregates/p.ts': code });
    expect((await exported(smallShop())).differing).toEqual([expect.stringContaining('aggregates/p.ts')]);
    expect(await readFile(join(folder, 'aggregates/p.ts'), 'utf8')).toBe(code);
  });

  it('of some kinds come with what they refer to', async () => {
    folder = await folderOf({});
    const definitions = documentsOf(smallShop());
    expect([...withReferences(definitions, ['metric'])].sort()).toEqual([ids.purchases, ids.line]);
  });
});
