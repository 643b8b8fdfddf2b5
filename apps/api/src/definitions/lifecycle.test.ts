import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Definition } from '@cutline/segment-definition';
import { schema } from '@cutline/postgres';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { DefinitionDetail, DefinitionSummary } from './definitions.schemas.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

const path = (rest = '') => `/api/v1/workspaces/${api.workspace.id}/definitions${rest}`;
const create = (body: unknown) => api.call<DefinitionDetail>('POST', path(), { key: api.key, body });
const publish = (id: string, document: unknown, basedOn: number) =>
  api.call<DefinitionDetail & { currentVersion: number }>('PUT', path(`/${id}`), {
    key: api.key,
    body: { document, basedOn },
  });
const get = (id: string) => api.call<DefinitionDetail>('GET', path(`/${id}`), { key: api.key });

const purchases = (name: string): Definition => ({
  formatVersion: 2,
  kind: 'aggregate',
  name,
  actions: ['transaction.charge'],
  aggregator: { type: 'count' },
  window: { type: 'last', count: 365, unit: 'day' },
});
const line = (name: string, aggregate: string) => ({
  kind: 'metric',
  name,
  measure: { type: 'values', of: { type: 'aggregate', aggregate }, statistic: { type: 'quantile', level: 0.7 } },
});
const above = (name: string, aggregate: string, metric: string) => ({
  kind: 'segment',
  name,
  where: { type: 'aggregate', aggregate, comparison: { type: 'moreThan', operand: { type: 'metric', metric } } },
});
const inside = (name: string, segment: string) => ({
  kind: 'segment',
  name,
  where: { type: 'segment', segment, is: true },
});

describe('publishing', () => {
  it('stores a definition with its defaults, says it in a sentence and names what it refers to', async () => {
    const aggregate = await create(purchases('A1'));
    expect(aggregate).toMatchObject({
      status: 201,
      body: { version: 1, document: purchases('A1'), usedBy: 0, createdBy: null },
    });
    const metric = await create(line('M1', aggregate.body.id));
    expect(metric.body).toMatchObject({
      document: { formatVersion: 2, measure: { population: { type: 'active' }, statistic: { method: 'linear' } } },
      valueType: 'number',
      references: [{ id: aggregate.body.id, kind: 'aggregate', name: 'A1', path: '/measure/of/aggregate' }],
      metric: null,
    });
    const segment = await create(above('S1', aggregate.body.id, metric.body.id));
    expect(segment.body).toMatchObject({ segment: { status: 'pending', members: null, sizes: [] } });
    expect((await get(aggregate.body.id)).body).toMatchObject({
      usedBy: 2,
      dependants: [
        { id: metric.body.id, kind: 'metric', name: 'M1' },
        { id: segment.body.id, kind: 'segment', name: 'S1' },
      ],
    });
  });

  it('names the person who published', async () => {
    const cookie = await api.signIn(api.admin);
    const answer = await api.call<DefinitionDetail>('POST', path(), { cookie, body: purchases('By Ada') });
    expect(answer.body.createdBy).toEqual({ id: api.admin.id, name: 'Ada' });
    expect(answer.body.versions).toMatchObject([{ version: 1, createdBy: { name: 'Ada' } }]);
  });

  it('refuses a name that is taken by one of the kind', async () => {
    const { body } = await create(purchases('Taken'));
    expect(await create(purchases('Taken'))).toMatchObject({
      status: 409,
      body: { code: 'name-taken', definitionId: body.id },
    });
    expect((await create(line('Taken', body.id))).status).toBe(201);
  });

  it('refuses a reference to another workspace and to another kind', async () => {
    const stranger = await api.makeOrganisation();
    const theirs = await api.call<DefinitionDetail>('POST', `/api/v1/workspaces/${stranger.workspace.id}/definitions`, {
      key: await api.makeKey(stranger.workspace.id),
      body: purchases('Theirs'),
    });
    expect(await create(line('M2', theirs.body.id))).toMatchObject({
      status: 422,
      body: { code: 'invalid-definition', errors: [{ path: '/measure/of/aggregate', code: 'unknown-reference' }] },
    });
    const own = await create(purchases('Own'));
    const metric = await create(line('M3', own.body.id));
    expect(await create(line('M4', metric.body.id))).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/measure/of/aggregate', code: 'wrong-kind' }] },
    });
  });

  it('lets one of two who publish the same name at once', async () => {
    const answers = await Promise.all([
      create(purchases('Race')),
      create(purchases('Race')),
      create(purchases('Race')),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});

describe('a new version', () => {
  it('is published beside the old ones', async () => {
    const { body } = await create(purchases('Versioned'));
    const changed = { ...purchases('Renamed'), window: { type: 'allTime' } };
    const second = await publish(body.id, changed, 1);
    expect(second).toMatchObject({ status: 200, body: { version: 2, name: 'Renamed', document: changed } });
    expect(second.body.versions.map(({ version, document }) => [version, document.name])).toEqual([
      [2, 'Renamed'],
      [1, 'Versioned'],
    ]);
  });

  it('of the same document is none', async () => {
    const { body } = await create(purchases('Unchanged'));
    expect((await publish(body.id, purchases('Unchanged'), 1)).body.version).toBe(1);
  });

  it('edited from an old one is refused', async () => {
    const { body } = await create(purchases('Conflict'));
    await publish(body.id, { ...purchases('Conflict'), description: 'a' }, 1);
    expect(await publish(body.id, { ...purchases('Conflict'), description: 'b' }, 1)).toMatchObject({
      status: 409,
      body: { code: 'version-conflict', currentVersion: 2 },
    });
  });

  it('of another kind is refused', async () => {
    const { body } = await create(purchases('Kind'));
    expect(await publish(body.id, line('Kind', body.id), 1)).toMatchObject({
      status: 422,
      body: { code: 'wrong-kind' },
    });
  });

  it('that closes a circle is refused, with the path named', async () => {
    const first = await create({ kind: 'segment', name: 'First', where: { type: 'all', of: [] } });
    const second = await create(inside('Second', first.body.id));
    const third = await create(inside('Third', second.body.id));
    const answer = await publish(first.body.id, inside('First', third.body.id), 1);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-definition', errors: [{ code: 'cycle' }] } });
    expect(answer.body.detail).toContain('First → Third → Second → First');
  });

  it('of one that does not exist is a 404', async () => {
    expect((await publish('00000000-0000-4000-8000-000000000000', purchases('Ghost'), 1)).status).toBe(404);
  });
});

describe('deleting', () => {
  it('is refused with the list of those that refer to it, and done once there are none', async () => {
    const aggregate = await create(purchases('Doomed'));
    const metric = await create(line('Dependant', aggregate.body.id));
    const remove = (id: string) => api.call('DELETE', path(`/${id}`), { key: api.key });
    expect(await remove(aggregate.body.id)).toMatchObject({
      status: 409,
      body: { code: 'has-dependants', dependants: [{ id: metric.body.id, kind: 'metric', name: 'Dependant' }] },
    });
    expect((await remove(metric.body.id)).status).toBe(204);
    expect((await remove(aggregate.body.id)).status).toBe(204);
    expect((await remove(aggregate.body.id)).status).toBe(404);
    expect((await get(aggregate.body.id)).status).toBe(404);
    expect((await create(purchases('Doomed'))).status).toBe(201);
  });
});

describe('validating', () => {
  const validate = (body: unknown) => api.call('POST', path('/validate'), { key: api.key, body });

  it('says what a good one means', async () => {
    expect(await validate(purchases('New'))).toMatchObject({
      status: 200,
      body: { valid: true, errors: [], sentence: expect.stringContaining('transaction.charge') },
    });
  });

  it('says what is wrong with a bad one, and stores nothing', async () => {
    expect(await validate({ kind: 'segment', name: '' })).toMatchObject({
      status: 200,
      body: { valid: false, sentence: null },
    });
    expect(await validate(line('New', '00000000-0000-4000-8000-000000000000'))).toMatchObject({
      body: { valid: false, errors: [{ path: '/measure/of/aggregate', code: 'unknown-reference' }] },
    });
  });
});

describe('the list', () => {
  it('goes through all definitions by name, each once, page by page', async () => {
    const { workspace } = await api.makeOrganisation();
    const key = await api.makeKey(workspace.id);
    const names = Array.from({ length: 23 }, (_, index) => `D${String(index).padStart(2, '0')}`);
    for (const name of names) {
      await api.call('POST', `/api/v1/workspaces/${workspace.id}/definitions`, { key, body: purchases(name) });
    }
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: { body: { items: DefinitionSummary[]; nextCursor: string | null } } = await api.call(
        'GET',
        `/api/v1/workspaces/${workspace.id}/definitions?limit=5${query}`,
        { key },
      );
      found.push(...page.body.items.map(({ name }) => name));
      cursor = page.body.nextCursor;
    }
    expect(found).toEqual(names);
  });

  it('is narrowed by kind and by a part of the name, in which % stands for itself', async () => {
    await create(purchases('100% Wool'));
    await create(purchases('100 pairs'));
    const search = async (query: string) =>
      (await api.call<{ items: DefinitionSummary[] }>('GET', path(`?${query}`), { key: api.key })).body.items.map(
        ({ name }) => name,
      );
    expect(await search('search=100%25')).toEqual(['100% Wool']);
    expect(await search('search=wool')).toEqual(['100% Wool']);
    expect(await search('kind=segment&search=100')).toEqual([]);
  });
});

describe('a document of format 1', () => {
  const old = {
    formatVersion: 1,
    kind: 'aggregate',
    name: 'Spend',
    actions: ['transaction.charge'],
    aggregator: { type: 'sum', parameter: 'revenue' },
    window: { type: 'allTime' },
  };
  const now = { ...old, formatVersion: 2, aggregator: { type: 'sum', parameter: { name: 'revenue', type: 'money' } } };

  it('that was stored long ago is read, checked, listed and published anew in the format of today', async () => {
    const { definition, definitionVersion } = schema;
    const values = { workspaceId: api.workspace.id, kind: 'aggregate', name: 'Spend', version: 1 } as const;
    const [stored] = await api.database.insert(definition).values(values).returning();
    const id = stored!.id;
    await api.database.insert(definitionVersion).values({ definitionId: id, version: 1, document: old });

    const { body } = await get(id);
    expect(body).toMatchObject({ document: now, valueType: 'money', versions: [{ version: 1, document: now }] });
    expect((await create(line('Of spend', id))).body).toMatchObject({ valueType: 'money' });
    expect((await publish(id, now, 1)).body.version).toBe(1);
    expect((await publish(id, old, 1)).body.version).toBe(1);
    const renamed = await publish(id, { ...now, name: 'Spent' }, 1);
    expect(renamed).toMatchObject({ status: 200, body: { version: 2, document: { ...now, name: 'Spent' } } });
    expect(renamed.body.versions.map(({ document }) => document.formatVersion)).toEqual([2, 2]);
  });

  it('is taken and stored in the format of today', async () => {
    const aggregate = await create({ ...old, name: 'Spend too' });
    expect(aggregate).toMatchObject({ status: 201, body: { document: { ...now, name: 'Spend too' } } });
    const segment = await create({
      kind: 'segment',
      name: 'Spenders',
      where: {
        type: 'aggregate',
        aggregate: aggregate.body.id,
        comparison: 'moreThan',
        operand: { type: 'constant', value: 5 },
      },
    });
    expect(segment.body.document).toMatchObject({
      where: { comparison: { type: 'moreThan', operand: { type: 'constant', value: 5 } } },
    });
  });
});
