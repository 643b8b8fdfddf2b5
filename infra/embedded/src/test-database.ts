import { randomUUID } from 'node:crypto';
import { createClient } from '@clickhouse/client';
import pg from 'pg';
import { type Addresses, environmentName, givenAddresses } from './test-addresses.ts';

/** The services of this test run, started by `@cutline/embedded/vitest`. */
export function testServices(): Addresses {
  const addresses = givenAddresses();
  if (addresses === undefined)
    throw new Error(`${environmentName} is not set: is @cutline/embedded/vitest the global setup?`);
  return addresses;
}

/** A database of a test's own. */
export interface TestPostgres {
  url: string;
  drop(): Promise<void>;
}

/** Makes an empty PostgreSQL database; `drop` also ends connections that were left open. */
export async function createTestPostgres(): Promise<TestPostgres> {
  const { url } = testServices().postgres;
  const name = testName();
  await onPostgres(url, `CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => onPostgres(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** A database of a test's own, with what `createClient` of `@clickhouse/client` takes. */
export interface TestClickHouse {
  url: string;
  username: string;
  password: string;
  database: string;
  drop(): Promise<void>;
}

/** Makes an empty ClickHouse database. */
export async function createTestClickHouse(): Promise<TestClickHouse> {
  const access = testServices().clickhouse;
  const database = testName();
  await onClickHouse(access, `CREATE DATABASE ${database}`);
  return { ...access, database, drop: () => onClickHouse(access, `DROP DATABASE IF EXISTS ${database} SYNC`) };
}

/** Both databases for one test file: call in `beforeAll`, `drop` in `afterAll`. */
export async function createTestDatabases(): Promise<{
  postgres: TestPostgres;
  clickhouse: TestClickHouse;
  temporal: { address: string };
  drop(): Promise<void>;
}> {
  const [postgres, clickhouse] = await Promise.all([createTestPostgres(), createTestClickHouse()]);
  const drop = async (): Promise<void> => {
    await Promise.all([postgres.drop(), clickhouse.drop()]);
  };
  return { postgres, clickhouse, temporal: testServices().temporal, drop };
}

function testName(): string {
  return `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
}

async function onPostgres(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function onClickHouse(access: Addresses['clickhouse'], sql: string): Promise<void> {
  const client = createClient(access);
  try {
    await client.command({ query: sql });
  } finally {
    await client.close();
  }
}
