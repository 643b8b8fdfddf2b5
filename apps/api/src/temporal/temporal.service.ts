import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Client, Connection } from '@temporalio/client';
import { traceClient } from '@cutline/telemetry/trace-client';
import { unavailable } from '../problem-details/problem.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';

/** Longest wait for Temporal's answer, in milliseconds: a request should not hang where it is away. */
const patience = 4_000;
/** The same for what can be done later as well. */
const shortPatience = 1_000;

/** gRPC would wait up to two minutes before it looks again for a server that was away, as on a first start. */
const reconnecting = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 1_000 };

/** Temporal's client. Connects on first use: the API is up before Temporal is. */
@Injectable()
export class TemporalService implements OnApplicationShutdown {
  /** The queue that the worker takes tasks from. */
  readonly taskQueue: string;
  readonly #logger = new Logger('temporal');
  readonly #connection: Connection;
  readonly #client: Client;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.taskQueue = settings.taskQueue;
    this.#connection = Connection.lazy({ address: settings.temporalAddress, channelArgs: reconnecting });
    this.#client = new Client({ connection: this.#connection, interceptors: { workflow: [traceClient] } });
  }

  /** Does something with Temporal; throws where it is away or does not answer in time: see `problemOfError`. */
  async call<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const answer = this.#connection.withDeadline(Date.now() + patience, () => work(this.#client));
    return within(patience, answer);
  }

  /** Does what must not fail with Temporal, as the housekeeping can do it later as well: `work` calls, and has a moment for it. */
  async tryNow(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await within(shortPatience, work());
    } catch (error) {
      this.#logger.warn({ what, reason: error instanceof Error ? error.message : '' }, 'Will be done later');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#connection.close();
  }
}

/** gRPC's own deadline does not begin before the connection is made, which can take longer than anybody waits. */
async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = wait(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw unavailable('Temporal');
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    timer.abort();
    // Whichever of the two comes second is nobody's concern any more.
    void Promise.allSettled([answer, late]);
  }
}
