import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import type { ClickHouseClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aliasStatements } from '../test/alias-statements.ts';
import { fragments } from '../test/fragments.ts';
import { showStatement } from '../test/show-statement.ts';
import { shapes, type Shape } from '../test/shapes.ts';
import { bindThresholds, planRun, type Evaluation, type Statement } from './index.ts';

let database: TestClickHouse;
let client: ClickHouseClient;
beforeAll(async () => {
  database = await createTestClickHouse();
  client = connectClickHouse(database);
  await migrateClickHouse(client);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

const evaluation: Evaluation = {
  workspace: 7,
  timeZone: 'Europe/Berlin',
  asOf: Date.parse('2026-03-10T12:00:00Z'),
  known: 12,
  currency: 'EUR',
  includeAnonymous: false,
  hasRates: true,
  hasAliases: false,
};

/** The statements in which the point of a shape is compiled. */
function statementsOf({ definitions, point }: Shape): [string, Statement][] {
  const documents = new Map([...definitions].map(([id, document]) => [id, { version: 1, document }]));
  return planRun({ ...evaluation, run: 3, definitions: documents }).steps.flatMap((step): [string, Statement][] => {
    if (!step.definitions.includes(point) || step.kind === 'base' || step.kind === 'timelines') return [];
    if (step.kind === 'metrics') return [['metrics', step.statement]];
    if (step.kind === 'leaves') return [['leaves', step.statements('all')[0]!]];
    if (step.kind !== 'segments') return [];
    const own = step.only([point]);
    const { refine, boundary } = own.segments[0]!;
    const all: [string, Statement | undefined][] = [
      ['members', own.statements('all')[0]!],
      ['refine', refine],
      ['boundary', boundary],
    ];
    return all.filter((each): each is [string, Statement] => each[1] !== undefined);
  });
}

it('who counts for whom compiles to SQL that stands reviewed', async () => {
  const text = aliasStatements(evaluation).map(([name, statement]) => showStatement(name, statement));
  await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot('../sql/aliases.sql');
});

describe.each(Object.entries(shapes))('every shape of %s', (group, members) => {
  const statements = members.flatMap((shape) =>
    statementsOf(shape).map(([part, statement]) => ({ name: `${shape.name}: ${part}`, statement })),
  );

  it('compiles to SQL that stands reviewed', async () => {
    const own = fragments[group];
    const shown = own ? members.map((shape) => ({ name: shape.name, statement: own(shape, evaluation) })) : statements;
    const text = shown.map(({ name, statement }) => showStatement(name, statement)).join('\n\n');
    await expect(`${text}\n`).toMatchFileSnapshot(`../sql/${group}.sql`);
  });

  it.each(statements)('$name is understood by the engine', async ({ statement }) => {
    const metrics = new Map(Object.values(statement.thresholds).map((metric) => [metric, '2.5'] as const));
    const { query, query_params } = bindThresholds(statement, metrics);
    // What is inserted is what can be explained.
    const select = query.replace(/^INSERT INTO \w+ \([^)]*\)/, '');
    const result = await client.query({ query: `EXPLAIN ${select}`, query_params, format: 'TabSeparated' });
    expect(await result.text()).not.toBe('');
  });
});
