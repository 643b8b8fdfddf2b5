import { Client } from 'pg';
import type { Database } from './client.ts';

/** Rings when somebody does `NOTIFY` on a channel, or rings in this process. Over a connection of its own, renewed when it breaks. */
export class ChannelBell {
  readonly #url: string;
  readonly #channel: string;
  #client: Client | undefined;
  #rung = false;
  #wake: () => void = () => {};

  constructor(database: Database, channel: string) {
    this.#url = database.$client.options.connectionString!;
    this.#channel = channel;
  }

  /** Listens, unless it does already. Throws when Postgres cannot be reached. */
  async listen(): Promise<void> {
    if (this.#client) return;
    const client = new Client({ connectionString: this.#url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => (this.#client = undefined));
    client.on('end', () => (this.#client = undefined));
    client.on('notification', () => this.ring());
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(this.#channel)}`);
    this.#client = client;
  }

  ring(): void {
    this.#rung = true;
    this.#wake();
  }

  /** Waits until it rings, or has rung since the last time; no longer than `milliseconds`. */
  async heard(milliseconds: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#rung = false;
    this.#wake = () => {};
  }

  async close(): Promise<void> {
    await this.#client?.end().catch(() => {});
  }
}
