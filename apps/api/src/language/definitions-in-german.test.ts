import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

const send = <T = unknown>(method: string, path: string, body: unknown, wanted?: string) =>
  api.call<T>(method, `/api/v1/workspaces/${api.workspace.id}/${path}`, {
    key: api.key,
    body,
    headers: wanted === undefined ? {} : { 'accept-language': wanted },
  });
const visits = {
  kind: 'aggregate',
  name: 'Visits',
  actions: ['visit'],
  aggregator: { type: 'count' },
  window: { type: 'last', count: 30, unit: 'day' },
};
const wrong = { ...visits, window: { type: 'last', count: '3', unit: 'day' } };
const german = 'Erwartet wird eine ganze Zahl von 1 bis 10.000, nicht „3“.';

describe('what is wrong with a definition', () => {
  it.each([
    ['de-AT, de;q=0.9, en;q=0.5', 'de', german],
    ['fr', 'en', 'Expected a whole number from 1 to 10,000, not “3”.'],
    [undefined, 'en', 'Expected a whole number from 1 to 10,000, not “3”.'],
  ])('is said to who asks for %s in %s', async (wanted, language, message) => {
    const answer = await send('POST', 'definitions', wrong, wanted);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'invalid-definition', detail: message, errors: [{ path: '/window/count', message }] },
    });
    expect(answer.body).not.toHaveProperty('language');
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.headers.get('content-language')).toBe(language);
    expect(answer.headers.get('vary')).toBe('Accept-Language');
  });

  it('is said in German of a new version and of a preview, with its place in the body', async () => {
    const { body } = await send<{ id: string }>('POST', 'definitions', visits);
    const answers = [
      await send('PUT', `definitions/${body.id}`, { document: wrong, basedOn: 1 }, 'de'),
      await send('POST', 'previews', { document: wrong }, 'de'),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 422,
        body: { errors: [{ path: '/document/window/count', message: german }] },
      });
      expect(answer.headers.get('content-language')).toBe('de');
    }
  });

  it('is said in German by a validation, and so is what a valid one says', async () => {
    const refused = await send('POST', 'definitions/validate', wrong, 'de');
    expect(refused).toMatchObject({ status: 200, body: { valid: false, errors: [{ message: german }] } });
    expect(refused.headers.get('content-language')).toBe('de');
    expect(refused.headers.get('vary')).toBe('Accept-Language');
    const valid = await send('POST', 'definitions/validate', visits, 'de');
    expect(valid.body).toMatchObject({
      valid: true,
      sentence: 'Anzahl der Ereignisse „visit“ in den vergangenen 30 Tagen',
    });
  });

  it('leaves other refusals in English, and says so', async () => {
    const taken = { ...visits, name: 'Taken' };
    await send('POST', 'definitions', taken);
    const answer = await send('POST', 'definitions', taken, 'de');
    expect(answer).toMatchObject({ status: 409, body: { code: 'name-taken' } });
    expect(answer.headers.get('content-language')).toBe('en');
  });
});
