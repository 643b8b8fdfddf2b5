import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { choosePort, portIsTaken } from './ports.ts';
import {
  describeProcess,
  endProcess,
  type ProcessRecord,
  removeRecord,
  runningRecord,
  writeRecord,
} from './processes.ts';
import { type ComponentState, type ComponentStatus, statusNow } from './status.ts';

/** How to start a process. */
export interface Launch {
  command: string;
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  /** The user to run as, where the service refuses to run as root. */
  uid?: number;
  gid?: number;
}

/** One service, as the supervisor needs to know it. */
export interface ServiceDefinition {
  name: string;
  /** What people call it. */
  title: string;
  /** Undefined for a process that listens on none. */
  preferredPort: number | undefined;
  stopSignal: NodeJS.Signals;
  /** Milliseconds it may take to stop before it is killed. */
  stopPatience: number;
  /** Everything that must be there before the first launch; rejects soon when the signal says so. */
  prepare(report: (state: ComponentState, message: string) => void, signal: AbortSignal): Promise<void>;
  /** Called before every launch, e.g. to clear what a crash left behind. */
  launch(port: number): Promise<Launch>;
  /** Rejects until the service answers. */
  check(port: number, pid: number): Promise<void>;
}

export interface SupervisorOptions {
  home: string;
  onStatus(status: ComponentStatus): void;
  /** Told of each process, so that it can be ended if this one is killed. */
  onSpawn(record: ProcessRecord, signal: NodeJS.Signals): void;
}

/** A service that is kept running on one port. */
export interface Supervised {
  /** 0 for a process that listens on none. */
  readonly port: number;
  /** Settles with the first readiness; rejects with a message for people. */
  readonly ready: Promise<void>;
  readonly status: ComponentStatus;
  /** The process now running, if any. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

const startPatience = 90_000;
const firstAttempts = 3;
const restartsInARow = 10;
/** Milliseconds; what ends sooner than this after a start is started again less eagerly. */
const shortLife = 3_000;

/**
 * Starts a service and restarts it on the same port whenever it ends unasked.
 * A process that an earlier run left on the same home is ended first.
 */
export async function supervise(definition: ServiceDefinition, options: SupervisorOptions): Promise<Supervised> {
  const { name, title } = definition;
  const pidFile = join(options.home, `${name}.pid`);
  const logFile = join(options.home, 'logs', `${name}.log`);
  let port = definition.preferredPort === undefined ? 0 : await choosePort(definition.preferredPort);
  const runs = (): string => (port === 0 ? `${title} runs` : `${title} runs on port ${port}`);
  let status = statusNow('starting', `${title} is about to start`);
  let child: ChildProcess | undefined;
  const stopping = new AbortController();

  function report(state: ComponentState, message: string): void {
    status = statusNow(state, message);
    options.onStatus(status);
  }

  /** Resolves when the service answers; rejects when it ended or took too long. `ended` resolves at its end. */
  async function launchOnce(): Promise<{ ended: Promise<string> }> {
    const left = runningRecord(pidFile);
    if (left !== undefined) await endProcess(left, definition.stopSignal, definition.stopPatience);
    const launch = await definition.launch(port);
    const log = openLog(logFile);
    const started = spawn(launch.command, launch.args, {
      cwd: launch.cwd,
      env: { ...process.env, ...launch.env },
      uid: launch.uid,
      gid: launch.gid,
      // Its own process group: Ctrl-C reaches the launcher only, which then stops things in order.
      detached: true,
      stdio: ['pipe', log, log],
    });
    closeSync(log);
    child = started;
    const ended = new Promise<string>((resolve) => {
      started.on('error', (error) => resolve(error.message));
      started.on('exit', (code, signal) => resolve(signal === null ? `code ${code}` : signal));
    });
    started.stdin?.on('error', () => {});
    const record = started.pid === undefined ? undefined : describeProcess(started.pid);
    if (record !== undefined) {
      writeRecord(pidFile, record.pid);
      options.onSpawn(record, definition.stopSignal);
    }
    const answered = await Promise.race([
      untilAnswers(
        () => definition.check(port, started.pid ?? 0),
        () => stopping.signal.aborted || started.exitCode !== null || started.signalCode !== null,
      ),
      ended.then((how) => `it ended with ${how}`),
    ]);
    if (answered === undefined) return { ended };
    if (record !== undefined) await endProcess(record, definition.stopSignal, definition.stopPatience);
    throw new Error(`${title} did not start: ${answered}. ${lastLines(logFile)}`);
  }

  async function firstStart(): Promise<{ ended: Promise<string> }> {
    await definition.prepare(report, stopping.signal);
    for (let attempt = 1; ; attempt += 1) {
      if (stopping.signal.aborted) throw new Error(`${title} was stopped before it had started`);
      report('starting', port === 0 ? `${title} is starting` : `${title} is starting on port ${port}`);
      try {
        return await launchOnce();
      } catch (error) {
        if (stopping.signal.aborted || attempt >= firstAttempts) throw error;
        if (port !== 0 && (await portIsTaken(port))) port = await choosePort(0);
      }
    }
  }

  async function keepRunning(first: { ended: Promise<string> }): Promise<void> {
    let current = first;
    for (let shortLives = 0; ;) {
      const since = performance.now();
      const how = await current.ended;
      if (stopping.signal.aborted) return;
      report('starting', `${title} ended unexpectedly (${how}); it is being started again`);
      shortLives = performance.now() - since < shortLife ? shortLives + 1 : 0;
      if (shortLives > 1) await pause(shortLives);
      const next = await restart();
      if (next === undefined) return;
      current = next;
      report('ready', `${runs()} again`);
    }
  }

  /** Undefined when it was stopped meanwhile, or has been tried often enough. */
  async function restart(): Promise<{ ended: Promise<string> } | undefined> {
    for (let failures = 1; ; failures += 1) {
      if (stopping.signal.aborted) return undefined;
      try {
        return await launchOnce();
      } catch (error) {
        if (!stopping.signal.aborted && failures >= restartsInARow) report('failed', messageOf(error));
        if (stopping.signal.aborted || failures >= restartsInARow) return undefined;
        await pause(failures);
      }
    }
  }

  /** Longer from time to time, up to 5 s; a stop ends it. */
  const pause = (times: number): Promise<void> =>
    delay(Math.min(100 * 2 ** times, 5_000), undefined, { signal: stopping.signal }).catch(() => {});

  const ready = firstStart().then(
    (first) => {
      report('ready', runs());
      void keepRunning(first);
    },
    (error: unknown) => {
      report(stopping.signal.aborted ? 'down' : 'failed', messageOf(error));
      throw error;
    },
  );
  // Whoever needs the service awaits it; until then a failure stands in the status.
  ready.catch(() => {});

  async function stop(): Promise<void> {
    stopping.abort();
    const record = child?.pid === undefined ? undefined : describeProcess(child.pid);
    if (record !== undefined) await endProcess(record, definition.stopSignal, definition.stopPatience);
    await ready.catch(() => {});
    removeRecord(pidFile);
    report('down', `${title} is stopped`);
  }

  return {
    get port() {
      return port;
    },
    ready,
    get status() {
      return status;
    },
    get pid() {
      return child?.exitCode === null && child.signalCode === null ? child.pid : undefined;
    },
    stop,
  };
}

/** Undefined when it answers, else why it did not. */
async function untilAnswers(check: () => Promise<void>, over: () => boolean): Promise<string | undefined> {
  const end = Date.now() + startPatience;
  for (;;) {
    try {
      await check();
      return undefined;
    } catch (error) {
      if (over()) return 'it ended';
      if (Date.now() > end) return `no answer within ${startPatience / 1000} s (${messageOf(error)})`;
      await delay(50);
    }
  }
}

const logLimit = 10_000_000;

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logLimit) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

function lastLines(file: string): string {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
  return `The end of ${file}:\n${lines}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
