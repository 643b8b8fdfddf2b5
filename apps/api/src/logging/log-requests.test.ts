import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, password, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let lines: string[];

beforeAll(async () => {
  lines = [];
  api = await createTestApi(() => ({
    logLevel: 'info',
    logDestination: { write: (line: string) => void lines.push(line) },
  }));
});
afterAll(() => api.drop());

const secrets = ['ada.lovelace@example.com', password, 'Countess'];

describe('the log', () => {
  it('tells of each request what it was and how it ended', async () => {
    const answer = await api.call('GET', '/api/v1/me?x=y', {
      key: api.key,
      headers: { 'x-request-id': 'seen-in-log' },
    });
    expect(answer.status).toBe(200);
    await expect
      .poll(() => lines.filter((line) => line.includes('seen-in-log')).map((line) => JSON.parse(line) as unknown))
      .toMatchObject([
        {
          level: 30,
          msg: 'request',
          requestId: 'seen-in-log',
          method: 'GET',
          path: '/api/v1/me',
          status: 200,
          ms: expect.any(Number),
        },
      ]);
  });

  it('holds no personal data: nothing of queries, bodies, headers and addresses', async () => {
    const path = `/api/v1/workspaces/${api.workspace.id}`;
    await api.call('GET', `${path}/profiles?search=ada.lovelace@example.com`, { key: api.key });
    await api.call('POST', '/api/auth/sign-in/email', { body: { email: 'ada.lovelace@example.com', password } });
    await api.call('POST', `${path}/definitions`, {
      key: api.key,
      body: { kind: 'segment', name: 'Countess', where: { type: 'all', of: [] } },
    });
    await api.call('POST', `${path}/definitions`, { key: api.key, body: { kind: 'Countess' } });
    await expect.poll(() => lines.filter((line) => line.includes('"POST"')).length).toBeGreaterThanOrEqual(3);
    for (const secret of [...secrets, api.key, '127.0.0.1'])
      expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  });
});
