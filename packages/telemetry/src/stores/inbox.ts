import { sql } from 'drizzle-orm';
import { mostWorkspaces, workspaceGauge } from './gauges.ts';
import type { StoreReading } from './store-readings.ts';

const waiting = workspaceGauge(
  'cutline_inbox_messages',
  'Messages that were accepted and have not landed in ClickHouse yet',
);
const oldest = workspaceGauge('cutline_inbox_oldest_seconds', 'How long the oldest message of the inbox has waited');

/** What waits in the inbox, of workspaces of which something does. */
export const inbox: StoreReading = {
  name: 'inbox',
  async read(tx) {
    const { rows } = await tx.execute<{ workspace: number; messages: string; oldest: number }>(sql`
      SELECT workspace, sum(messages) AS messages, extract(epoch FROM now() - min(received_at))::float8 AS oldest
      FROM inbox
      GROUP BY workspace
      ORDER BY oldest DESC
      LIMIT ${mostWorkspaces}`);
    inbox.forget();
    for (const { workspace, messages, oldest: age } of rows) {
      waiting.set({ workspace }, Number(messages));
      oldest.set({ workspace }, Math.max(0, age));
    }
  },
  forget() {
    waiting.reset();
    oldest.reset();
  },
};
