import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '@cutline/postgres';
import { TemporalService } from '../temporal/temporal.service.ts';
import type { Workspace } from '../workspaces/workspaces.schemas.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { HousekeepingService } from './housekeeping.service.ts';
import { ThinningService, thinningId } from './thinning.service.ts';

let api: TestApi;
let housekeeping: HousekeepingService;

beforeAll(async () => {
  api = await createTestApi();
  housekeeping = api.application.get(HousekeepingService);
});
afterAll(() => api.drop());

/** Milliseconds between the runs that Temporal has scheduled for a workspace; null without a schedule. */
function scheduled(workspaceId: string): Promise<number | null> {
  return api.application.get(TemporalService).call(async (client) => {
    const handle = client.schedule.getHandle(`recompute-schedule-${workspaceId}`);
    const found = await handle.describe().catch(() => null);
    return found && Number(found.spec.intervals?.[0]?.every);
  });
}

describe('schedules', () => {
  it('are made for workspaces that have none', async () => {
    expect(await scheduled(api.workspace.id)).toBeNull();
    await housekeeping.reconcileSchedules();
    expect(await scheduled(api.workspace.id)).toBe(60 * 60_000);
  });

  it('follow what the workspace says', async () => {
    const body = { recomputeEvery: 15 };
    expect(
      (await api.call<Workspace>('PATCH', `/api/v1/workspaces/${api.workspace.id}`, { key: api.key, body })).body
        .recomputeEvery,
    ).toBe(15);
    expect(await scheduled(api.workspace.id)).toBe(15 * 60_000);
  });

  it('come with a new workspace, and go with one that is removed', async () => {
    const cookie = await api.signIn(api.admin);
    const body = { name: 'Second', timeZone: 'UTC', currency: 'USD' };
    const made = await api.call<Workspace>('POST', `/api/v1/organisations/${api.organisationId}/workspaces`, {
      cookie,
      body,
    });
    expect(made).toMatchObject({ status: 201, body: { ...body, demo: false, recomputeEvery: 60, profiles: 0 } });
    const { id } = made.body;
    expect(await scheduled(id)).toBe(60 * 60_000);

    const remove = (confirm: string) => api.call('DELETE', `/api/v1/workspaces/${id}`, { cookie, body: { confirm } });
    expect(await remove('second')).toMatchObject({ status: 422, body: { code: 'not-confirmed' } });
    expect((await remove('Second')).status).toBe(202);
    expect((await api.call('GET', `/api/v1/workspaces/${id}`, { cookie })).status).toBe(404);
    expect(await api.workflowStatus(`remove-${id}`)).toBe('RUNNING');
    await expect
      .poll(
        async () => {
          await housekeeping.reconcileSchedules();
          return scheduled(id);
        },
        { timeout: 20_000 },
      )
      .toBeNull();
  });
});

describe('what nobody can need of memberships', () => {
  it('is deleted by one workflow, which is not started beside itself', async () => {
    await housekeeping.everyHour();
    expect(await api.workflowStatus(thinningId)).toBe('RUNNING');
    await expect(api.application.get(ThinningService).start()).resolves.toBeUndefined();
  });
});

describe('what has run out', () => {
  it('is forgotten: sessions at their end', async () => {
    await api.signIn(api.admin);
    const values = { id: 'old', token: 'old', userId: api.admin.id, expiresAt: new Date(Date.now() - 1) };
    await api.database.insert(schema.session).values(values);
    await housekeeping.everyHour();
    const left = await api.database.select().from(schema.session);
    expect(left.length).toBeGreaterThan(0);
    expect(left.map(({ id }) => id)).not.toContain('old');
  });

  it('is deleted: files of imports that ended long ago, and of none', async () => {
    const folder = join(api.settings.home, 'uploads');
    const weeksAgo = new Date(Date.now() - 20 * 86_400_000);
    const common = { workspaceId: api.workspace.id, fileName: 'a.csv', bytes: 1, checksum: 'x' };
    const rows = await api.database
      .insert(schema.importFile)
      .values([
        { ...common, status: 'completed', createdAt: weeksAgo, finishedAt: weeksAgo },
        { ...common, status: 'running', createdAt: weeksAgo, startedAt: weeksAgo },
        { ...common, status: 'uploaded', createdAt: weeksAgo },
        { ...common, status: 'uploaded' },
      ])
      .returning();
    const [ended, running, forgotten, fresh] = rows.map(({ id }) => id);
    await mkdir(folder, { recursive: true });
    for (const name of [ended, running, forgotten, fresh, 'stray.part', 'new.part']) {
      await writeFile(join(folder, name!), 'x');
      if (name !== 'new.part') await utimes(join(folder, name!), weeksAgo, weeksAgo);
    }
    await housekeeping.deleteUploads();
    expect((await readdir(folder)).sort()).toEqual([running, fresh, 'new.part'].sort());
    const found = await api.call('GET', `/api/v1/workspaces/${api.workspace.id}/imports/${forgotten}`, {
      key: api.key,
    });
    expect(found.body).toMatchObject({ status: 'cancelled' });
  });
});
