import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mapping as mappingSchema } from './mapping.ts';
import { sampleFile } from './sample.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutline-sample-'));
  path = join(folder, 'file');
});
afterAll(() => rm(folder, { recursive: true }));

const defaults = { timeZone: 'Europe/Berlin', currency: 'EUR', now: new Date('2026-06-01T00:00:00Z') };

test('a list of purchases is understood without help', async () => {
  await writeFile(path, 'customer_id,date,num_cds,dollar_value\n00001,1997-01-01,1,11.77\n00002,1997-01-12,5,77.00\n');
  const sample = await sampleFile(path, undefined, { ...defaults, currency: 'USD' });
  expect(sample.columns.map(({ name, guess, type }) => [name, guess, type])).toEqual([
    ['customer_id', 'customId', 'string'],
    ['date', 'time', 'datetime'],
    ['num_cds', 'parameter', 'integer'],
    ['dollar_value', 'revenue', 'number'],
  ]);
  expect(mappingSchema.parse(sample.suggestedMapping)).toMatchObject({
    action: { constant: 'transaction.charge' },
    time: { column: 'date', format: 'date', timeZone: 'Europe/Berlin' },
    identifiers: { customId: 'customer_id' },
    currency: { constant: 'USD' },
    parameters: [{ column: 'num_cds', name: 'num_cds', type: 'integer' }],
  });
  expect(sample.rows[1]).toMatchObject({
    line: 3,
    event: { time: '1997-01-11T23:00:00.000Z', revenue: '77.00', parameters: { num_cds: 5 } },
  });
});

test('one slip in a column does not make text of the others', async () => {
  const rows = Array.from(
    { length: 11 },
    (_, day) => `7;2026-01-${day + 10};${day === 4 ? 'n/a' : '12,50'};${day};EUR`,
  );
  await writeFile(path, `kunde;datum;betrag;anzahl;order.currency\n${rows.join('\n')}\n`);
  const sample = await sampleFile(path, undefined, defaults);
  expect(sample.columns.map(({ name, guess, type }) => [name, guess, type])).toEqual([
    ['kunde', 'customId', 'integer'],
    ['datum', 'time', 'datetime'],
    ['betrag', 'revenue', 'number'],
    ['anzahl', 'parameter', 'integer'],
    ['order.currency', 'currency', 'string'],
  ]);
  expect(sample.suggestedMapping).toMatchObject({ decimalMark: ',', currency: { column: 'order.currency' } });
});

test('a log of events with a name, an id and an address each, too', async () => {
  await writeFile(
    path,
    'event_id;Event Name;E-Mail;Occurred at;page\n1;page.visit;a@example.com;2026-01-31T10:00:00Z;/\n2;page.visit;b@example.com;2026-02-01T10:00:00Z;/x\n',
  );
  const { suggestedMapping, delimiter } = await sampleFile(path, undefined, defaults);
  expect(delimiter).toBe(';');
  expect(suggestedMapping).toMatchObject({
    action: { column: 'Event Name' },
    messageId: 'event_id',
    identifiers: { email: 'E-Mail' },
    time: { column: 'Occurred at', format: 'iso' },
    parameters: [{ column: 'page', name: 'page', type: 'string' }],
  });
});

test.each<[string, string | Buffer, object]>([
  [
    'commas before the decimals',
    'kunde;datum;betrag\n7;31.01.2026;12,50\n8;01.02.2026;7,00\n',
    { decimalMark: ',', delimiter: ';', time: { column: 'datum', format: 'dmy' }, revenue: 'betrag' },
  ],
  ['tabs', 'user_id\ttimestamp\n7\t1767323045\n', { delimiter: '\t', time: { column: 'timestamp', format: 'unix' } }],
  [
    'UTF-16',
    Buffer.from('\ufeffuser_id,date\nä,2026-01-01\n', 'utf16le'),
    { encoding: 'utf-16le', identifiers: { customId: 'user_id' } },
  ],
  ['windows-1252', Buffer.from('user_id,date\n\xe4,2026-01-01\n', 'latin1'), { encoding: 'windows-1252' }],
])('%s are noticed', async (_, content, expected) => {
  await writeFile(path, content);
  expect((await sampleFile(path, undefined, defaults)).suggestedMapping).toMatchObject(expected);
});

test('a file that does not say when or whose is left to a person', async () => {
  await writeFile(path, 'city,temperature\nOulu,-12\n');
  const sample = await sampleFile(path, undefined, defaults);
  expect(sample.suggestedMapping).toBeNull();
  expect(sample.rows).toEqual([{ line: 2 }]);
  expect(sample.columns.map(({ guess }) => guess)).toEqual(['parameter', 'parameter']);
});

test('rows are shown as the given mapping reads them, at most twenty', async () => {
  await writeFile(path, `who,when\n${'x,2026-13-01\n'.repeat(30)}`);
  const sample = await sampleFile(
    path,
    {
      format: 'csv',
      delimiter: ',',
      encoding: 'utf-8',
      decimalMark: '.',
      action: { constant: 'buy' },
      time: { column: 'when', format: 'date', timeZone: 'UTC' },
      identifiers: { customId: 'who' },
      parameters: [],
    },
    defaults,
  );
  expect(sample.rows).toHaveLength(20);
  expect(sample.rows[0]).toMatchObject({ line: 2, reject: { code: 'bad-time', column: 'when' } });
});

test('a file that is no longer there, or is no text, says so', async () => {
  await expect(sampleFile(join(folder, 'gone'))).rejects.toMatchObject({ code: 'file-missing' });
  await writeFile(path, 'PK\x03\x04');
  await expect(sampleFile(path)).rejects.toMatchObject({ code: 'not-text' });
});
