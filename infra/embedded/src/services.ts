import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { clickhouseDatabase, clickhouseService } from './clickhouse.ts';
import { type Guard, startGuard } from './guard-client.ts';
import { takeLock } from './lock.ts';
import { postgresAccount } from './postgres-account.ts';
import { postgresService, postgresUrl } from './postgres.ts';
import { readSecrets } from './secrets.ts';
import { type ComponentStatus, type ServiceName, serviceNames } from './status.ts';
import { type ServiceDefinition, type Supervised, supervise } from './supervisor.ts';
import { temporalService } from './temporal.ts';

export interface StartOptions {
  /** The folder that holds all state; made when missing. */
  home: string;
  /** Preferred ports; another is taken where one is in use. 0 asks for any. */
  ports?: Partial<Record<ServiceName, number>>;
  /** Start these only. */
  only?: readonly ServiceName[];
  /** Told of every change of a service's state. */
  log?: (name: ServiceName, status: ComponentStatus) => void;
  /** The data need not survive a power cut (tests); it survives a killed process all the same. */
  disposable?: boolean;
  /** A guard that the caller runs and ends; by default the services have one of their own. */
  guard?: Guard;
}

/** What every started service has. */
export interface Service {
  /** Settles when the service answers for the first time; rejects with a message for people. */
  readonly ready: Promise<void>;
  /** The number of the process now running, for tests that kill it. */
  readonly pid: number | undefined;
}

/**
 * The services of one home. Addresses are known at once and final when the service is ready; they stay the same
 * over restarts. Reading a service that was not asked for throws.
 */
export interface Services {
  readonly postgres: Service & { readonly url: string };
  readonly clickhouse: Service & { readonly url: string; username: string; password: string; database: string };
  readonly temporal: Service & { readonly address: string };
  /** All that were asked for are ready. */
  ready: Promise<void>;
  status(): Partial<Record<ServiceName, ComponentStatus>>;
  stop(): Promise<void>;
}

const defaultPorts: Readonly<Record<ServiceName, number>> = { postgres: 5532, clickhouse: 8223, temporal: 7433 };

/**
 * Starts the real services side by side and keeps them running until `stop`. Returns while they start: await
 * `ready` of what you need.
 *
 * @throws Error when another process already runs the services of this home
 */
export async function startServices(options: StartOptions): Promise<Services> {
  mkdirSync(options.home, { recursive: true, mode: 0o700 });
  const home = realpathSync(options.home);
  // As root, PostgreSQL runs as somebody else, who must be able to pass through to its own folder.
  chmodSync(home, postgresAccount() === undefined ? 0o700 : 0o711);
  mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 });
  const release = takeLock(join(home, 'services.lock'));
  if (release === undefined) throw new Error(`The services of ${home} are already running`);

  const secrets = readSecrets(home);
  const guard = options.guard ?? startGuard();
  const ports = { ...defaultPorts, ...options.ports };
  const disposable = options.disposable ?? false;
  const definitions: Record<ServiceName, () => ServiceDefinition> = {
    postgres: () => postgresService({ home, password: secrets.postgres, preferredPort: ports.postgres, disposable }),
    clickhouse: () => clickhouseService({ home, password: secrets.clickhouse, preferredPort: ports.clickhouse }),
    temporal: () => temporalService({ home, preferredPort: ports.temporal }),
  };
  const started = new Map<ServiceName, Supervised>();
  await Promise.all(
    (options.only ?? serviceNames).map(async (name) => {
      const onStatus = (status: ComponentStatus): void => options.log?.(name, status);
      started.set(name, await supervise(definitions[name](), { home, onStatus, onSpawn: guard.watch }));
    }),
  );

  function one(name: ServiceName): Supervised {
    const service = started.get(name);
    if (service === undefined)
      throw new Error(`${name} was not asked for: startServices({ only: [${[...started.keys()].join(', ')}] })`);
    return service;
  }
  const ready = Promise.all([...started.values()].map((service) => service.ready)).then(() => {});
  ready.catch(() => {});

  return {
    postgres: {
      get ready() {
        return one('postgres').ready;
      },
      get pid() {
        return one('postgres').pid;
      },
      get url() {
        return postgresUrl(one('postgres').port, secrets.postgres);
      },
    },
    clickhouse: {
      get ready() {
        return one('clickhouse').ready;
      },
      get pid() {
        return one('clickhouse').pid;
      },
      get url() {
        return `http://127.0.0.1:${one('clickhouse').port}`;
      },
      username: 'default',
      password: secrets.clickhouse,
      database: clickhouseDatabase,
    },
    temporal: {
      get ready() {
        return one('temporal').ready;
      },
      get pid() {
        return one('temporal').pid;
      },
      get address() {
        return `127.0.0.1:${one('temporal').port}`;
      },
    },
    ready,
    status: () => Object.fromEntries([...started].map(([name, service]) => [name, service.status])),
    async stop() {
      await Promise.all([...started.values()].map((service) => service.stop()));
      if (options.guard === undefined) guard.end();
      release();
    },
  };
}
