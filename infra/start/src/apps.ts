import { Connection } from '@temporalio/client';
import { choosePort, type Launch, type ServiceDefinition, type Services } from '@cutline/embedded';
import { join } from 'node:path';
import { root } from './home.ts';

/** What API and worker are told by their environment. */
export function appEnvironment(services: Services, home: string, port: number): Record<string, string> {
  return {
    DATABASE_URL: services.postgres.url,
    CLICKHOUSE_URL: services.clickhouse.url,
    CLICKHOUSE_USER: services.clickhouse.username,
    CLICKHOUSE_PASSWORD: services.clickhouse.password,
    CLICKHOUSE_DATABASE: services.clickhouse.database,
    TEMPORAL_ADDRESS: services.temporal.address,
    CUTLINE_HOME: home,
    CUTLINE_STATE_FILE: join(home, 'state.json'),
    CUTLINE_CONSOLE: join(root, 'apps/console/dist'),
    PORT: String(port),
    NODE_ENV: 'production',
  };
}

/** Where API and worker serve their metrics, on loopback unless METRICS_HOST says otherwise. */
export interface MetricsPorts {
  api: number;
  worker: number;
}

const usualMetricsPort = 4101;

/** METRICS_PORT for the API and the next one for the worker; where nobody asks, 4101 and 4102, or others where those are taken. */
export async function chooseMetricsPorts(env: NodeJS.ProcessEnv): Promise<MetricsPorts> {
  const asked = Number(env['METRICS_PORT'] ?? '');
  if (asked) return { api: asked, worker: asked + 1 };
  return { api: await choosePort(usualMetricsPort), worker: await choosePort(usualMetricsPort + 1) };
}

/** The API: up when it answers at /health, whatever it says of the other parts. */
export function apiDefinition(
  command: readonly string[],
  port: number,
  environment: (port: number) => Record<string, string>,
): ServiceDefinition {
  return {
    name: 'api',
    title: 'The API',
    preferredPort: port,
    stopSignal: 'SIGTERM',
    stopPatience: 5_000,
    prepare: async () => {},
    launch: async (given) => launchOf(command, environment(given)),
    async check(given) {
      const response = await fetch(`http://127.0.0.1:${given}/health`, { signal: AbortSignal.timeout(5_000) });
      await response.arrayBuffer();
    },
  };
}

/** The queue that the API fills and the worker polls. */
const taskQueue = 'cutline';

/** The worker: up when Temporal sees this very process poll. */
export function workerDefinition(
  command: readonly string[],
  environment: () => Record<string, string>,
  polls: boolean,
): ServiceDefinition {
  return {
    name: 'worker',
    title: 'The worker',
    preferredPort: undefined,
    stopSignal: 'SIGTERM',
    stopPatience: 5_000,
    prepare: async () => {},
    launch: async () => launchOf(command, environment()),
    async check(_port, pid) {
      if (!polls) return;
      const connection = await Connection.connect({
        address: environment()['TEMPORAL_ADDRESS'],
        connectTimeout: 2_000,
      });
      try {
        const { pollers } = await connection.workflowService.describeTaskQueue({
          namespace: 'default',
          taskQueue: { name: taskQueue },
          taskQueueType: 1,
        });
        if (!pollers?.some(({ identity }) => identity?.startsWith(`${pid}@`)))
          throw new Error('it does not poll its queue');
      } finally {
        await connection.close();
      }
    },
  };
}

function launchOf(command: readonly string[], env: Record<string, string>): Launch {
  const [file = '', ...args] = command;
  return { command: file, args, env, cwd: root };
}
