import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Client, Connection } from '@temporalio/client';
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
    this.#client = new Client({ connection: this.#connection });
  }

  /** Does something with Temporal; throws gRPC's UNAVAILABLE or DEADLINE_EXCEEDED where it does not answer in time. */
  async call<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return this.#connection.withDeadline(Date.now() + patience, () => work(this.#client));
  }

  /** Does what must not fail with Temporal, as the housekeeping can do it later as well: `work` calls, and has a moment for it. */
  async tryNow(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await this.#connection.withAbortSignal(AbortSignal.timeout(shortPatience), work);
    } catch (error) {
      this.#logger.warn({ what, reason: error instanceof Error ? error.message : '' }, 'Will be done later');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#connection.close();
  }
}
