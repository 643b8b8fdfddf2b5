import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<string, { operationId: string; summary: string; tags: string[]; responses: Record<string, unknown> }>
  >;
  components: { schemas: Record<string, { required?: string[] }> };
}

let api: TestApi;
let document: Document;
beforeAll(async () => {
  api = await createTestApi();
  document = (await api.call<Document>('GET', '/openapi.json')).body;
});
afterAll(() => api.drop());

describe('the OpenAPI document', () => {
  it('is the one in the repository', async () => {
    expect(document).toEqual(JSON.parse(await readFile(new URL('../../openapi.json', import.meta.url), 'utf8')));
  });

  it('names every operation once, and says what it is about', () => {
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { summary, tags } of operations) {
      expect(summary).not.toBe('');
      expect(tags).toHaveLength(1);
    }
  });

  it('refers to nothing that is not there, and holds nothing that is not referred to', () => {
    const references = new Set(JSON.stringify(document).match(/(?<="\$ref":"#\/components\/schemas\/)[^"]+/g));
    expect([...references].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  it('tells what is sent from what is answered where defaults make them differ', () => {
    expect(document.openapi).toBe('3.1.1');
    expect(document.components.schemas['Refinement']?.required).toContain('inheritFilters');
    expect(document.components.schemas['RefinementInput']?.required).not.toContain('inheritFilters');
    expect(document.components.schemas['WindowInput']).toBeUndefined();
  });
});
