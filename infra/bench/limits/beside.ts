import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import type { FairStatements, Limits } from '@cutline/worker/fair-queue';
import type { Heavy } from './heavy.ts';

/** Heavy work that is sent again and again. */
export interface UnderWay {
  /** Settles when ClickHouse computes it. */
  begun: Promise<void>;
  /** Kills it, and waits until it has ended. */
  stop(): Promise<void>;
}

/** Sends heavy work as its workspace's, over and over, as a workspace would whose runs fail and are asked for again. */
export function keepSending(
  client: ClickHouseClient,
  statements: FairStatements,
  { query, query_params }: Heavy,
  limits: Limits,
): UnderWay {
  const begun = Promise.withResolvers<void>();
  let sending = true;
  let queryId = '';
  const send = async (): Promise<void> => {
    while (sending) {
      queryId = randomUUID();
      const query_id = queryId;
      await statements
        .fairly({ workspace: 'heavy', limits, of: 'run', sql: query }, async (clickhouse_settings) => {
          const sent = client.command({ query, query_params, query_id, clickhouse_settings });
          begun.resolve();
          await sent;
        })
        .catch(() => {});
    }
  };
  const ended = send();
  return {
    begun: begun.promise,
    async stop() {
      sending = false;
      await client.command({ query: 'KILL QUERY WHERE query_id = {id:String} SYNC', query_params: { id: queryId } });
      await ended;
    },
  };
}
