import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { RunQuota } from './run-quota.schemas.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

const path = () => `/api/v1/workspaces/${api.workspace.id}/run-quota`;
const get = () => api.call<RunQuota>('GET', path(), { key: api.key });
const set = (body: unknown) => api.call<RunQuota>('PUT', path(), { key: api.key, body });

const quota: RunQuota = {
  statementSeconds: 120,
  statementMemory: 3_000_000_000,
  statementRows: 5_000_000_000,
  concurrent: 2,
  weight: null,
};

it('says nothing until somebody does, and then what was said last', async () => {
  const none = { statementSeconds: null, statementMemory: null, statementRows: null, concurrent: null, weight: null };
  expect((await get()).body).toEqual(none);
  expect(await set(quota)).toMatchObject({ status: 200, body: quota });
  expect((await set({ ...quota, weight: 3, concurrent: null })).body).toEqual({
    ...quota,
    weight: 3,
    concurrent: null,
  });
  expect((await get()).body).toEqual({ ...quota, weight: 3, concurrent: null });
  expect((await set(none)).body).toEqual(none);
});

it.each([
  [{ ...quota, statementSeconds: 0 }, '/statementSeconds'],
  [{ ...quota, statementMemory: 1_000 }, '/statementMemory'],
  [{ ...quota, statementRows: 1.5 }, '/statementRows'],
  [{ ...quota, concurrent: 65 }, '/concurrent'],
  [{ ...quota, weight: 101 }, '/weight'],
  [{ ...quota, weight: undefined }, '/weight'],
])('refuses %o', async (body, where) => {
  const { status, body: problem } = await set(body);
  expect(status).toBe(422);
  expect(problem.errors?.map(({ path: at }) => at)).toEqual([where]);
});
