import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Definition, Definitions } from '@cutline/segment-definition';
import type { Stream } from '@cutline/segment-sql';
import { landBatch } from '../ingestion/land-batch.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { chooseFrom, missingStreams } from './choose-streams.ts';

let stage: TestWorkspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
afterAll(() => stage.drop());

const clock = { asOf: Date.parse('2026-03-01T12:00:00.000Z'), hasRates: false };
const looked = {
  action: 'looks',
  time: '2026-02-01T12:00:00.000Z',
  messageId: '',
  identifiers: { customId: 'c1' },
  revenue: '10.00',
  currency: '',
  orderId: '',
  products: [],
  parameters: {},
};

/** Counts of an action within thirty days; with a filter those above 15 only. */
function counts(wanted: readonly { of: string; filtered?: boolean }[]): Definitions {
  const dear = {
    type: 'parameter',
    parameter: { name: 'revenue', type: 'money' },
    comparison: { type: 'moreThan', operand: { type: 'constant', value: 15 } },
  };
  const documents = wanted.map(({ of, filtered }) => ({
    formatVersion: 2,
    kind: 'aggregate',
    name: of,
    actions: [of],
    window: { type: 'last', count: 30, unit: 'day' },
    ...(filtered && { filter: { type: 'all', of: [dear] } }),
    aggregator: { type: 'count' },
  }));
  return new Map(documents.map((document, index) => [`aggregate ${index}`, document as Definition]));
}

test('streams without a filter come first, then those of most events; those of few are left to events', async () => {
  const landed = { looks: 3, carts: 7, purchases: 5 };
  const events = Object.entries(landed).flatMap(([action, count]) =>
    Array.from({ length: count }, (_, index) => ({ ...looked, action, messageId: `${action}-${index}` })),
  );
  await landBatch(stage, { workspace: stage.workspace.number, origin: 'shop', source: 'test', events });
  const definitions = counts([
    { of: 'looks' },
    { of: 'carts', filtered: true },
    { of: 'purchases' },
    { of: 'carts' },
    { of: 'nothing' },
  ]);
  const missingFrom = async (timelinesFrom: number): Promise<string[]> => {
    const streams = await missingStreams({ ...stage, timelinesFrom }, stage.workspace, definitions, clock);
    return streams.map(({ actions, filter }) => `${filter ? 'dear ' : ''}${actions.join(' ')}`);
  };
  expect(await missingFrom(1)).toEqual(['carts', 'purchases', 'looks', 'dear carts']);
  expect(await missingFrom(5)).toEqual(['carts', 'purchases', 'dear carts']);
  expect(await missingFrom(8)).toEqual([]);
});

test('streams of few events leave places to those of more', () => {
  const filter: Stream['filter'] = { type: 'any', of: [] };
  const stream = (name: string, many: boolean) => ({
    stream: { actions: [name], filter: many ? filter : null, value: null },
    events: many ? 200_000 : 199_999,
  });
  const few = Array.from({ length: 70 }, (_, index) => stream(`few ${index}`, false));
  const many = Array.from({ length: 20 }, (_, index) => stream(`many ${index}`, true));
  const chosenBeside = (there: number): string[] =>
    chooseFrom([...many, ...few], there).map(({ actions }) => actions[0]!.split(' ')[0]!);
  const times = (word: string, count: number): string[] => Array.from({ length: count }, () => word);
  expect(chosenBeside(0)).toEqual([...times('few', 48), ...times('many', 16)]);
  expect(chosenBeside(47)).toEqual([...times('few', 1), ...times('many', 16)]);
  expect(chosenBeside(60)).toEqual(times('many', 4));
  expect(chosenBeside(64)).toEqual([]);
});
