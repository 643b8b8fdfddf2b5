import { readFile } from 'node:fs/promises';
import { expect, inject, vi } from 'vitest';
import { call, createWorkspace } from './api.ts';

/** Purchases and customers of the 1/10 sample. */
export const sample = { purchases: 6_919, customers: 2_357 };

export interface CdnowWorkspace {
  id: string;
  api: <T>(method: string, path: string, body?: unknown) => Promise<T>;
}

/** A workspace with the CDNOW sample in it, imported as a file. */
export async function cdnowWorkspace(name: string): Promise<CdnowWorkspace> {
  const { id, apiKey } = await createWorkspace(name, { timeZone: 'UTC', currency: 'USD' });
  const api: CdnowWorkspace['api'] = (method, path, body) =>
    call(`${inject('credentials').url}/api/v1/workspaces/${id}${path}`, apiKey, method, body);
  const file = await readFile(new URL('../fixtures/cdnow-sample.csv', import.meta.url));
  const form = new FormData();
  form.set('file', new File([file], 'cdnow-sample.csv', { type: 'text/csv' }));
  const uploaded = await api<{ id: string }>('POST', '/imports', form);
  const mapping = {
    delimiter: ',',
    encoding: 'utf-8',
    action: { constant: 'transaction.charge' },
    time: { column: 'date', format: 'date', timeZone: 'UTC' },
    identifiers: { customId: 'master_customer_id' },
    revenue: 'dollar_value',
    currency: { constant: 'USD' },
    parameters: [{ column: 'num_cds', name: 'num_cds', type: 'integer' }],
  };
  await api('POST', `/imports/${uploaded.id}/start`, { mapping });
  await vi.waitFor(
    async () =>
      expect(await api('GET', `/imports/${uploaded.id}`)).toMatchObject({
        status: 'completed',
        accepted: sample.purchases,
        rejected: 0,
      }),
    { timeout: 60_000, interval: 200 },
  );
  return { id, api };
}
