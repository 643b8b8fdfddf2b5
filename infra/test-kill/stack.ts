import { join } from 'node:path';
import {
  choosePort,
  type ComponentStatus,
  type ServiceName,
  startGuard,
  startServices,
  supervise,
  type Supervised,
  type Services,
} from '@cutline/embedded';
import { apiDefinition, appEnvironment, workerDefinition } from '@cutline/start/apps';
import { build } from '@cutline/start/build';
import { commandsFrom } from '@cutline/start/commands';
import { until } from './until.ts';

/** Whom `kill -9` may hit. */
export const victims = ['api', 'worker', 'clickhouse', 'temporal', 'postgres'] as const;
export type Victim = (typeof victims)[number];

/** A whole Cutline of the test's own: the services, API and worker that `npm start` runs, supervised as there. */
export interface Stack {
  url: string;
  services: Services;
  /** Kills with SIGKILL and waits until what took its place is ready; milliseconds. */
  kill(victim: Victim): Promise<number>;
  stop(): Promise<void>;
}

/** Builds API and worker and starts everything in a folder of its own, on ports of its own. `more` goes to their environment. */
export async function startStack(
  home: string,
  log: (line: string) => void,
  more: Record<string, string> = {},
): Promise<Stack> {
  const commands = commandsFrom(process.env);
  await build(
    commands.build.filter((word) => !word.endsWith('console')),
    new AbortController().signal,
  );
  const guard = startGuard();
  const services = await startServices({ home, ports: { postgres: 0, clickhouse: 0, temporal: 0 }, guard });
  const apps = new Map<'api' | 'worker', Supervised>();

  async function stop(): Promise<void> {
    for (const app of [...apps.values()].reverse()) await app.stop();
    await services.stop();
    guard.end();
  }

  try {
    await services.ready;
    // No demo shop: what is in the databases is what the test brings.
    const environment = (port: number): Record<string, string> => ({
      ...appEnvironment(services, home, port),
      CUTLINE_FIRST_RUN: 'off',
      CUTLINE_STATE_FILE: join(home, 'state.json'),
      ...more,
    });
    const onStatus =
      (name: string) =>
      (status: ComponentStatus): void => {
        if (status.state === 'failed') log(`${name} failed: ${status.message}`);
      };
    const api = await supervise(apiDefinition(commands.api, await choosePort(0), environment), {
      home,
      onStatus: onStatus('api'),
      onSpawn: guard.watch,
    });
    apps.set('api', api);
    await api.ready;
    const worker = await supervise(
      workerDefinition(commands.worker, () => environment(api.port), commands.workerPolls),
      { home, onStatus: onStatus('worker'), onSpawn: guard.watch },
    );
    apps.set('worker', worker);
    await worker.ready;

    const pidOf = (victim: Victim): number | undefined =>
      isApp(victim) ? apps.get(victim)!.pid : services[victim].pid;
    const stateOf = (victim: Victim): string | undefined =>
      isApp(victim) ? apps.get(victim)!.status.state : services.status()[victim]?.state;

    return {
      url: `http://localhost:${api.port}`,
      services,
      async kill(victim) {
        const pid = await until(`${victim} to run`, () => (stateOf(victim) === 'ready' ? pidOf(victim) : undefined));
        const killed = performance.now();
        process.kill(pid, 'SIGKILL');
        await until(`${victim} to run again`, () => {
          if (stateOf(victim) === 'failed') throw new Error(`${victim} could not be started again`);
          const now = pidOf(victim);
          return stateOf(victim) === 'ready' && now !== undefined && now !== pid ? now : undefined;
        });
        return performance.now() - killed;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function isApp(victim: ServiceName | 'api' | 'worker'): victim is 'api' | 'worker' {
  return victim === 'api' || victim === 'worker';
}
