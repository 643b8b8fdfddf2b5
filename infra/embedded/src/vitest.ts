import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServices } from './services.ts';
import { type Addresses, environmentName, givenAddresses } from './test-addresses.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    services: Addresses;
  }
}

/**
 * vitest's global setup: the three real services, once for a run, in a folder and on ports of their own.
 * With CUTLINE_TEST_SERVICES set (the addresses as JSON) those are used and left alone.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = givenAddresses();
  if (given !== undefined) {
    project.provide('services', given);
    return undefined;
  }
  const home = mkdtempSync(join(tmpdir(), 'cutline-test-'));
  const services = await startServices({ home, ports: { postgres: 0, clickhouse: 0, temporal: 0 }, disposable: true });
  const teardown = async (): Promise<void> => {
    delete process.env[environmentName];
    await services.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await services.ready;
  } catch (error) {
    await teardown();
    throw error;
  }
  const { postgres, clickhouse, temporal } = services;
  const addresses: Addresses = {
    postgres: { url: postgres.url },
    clickhouse: { url: clickhouse.url, username: clickhouse.username, password: clickhouse.password },
    temporal: { address: temporal.address },
  };
  process.env[environmentName] = JSON.stringify(addresses);
  project.provide('services', addresses);
  return teardown;
}
