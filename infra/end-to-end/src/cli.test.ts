import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { call, createWorkspace } from './api.ts';
import { cutline, type Ended, type Surroundings } from './cutline.ts';

interface Summary {
  id: string;
  kind: string;
  name: string;
  version: number;
  document: Record<string, unknown>;
}
interface Planned {
  changes: { action: string; kind: string; name: string; differences: unknown[]; dependants: { name: string }[] }[];
}

describe('definitions as code', () => {
  let folder: string;
  let other: { id: string; apiKey: string };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cutline-cli-'));
    other = await createWorkspace('As code', { timeZone: 'UTC', currency: 'EUR' });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs the command on the second workspace, unless told otherwise. */
  const run = (command: string, surroundings: Partial<Surroundings> = {}): Promise<Ended> =>
    cutline(command.split(' '), { folder, url: inject('credentials').url, apiKey: other.apiKey, ...surroundings });
  const api = <T>(method: string, path: string, body?: unknown): Promise<T> =>
    call<T>(
      `${inject('credentials').url}/api/v1/workspaces/${other.id}/definitions${path}`,
      other.apiKey,
      method,
      body,
    );
  const published = async (): Promise<Summary[]> => (await api<{ items: Summary[] }>('GET', '?limit=100')).items;
  const named = async (name: string): Promise<Summary> => (await published()).find((each) => each.name === name)!;
  const planned = async (): Promise<Planned> => JSON.parse((await run('plan --json')).stdout) as Planned;

  /** Changes a JSON file; gives its definition's name. */
  const edit = async (file: string, change: Record<string, unknown>): Promise<string> => {
    const path = join(folder, 'definitions', file);
    const content = JSON.parse(await readFile(path, 'utf8')) as { name: string };
    await writeFile(path, JSON.stringify({ ...content, ...change }, null, 2));
    return content.name;
  };
  /** Publishes a version as somebody else would, in the console. */
  const publishElsewhere = async (name: string): Promise<void> => {
    const { id, version, document } = await named(name);
    await api('PUT', `/${id}`, { document: { ...document, description: `Of version ${version}` }, basedOn: version });
  };
  const aggregates = async (): Promise<string[]> =>
    (await readdir(join(folder, 'definitions/aggregates'))).sort().map((file) => `aggregates/${file}`);

  it('exports the demo shop, which then is as its files say', async () => {
    const { apiKey } = inject('credentials');
    const ended = await run('export', { apiKey });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect((await aggregates()).length).toBeGreaterThan(1);
    expect(await run('validate')).toMatchObject({ code: 0 });
    expect(await run('plan', { apiKey })).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to do') });
    expect((await run('export', { apiKey })).stdout).toMatch(/^0 written/);
  });

  it('applies the files to an empty workspace, once', async () => {
    const plan = await run('plan');
    expect(plan).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/Plan: \d+ to add, none to change, none to remove/),
    });
    expect(await run('apply')).toMatchObject({ code: 1, stderr: expect.stringContaining('Nothing was applied') });
    expect(await published()).toEqual([]);
    expect(await run('apply --yes')).toMatchObject({ code: 0, stderr: '' });
    expect((await published()).length).toBeGreaterThan(3);
    expect(await run('plan')).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to do') });
    expect(await run('apply --yes')).toMatchObject({ code: 0 });
    expect((await published()).every(({ version }) => version === 1)).toBe(true);
  });

  it('plans an edit with what follows from it, asks, and publishes version 2', async () => {
    const [file] = await aggregates();
    const name = await edit(file!, { description: 'Edited in a file.' });
    const { changes } = await planned();
    expect(changes).toMatchObject([
      { action: 'change', name, differences: [{ path: '/description', after: 'Edited in a file.' }] },
    ]);
    expect(changes[0]!.dependants.length).toBeGreaterThan(0);
    const ended = await run('apply', { onQuestion: () => Promise.resolve('yes') });
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining(`“${name}”: version 2`) });
    expect(await named(name)).toMatchObject({ version: 2, document: { description: 'Edited in a file.' } });
  });

  it('does not write over what somebody else published meanwhile, says how far it came, and goes on when run again', async () => {
    const [first, second] = await aggregates();
    await edit(first!, { description: 'First' });
    await edit(second!, { description: 'Second' });
    const order = (await planned()).changes.map(({ name }) => name);
    expect(order).toHaveLength(2);
    const conflicted = await run('apply', {
      onQuestion: async () => {
        await publishElsewhere(order[1]!);
        return 'yes';
      },
    });
    expect(conflicted.code).toBe(1);
    expect(conflicted.stderr).toContain(`“${order[1]}” was not changed: conflict: somebody else has published it`);
    expect(conflicted.stderr).toContain('1 of 2 changes were applied, and stay');
    expect((await named(order[1]!)).document['description']).toMatch(/^Of version/);
    expect((await planned()).changes.map(({ name }) => name)).toEqual([order[1]]);
    expect(await run('apply --yes')).toMatchObject({ code: 0 });
    expect(await run('plan')).toMatchObject({ code: 0 });
  });

  it('removes what has no file only when told to, dependants first', async () => {
    await rm(join(folder, 'definitions/segments'), { recursive: true });
    expect(await run('plan')).toMatchObject({ code: 0, stdout: expect.stringContaining('left alone') });
    expect(await run('apply --prune --yes')).toMatchObject({ code: 0, stderr: '' });
    expect((await published()).filter(({ kind }) => kind === 'segment')).toEqual([]);
  });

  it('warns of names that never occurred', async () => {
    const { apiKey } = inject('credentials');
    const [file] = await aggregates();
    await edit(file!, { actions: ['transaction.chagre'] });
    expect(await run('validate --online', { apiKey })).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/warning: .*\.json:\d+ \/actions\/0: .*“transaction.chagre”.*“transaction.charge”/),
    });
  });

  it('says what is wrong with the connection', async () => {
    const stderrOf = async (surroundings: Partial<Surroundings>, command = 'plan'): Promise<string> => {
      const { code, stderr } = await run(command, surroundings);
      expect(code).toBe(1);
      return stderr;
    };
    const { url, workspaceId } = inject('credentials');
    const key = (scopes: string[]): Promise<{ secret: string }> =>
      call(`${url}/api/v1/workspaces/${other.id}/api-keys`, other.apiKey, 'POST', { name: 'Narrow', scopes });
    expect(await stderrOf({ apiKey: undefined })).toContain('An API key is needed: set CUTLINE_API_KEY');
    expect(await stderrOf({ url: undefined })).toContain('set CUTLINE_URL');
    expect(await stderrOf({ apiKey: 'ck_wrong' })).toContain('check CUTLINE_API_KEY');
    expect(await stderrOf({ apiKey: (await key(['profiles:read'])).secret })).toContain(
      'lacks the scope definitions:read',
    );
    const reader = (await key(['definitions:read'])).secret;
    expect(await stderrOf({ apiKey: reader }, 'apply --yes')).toContain('lacks the scope definitions:write');
    expect(await stderrOf({}, `plan --workspace ${workspaceId}`)).toContain('belongs to the workspace “As code”');
    expect(await stderrOf({ url: 'http://127.0.0.1:9' })).toContain('cannot be reached at http://127.0.0.1:9');
  });
});
