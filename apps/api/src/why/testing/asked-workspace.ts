import { connectClickHouse } from '@cutline/clickhouse';
import { landBatch, type Landing } from '@cutline/worker';
import { expect, vi } from 'vitest';
import type { DefinitionDetail } from '../../definitions/definitions.schemas.ts';
import type { TestApi } from '../../testing/test-api.ts';

/** Lands batches in the API's workspace, in their order. */
export async function land(api: TestApi, batches: Omit<Landing, 'workspace' | 'source'>[]): Promise<void> {
  const clickhouse = connectClickHouse(api.settings.clickHouse);
  for (const batch of batches)
    await landBatch(
      { database: api.database, clickhouse },
      { workspace: api.workspace.number, source: 'test', ...batch },
    );
  await clickhouse.close();
}

/** Publishes a definition; returns its id. */
export async function publish(api: TestApi, body: unknown): Promise<string> {
  const path = `/api/v1/workspaces/${api.workspace.id}/definitions`;
  const answer = await api.call<DefinitionDetail>('POST', path, { key: api.key, body });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
}

/** Waits until a run has computed these segments as they are. */
export async function computed(api: TestApi, segments: string[]): Promise<void> {
  const path = (id: string) => `/api/v1/workspaces/${api.workspace.id}/definitions/${id}`;
  for (const id of segments)
    await vi.waitFor(
      async () => {
        const { body } = await api.call<DefinitionDetail>('GET', path(id), { key: api.key });
        expect(body.segment?.status).toBe('current');
      },
      { timeout: 110_000, interval: 250 },
    );
}
