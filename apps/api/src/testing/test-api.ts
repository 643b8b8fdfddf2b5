import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { createTestDatabases } from '@cutline/embedded/vitest-database';
import { connectPostgres, migratePostgres, schema, type Database } from '@cutline/postgres';
import { newKey } from '@cutline/secrets';
import type { WorkspaceRow } from '../access/caller.ts';
import { newApiKeySecret } from '../access/api-key-secret.ts';
import { scope, type Scope } from '../access/scopes.ts';
import { createApplication } from '../application.ts';
import { createPerson } from '../auth/people.queries.ts';
import { insertMember, insertOrganisation } from '../organisations/organisations.queries.ts';
import type { Settings } from '../settings/settings.ts';
import { TemporalService } from '../temporal/temporal.service.ts';
import { insertWorkspace } from '../workspaces/workspaces.queries.ts';
import { call, type Answer, type CallOptions } from './call.ts';

/** A person who can sign in. */
export interface TestPerson {
  id: string;
  email: string;
  password: string;
}

/** An API that listens, on databases of its own, with one organisation, its administrator and a workspace. */
export interface TestApi {
  application: NestFastifyApplication;
  settings: Settings;
  database: Database;
  organisationId: string;
  admin: TestPerson;
  workspace: WorkspaceRow;
  /** Holds every scope of `workspace`. */
  key: string;
  call<T = unknown>(method: string, path: string, options?: CallOptions): Promise<Answer<T>>;
  makeOrganisation(): Promise<{ organisationId: string; admin: TestPerson; workspace: WorkspaceRow }>;
  makeKey(workspaceId: string, scopes?: readonly Scope[]): Promise<string>;
  /** The cookie of a new session. */
  signIn(person: TestPerson): Promise<string>;
  /** Temporal's word for how a workflow stands, e.g. `RUNNING`. */
  workflowStatus(workflowId: string): Promise<string>;
  /** What the server answers to, as it was told by its controllers. */
  routes: { method: string; url: string }[];
  drop(): Promise<void>;
}

export const password = 'correct horse battery';

/** Call in `beforeAll`; `drop` in `afterAll`. `change` may replace settings, e.g. to point at a service that is away. */
export async function createTestApi(
  change: (settings: Settings) => Partial<Settings> | Promise<Partial<Settings>> = () => ({}),
): Promise<TestApi> {
  const databases = await createTestDatabases();
  const database = connectPostgres(databases.postgres.url, 20);
  const clickHouse = connectClickHouse(databases.clickhouse);
  await Promise.all([migratePostgres(database), migrateClickHouse(clickHouse)]);
  await clickHouse.close();
  const usual: Settings = {
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1',
    postgresUrl: databases.postgres.url,
    clickHouse: databases.clickhouse,
    temporalAddress: databases.temporal.address,
    taskQueue: `api-${randomUUID()}`,
    authSecret: randomUUID(),
    keyring: { keys: [newKey()], hashKey: newKey().key },
    home: await mkdtemp(join(tmpdir(), 'cutline-api-')),
    firstRun: false,
    trustProxy: false,
    uploadLimit: 1_000_000,
    importPlaces: {},
    inboxLimit: 5_000_000,
    logLevel: process.env['LOG_LEVEL'] ?? 'silent',
  };
  const settings = { ...usual, ...(await change(usual)) };
  const routes: TestApi['routes'] = [];
  const application = await createApplication(settings, (route) => routes.push(route));
  await application.listen(settings.port, settings.host);
  const url = (await application.getUrl()).replace(/\/$/, '');
  const makeKey = async (workspaceId: string, scopes: readonly Scope[] = scope.options): Promise<string> => {
    const { secret, prefix, hash } = newApiKeySecret();
    await database.insert(schema.apiKey).values({ workspaceId, name: 'Test', prefix, hash, scopes: [...scopes] });
    return secret;
  };
  const makeOrganisation = () =>
    database.transaction(async (transaction) => {
      const email = `${randomUUID()}@example.com`;
      const id = await createPerson(transaction, { name: 'Ada', email, password });
      const organisationId = await insertOrganisation(transaction, 'Test');
      await insertMember(transaction, organisationId, id, 'admin');
      const values = { organisationId, name: 'Shop', timeZone: 'Europe/Berlin', currency: 'EUR' };
      return { organisationId, admin: { id, email, password }, workspace: await insertWorkspace(transaction, values) };
    });
  const made = await makeOrganisation();
  return {
    application,
    settings,
    database,
    ...made,
    key: await makeKey(made.workspace.id),
    call: (method, path, options) => call(url, method, path, options),
    makeOrganisation,
    makeKey,
    routes,
    async workflowStatus(workflowId) {
      const temporal = application.get(TemporalService);
      return (await temporal.call((client) => client.workflow.getHandle(workflowId).describe())).status.name;
    },
    async signIn({ email, password: secret }) {
      const answer = await call(url, 'POST', '/api/auth/sign-in/email', { body: { email, password: secret } });
      return answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';', 1)[0])
        .join('; ');
    },
    async drop() {
      await application.close();
      await database.$client.end();
      await Promise.all([databases.drop(), rm(settings.home, { recursive: true })]);
    },
  };
}
