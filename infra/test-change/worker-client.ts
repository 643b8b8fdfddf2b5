import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Landing } from '@cutline/worker';
import type { TestWorkspace } from '@cutline/worker/test-workspace';

export interface ProcessSettings extends Pick<TestWorkspace, 'keyring' | 'temporal' | 'home'> {
  queues: { withTimelines: string; without: string };
}

/** What the process is told to do. */
export type Asked =
  | { do: 'drain'; workspace: number }
  | { do: 'land'; landing: Landing }
  | { do: 'live'; workspace: TestWorkspace['workspace']; asOf: number };

/** A worker's process, and the one that takes its place when it is killed. */
export class WorkerClient {
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess;
  #ready: Promise<unknown>;
  #asked = 0;

  constructor(settings: ProcessSettings, environment: NodeJS.ProcessEnv) {
    this.#environment = { ...environment, CUTLINE_TEST_CHANGE: JSON.stringify(settings) };
    [this.#child, this.#ready] = this.#start();
  }

  /** Resolves when the process that is there now works. */
  async ready(): Promise<void> {
    // One that is killed before it works never says so: then another has taken its place.
    for (let awaited: Promise<unknown> | undefined; awaited !== this.#ready;) await (awaited = this.#ready);
  }

  /** Throws where it could not be done, or the process was killed meanwhile. */
  async ask(asked: Asked): Promise<void> {
    await this.ready();
    const child = this.#child;
    const id = (this.#asked += 1);
    await new Promise<void>((resolve, reject) => {
      const settle = (error: string | undefined): void => {
        child.off('message', onMessage).off('exit', onExit);
        if (error === undefined) resolve();
        else reject(new Error(error));
      };
      const onMessage = (answer: { id?: number; error?: string }): void => {
        if (answer.id === id) settle(answer.error);
      };
      const onExit = (): void => settle('The worker was killed');
      child.on('message', onMessage).on('exit', onExit);
      child.send({ id, ...asked }, (error) => error && settle(error.message));
    });
  }

  kill(): void {
    this.#child.kill('SIGKILL');
    [this.#child, this.#ready] = this.#start();
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  #start(): [ChildProcess, Promise<unknown>] {
    const path = fileURLToPath(new URL('worker-process.ts', import.meta.url));
    const child = fork(path, { env: this.#environment, serialization: 'advanced' });
    return [child, Promise.race([once(child, 'message'), once(child, 'exit')])];
  }
}
