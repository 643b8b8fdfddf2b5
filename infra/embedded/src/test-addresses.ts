/** Where a test run's services are. */
export interface Addresses {
  postgres: { url: string };
  clickhouse: { url: string; username: string; password: string };
  temporal: { address: string };
}

/** The environment variable that carries the addresses, as JSON, into every test process. */
export const environmentName = 'CUTLINE_TEST_SERVICES';

/** The addresses from the environment, if any are given. */
export function givenAddresses(): Addresses | undefined {
  const text = process.env[environmentName];
  return text === undefined || text === '' ? undefined : (JSON.parse(text) as Addresses);
}
