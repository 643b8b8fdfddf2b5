import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ComponentStatus,
  portIsTaken,
  type ServiceDefinition,
  startGuard,
  startServices,
  statusNow,
  supervise,
  type Supervised,
} from '@cutline/embedded';
import { apiDefinition, appEnvironment, chooseMetricsPorts, workerDefinition } from './apps.ts';
import { build } from './build.ts';
import type { Commands } from './commands.ts';
import { newCredentials } from './credentials.ts';
import { addressFile, environmentFile } from './home.ts';
import { type Component, openStateFile } from './state-file.ts';
import { startTimes } from './times.ts';

export interface LaunchOptions {
  home: string;
  commands: Commands;
  /** The port asked for; undefined for the usual one, which moves out of the way when taken. */
  port: number | undefined;
  installMs: number;
  print(line: string): void;
}

/** A running Cutline. */
export interface Launched {
  /** Everything is up, or has said why not. */
  settled: Promise<void>;
  stop(): Promise<void>;
}

const usualPort = 4100;

/**
 * Starts services, build, API and worker, each as soon as what it needs is there: the API needs both databases and
 * the build, the worker Temporal and the API besides.
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { home, commands, print } = options;
  if (options.port !== undefined && (await portIsTaken(options.port)))
    throw new Error(`Port ${options.port} is taken by another program. Choose another with PORT, or leave PORT out.`);
  const times = startTimes(options.installMs);
  const setState = openStateFile(join(home, 'state.json'));
  const credentials = newCredentials(home);
  const guard = startGuard();
  const buildStop = new AbortController();
  const apps: Supervised[] = [];
  const metrics = await chooseMetricsPorts(process.env);
  let stopping = false;

  const say = (title: string, text: string): void =>
    print(`${times.now().toFixed(1).padStart(7)} s  ${title.padEnd(12)} ${text}`);
  const onStatus = (component: Component | undefined, title: string) => (status: ComponentStatus) => {
    if (component !== undefined) setState(component, status);
    if (stopping) return;
    if (status.state === 'ready') say(title, 'ready');
    else say(title, status.message);
  };

  const services = await startServices({ home, guard, log: (name, status) => onStatus(name, titles[name])(status) });
  setState('worker', statusNow('starting', 'The worker waits for Temporal and the API'));
  const ready = {
    postgres: times.measure('postgres', services.postgres.ready),
    clickhouse: times.measure('clickhouse', services.clickhouse.ready),
    temporal: times.measure('temporal', services.temporal.ready),
  };
  for (const service of Object.values(ready)) service.catch(() => {});
  const built = times.measure('build', build(commands.build, buildStop.signal));
  say('Build', 'console, API and worker are being built');
  built.then(
    () => say('Build', 'ready'),
    () => {},
  );

  /** Starts an app, unless everything is being stopped by then. */
  async function startApp(definition: ServiceDefinition, component: Component | undefined): Promise<Supervised> {
    if (stopping) throw new Error(`${definition.title} is not started any more`);
    const status = onStatus(component, component === undefined ? 'API' : 'Worker');
    const app = await supervise(definition, { home, onStatus: status, onSpawn: guard.watch });
    apps.push(app);
    if (stopping) await app.stop();
    return app;
  }

  async function startApi(): Promise<Supervised> {
    await Promise.all([ready.postgres, ready.clickhouse, built]);
    const environment = JSON.stringify(appEnvironment(services, home, options.port ?? usualPort));
    writeFileSync(environmentFile(home), environment, { mode: 0o600 });
    const definition = apiDefinition(commands.api, options.port ?? usualPort, (port) => ({
      ...appEnvironment(services, home, port),
      METRICS_PORT: String(metrics.api),
    }));
    const api = await startApp(definition, undefined);
    await times.measure('api', api.ready);
    const url = `http://localhost:${api.port}`;
    writeFileSync(addressFile(home), url);
    print(
      [
        '',
        `  Console and API: ${url}`,
        `  Metrics:         ports ${metrics.api} and ${metrics.worker}, /metrics`,
        `  Credentials:     ${credentials.file}`,
        ...credentials.show(),
        '',
      ].join('\n'),
    );
    return api;
  }

  async function startWorker(api: Promise<Supervised>): Promise<void> {
    const { port } = await api;
    await ready.temporal;
    const definition = workerDefinition(
      commands.worker,
      () => ({ ...appEnvironment(services, home, port), METRICS_PORT: String(metrics.worker) }),
      commands.workerPolls,
    );
    const worker = await startApp(definition, 'worker');
    await times.measure('worker', worker.ready);
  }

  const api = startApi();
  const worker = startWorker(api);
  const settled = Promise.all([api, worker.then(() => true, withoutWorker)]).then(([, complete]) => {
    times.save(join(home, 'logs', 'start-times.json'));
    say('Cutline', complete ? 'everything is up; Ctrl-C ends it' : 'runs without its worker; Ctrl-C ends it');
  });
  settled.catch(() => {});

  /** Console and API are of use without Temporal: the state says what is missing. */
  function withoutWorker(error: unknown): boolean {
    setState('worker', statusNow('failed', messageOf(error)));
    return false;
  }

  async function stop(): Promise<void> {
    stopping = true;
    buildStop.abort();
    // The apps first, while what they write to is still there.
    await Promise.all(apps.map((app) => app.stop()));
    await services.stop();
    guard.end();
    for (const file of [addressFile(home), environmentFile(home), join(home, 'state.json')])
      rmSync(file, { force: true });
  }

  return { settled, stop };
}

const titles = { postgres: 'PostgreSQL', clickhouse: 'ClickHouse', temporal: 'Temporal' } as const;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
