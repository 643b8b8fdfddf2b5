import { schema } from '@cutline/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { limitsFrom, limitsOf, queueSettingsFrom } from './limits.ts';

let stage: TestWorkspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
afterAll(() => stage.drop());

describe('limitsFrom', () => {
  it('reads what is set', () => {
    expect(limitsFrom({ CUTLINE_STATEMENT_SECONDS: '60', CUTLINE_STATEMENT_ROWS: '1000000000' })).toEqual({
      statementSeconds: 60,
      statementMemory: 4_294_967_296,
      statementRows: 1_000_000_000,
      concurrent: 2,
      weight: 1,
    });
    expect(queueSettingsFrom({ CUTLINE_STATEMENTS: '8' })).toEqual({ slots: 8, longAfter: 3 });
  });

  it.each([
    ['CUTLINE_STATEMENT_SECONDS', '1.5'],
    ['CUTLINE_STATEMENT_SECONDS', '0'],
    ['CUTLINE_STATEMENT_MEMORY', '4 GiB'],
    ['CUTLINE_STATEMENT_ROWS', '-1'],
    ['CUTLINE_WORKSPACE_STATEMENTS', '65'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(() => limitsFrom({ [name]: value })).toThrow(name);
  });

  it('refuses a queue without a slot for each pace', () => {
    expect(() => queueSettingsFrom({ CUTLINE_STATEMENTS: '3' })).toThrow('CUTLINE_STATEMENTS');
  });
});

describe('limitsOf', () => {
  const defaults = limitsFrom({});

  it('is the defaults where nobody said anything', async () => {
    expect(await limitsOf(stage.database, stage.workspace.id, defaults)).toEqual(defaults);
  });

  it('takes what a workspace has of its own, and the rest from the defaults', async () => {
    const { id } = await stage.another();
    await stage.database.insert(schema.workspaceQuota).values({ workspaceId: id, statementSeconds: 7, weight: 3 });
    expect(await limitsOf(stage.database, id, defaults)).toEqual({ ...defaults, statementSeconds: 7, weight: 3 });
  });
});
