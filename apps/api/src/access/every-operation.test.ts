import type { OpenAPIObject } from '@nestjs/swagger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OpenApiService } from '../openapi/openapi.service.ts';
import { makeSource } from '../ingestion/testing/make-source.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { scope, type Scope } from './scopes.ts';

/** Names that SDKs have for the routes above, and what they fetch first. */
const sdkRoutes = [
  'GET /sourceConfig',
  'GET /v1/cutline.js',
  'GET /v1/projects/{writeKey}/settings',
  'POST /beacon/v1/batch',
  ...['a', 'b', 'g', 'i', 'import', 'm', 'p', 's', 't'].map((name) => `POST /v1/${name}`),
];

interface Operation {
  method: string;
  path: string;
  terms: string;
}

let api: TestApi;
let stranger: Awaited<ReturnType<TestApi['makeOrganisation']>>;
let strangersKey: string;

beforeAll(async () => {
  api = await createTestApi();
  stranger = await api.makeOrganisation();
  strangersKey = await api.makeKey(stranger.workspace.id);
});
afterAll(() => api.drop());

const someId = '00000000-0000-4000-8000-000000000000';

/** Every operation of the document; the tests below hold for those that do not exist yet as well. */
function operations(): Operation[] {
  const document: OpenAPIObject = api.application.get(OpenApiService).document;
  return Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method] as { 'x-scope'?: string } | undefined;
      return operation ? [{ method: method.toUpperCase(), path, terms: operation['x-scope'] ?? 'none' }] : [];
    }),
  );
}

/** What people and API keys may do; sources have terms of their own. */
function guarded(): Operation[] {
  return operations().filter(({ terms }) => terms !== 'public' && terms !== 'write-key');
}

function forSources(): Operation[] {
  return operations().filter(({ terms }) => terms === 'write-key');
}

function address(path: string, workspaceId: string, organisationId: string): string {
  return path
    .replace('{workspaceId}', workspaceId)
    .replace('{organisationId}', organisationId)
    .replace('{profile}', '1')
    .replaceAll(/\{\w+\}/g, someId);
}

function mine({ path }: Operation): string {
  return address(path, api.workspace.id, api.organisationId);
}

/** A body for whoever takes one: access is settled before it is read. */
function bodyOf({ method }: Operation): { body?: unknown } {
  return method === 'GET' || method === 'DELETE' ? {} : { body: {} };
}

async function statuses(all: Operation[], send: (operation: Operation) => Promise<{ status: number; code?: string }>) {
  const found: Record<string, string> = {};
  for (const operation of all) {
    const { status, code } = await send(operation);
    found[`${operation.method} ${operation.path}`] = `${status} ${code}`;
  }
  return found;
}

function all(list: Operation[], outcome: (operation: Operation) => string): Record<string, string> {
  return Object.fromEntries(list.map((operation) => [`${operation.method} ${operation.path}`, outcome(operation)]));
}

describe('every operation of the OpenAPI document', () => {
  it('says what it asks of its caller', () => {
    const known = new Set<string>([...scope.options, 'any', 'public', 'write-key']);
    expect(operations().filter(({ terms }) => !known.has(terms))).toEqual([]);
    expect(operations().length).toBeGreaterThan(30);
  });

  it('is public only where it was meant to be', () => {
    const open = operations().filter(({ terms }) => terms === 'public');
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'GET /health',
      'GET /openapi.json',
      'POST /api/v1/setup/first-user',
    ]);
  });

  it('refuses a request without a key', async () => {
    const found = await statuses(guarded(), async (operation) => {
      const { status, body } = await api.call(operation.method, mine(operation), bodyOf(operation));
      return { status, code: body.code };
    });
    expect(found).toEqual(all(guarded(), () => '401 not-signed-in'));
  });

  it('refuses a key that does not exist', async () => {
    const key = `ck_${'A'.repeat(43)}`;
    const found = await statuses(guarded(), async (operation) => {
      const { status, body } = await api.call(operation.method, mine(operation), { key, ...bodyOf(operation) });
      return { status, code: body.code };
    });
    expect(found).toEqual(all(guarded(), () => '401 invalid-key'));
  });

  it("refuses another workspace's key", async () => {
    const scoped = guarded().filter(({ terms }) => terms !== 'any');
    const found = await statuses(scoped, async (operation) => {
      const { status, body } = await api.call(operation.method, mine(operation), {
        key: strangersKey,
        ...bodyOf(operation),
      });
      return { status, code: body.code };
    });
    expect(found).toEqual(
      all(scoped, ({ path }) => (path.includes('{organisationId}') ? '403 person-needed' : '403 wrong-workspace')),
    );
  });

  it("hides what belongs to another person's organisation", async () => {
    const scoped = guarded().filter(({ terms }) => terms !== 'any');
    const cookie = await api.signIn(stranger.admin);
    const found = await statuses(scoped, async (operation) => {
      const { status, body } = await api.call(operation.method, mine(operation), { cookie, ...bodyOf(operation) });
      return { status, code: body.code };
    });
    expect(found).toEqual(all(scoped, () => '404 not-found'));
  });

  it('refuses a key with every scope but its own', async () => {
    const scoped = guarded().filter(({ terms, path }) => terms !== 'any' && !path.includes('{organisationId}'));
    const keys = new Map<string, string>();
    for (const own of scope.options) {
      keys.set(
        own,
        await api.makeKey(
          api.workspace.id,
          scope.options.filter((other): other is Scope => other !== own),
        ),
      );
    }
    const found = await statuses(scoped, async (operation) => {
      const { status, body } = await api.call(operation.method, mine(operation), {
        key: keys.get(operation.terms),
        ...bodyOf(operation),
      });
      return { status, code: body.code };
    });
    expect(found).toEqual(all(scoped, () => '403 insufficient-scope'));
  });

  it('is let through to with its scope, so that the refusals above mean something', async () => {
    const reading = guarded().filter(({ method }) => method === 'GET');
    const withId = await statuses(reading, async (operation) => {
      const { status } = await api.call(operation.method, mine(operation), { key: api.key });
      return { status };
    });
    const outcomes = new Set(
      reading
        .filter(({ path }) => !path.includes('{organisationId}'))
        .map(({ method, path }) => withId[`${method} ${path}`]?.slice(0, 3)),
    );
    // 422: it asks for something in its query, which it would not read of somebody whom it refuses.
    expect([...outcomes].sort()).toEqual(['200', '404', '422']);
  });
});

describe('every operation for sources', () => {
  it('is one of those that were meant to be', () => {
    const names = ['alias', 'batch', 'group', 'identify', 'page', 'screen', 'track'];
    const found = forSources().map(({ method, path }) => `${method} ${path}`);
    expect(found.sort()).toEqual(names.map((name) => `POST /v1/${name}`));
  });

  it('refuses a request without a write key, whoever sends it', async () => {
    const cookie = await api.signIn(api.admin);
    const found = await statuses(forSources(), async ({ method, path }) => {
      const { status, body } = await api.call(method, path, { cookie, body: {} });
      return { status, code: body.code };
    });
    expect(found).toEqual(all(forSources(), () => '401 write-key-missing'));
  });

  it('refuses an API key with every scope', async () => {
    const found = await statuses(forSources(), async ({ method, path }) => {
      const { status, body } = await api.call(method, path, { key: api.key, body: {} });
      return { status, code: body.code };
    });
    expect(found).toEqual(all(forSources(), () => '401 write-key-unknown'));
  });

  it('reads what is sent with a write key, so that the refusals above mean something', async () => {
    const source = await makeSource(api);
    const found = await statuses(forSources(), async ({ path }) => {
      const { status, body } = await source.send<object>(path, {});
      return { status, code: body.code };
    });
    expect(found).toEqual(
      all(forSources(), ({ path }) => (path === '/v1/batch' ? '400 not-a-batch' : '400 missing-identifier')),
    );
  });
});

describe('the document', () => {
  it('declares every route of the server', () => {
    const declared = new Set(operations().map(({ method, path }) => `${method} ${path}`));
    const undeclared = api.routes
      .map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
      .filter((route) => !declared.has(route));
    // Sign-in speaks better-auth's own protocol, and SDKs of others speak theirs; what these may is tested beside them.
    expect(undeclared.filter((route) => !/^\w+ \/api\/auth\/\*$/.test(route)).sort()).toEqual(sdkRoutes);
  });
});
