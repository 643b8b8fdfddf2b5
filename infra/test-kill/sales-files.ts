import { createRandom, type Random } from './random.ts';
import { asOf } from './story.ts';

/** An event that a file brings. */
export interface ExpectedEvent {
  messageId: string;
  customer: string;
  action: string;
  /** UTC milliseconds. */
  time: number;
  /** In ten-thousandths, so that sums are exact. */
  revenue: bigint | null;
  orderId: string;
}

export interface ExpectedReject {
  line: number;
  code: string;
}

/** A CSV file and what must become of it, when the files before it have been imported. */
export interface SalesFile {
  name: string;
  text: string;
  rows: number;
  events: ExpectedEvent[];
  rejects: ExpectedReject[];
}

/** How the API is told to read the files. */
export const mapping = {
  delimiter: ',',
  encoding: 'utf-8',
  decimalMark: '.',
  action: { column: 'event' },
  time: { column: 'time', format: 'iso', timeZone: 'Europe/Berlin' },
  identifiers: { customId: 'customer', email: 'email' },
  messageId: 'message_id',
  revenue: 'amount',
  currency: { constant: 'EUR' },
  orderId: 'order',
  parameters: [],
};

const header = 'customer,email,event,time,message_id,order,amount';
const customers = 8_000;
const dayLong = 86_400_000;

/** Makes the files of a shop of two years: few customers buy much, and in a hundredth of the rows something is wrong. */
export function makeSalesFiles(rows: number, files: number, seed: number): SalesFile[] {
  const random = createRandom(seed);
  const known = new Map<string, number>();
  return Array.from({ length: files }, (_, file) => {
    const count = Math.floor((rows * (file + 1)) / files) - Math.floor((rows * file) / files);
    return makeFile(`sales-${file + 1}.csv`, count, random, known);
  });
}

/** `known` are the message ids of the events so far, with their times; it grows. */
function makeFile(name: string, rows: number, random: Random, known: Map<string, number>): SalesFile {
  const lines = [header];
  const file: SalesFile = { name, text: '', rows, events: [], rejects: [] };
  let line = 2;
  for (let row = 0; row < rows; row += 1) {
    const event = makeEvent(random);
    let [text, problem] = [textOf(event, random), random.next() < 0.01 ? random.pick(problems) : undefined];
    // An event that came before, with another amount: taking this one for that would show. Of two in one batch the one that happened first counts,
    // else the one that came first.
    if (problem === 'duplicate-message' && known.size > 0)
      [event.messageId, event.time] = random.pick([...known].slice(-5_000));
    else if (problem === 'duplicate-message') problem = undefined;
    if (problem !== undefined) text = spoil(event, problem, random);
    lines.push(text);
    if (problem === undefined) {
      file.events.push(event);
      known.set(event.messageId, event.time);
    } else file.rejects.push({ line, code: problem });
    line += text.split('\n').length;
  }
  file.text = `${lines.join('\n')}\n`;
  return file;
}

function makeEvent(random: Random): ExpectedEvent {
  const number = Math.floor(customers * random.next() ** 2.5);
  const bought = random.next() < 0.6;
  // Every third customer came in the first year only.
  const days = number % 3 === 0 ? 365 * random.next() : 729 * random.next();
  const id =
    random
      .below(2 ** 32)
      .toString(36)
      .padStart(7, '0') +
    random
      .below(2 ** 32)
      .toString(36)
      .padStart(7, '0');
  return {
    messageId: `message-${id}`,
    customer: `C${String(number).padStart(5, '0')}`,
    action: bought ? 'transaction.charge' : 'page.visit',
    time: Math.floor(asOf - 729 * dayLong + days * dayLong),
    revenue: bought ? BigInt(1 + random.below(5_000_000)) : null,
    orderId: bought ? `order ${id}` : '',
  };
}

/** Some customers have an e-mail address, some fields need quotes, and some of those hold a line break. */
function textOf(event: ExpectedEvent, random: Random): string {
  const style = random.next();
  if (event.orderId !== '' && style < 0.01) event.orderId += ', "gift"\nwrapped';
  else if (event.orderId !== '' && style < 0.05) event.orderId += ', gift';
  return write(event);
}

function write(
  event: ExpectedEvent,
  changed: Partial<Record<'customer' | 'email' | 'time' | 'amount' | 'action', string>> = {},
): string {
  const email = Number(event.customer.slice(1)) % 2 === 0 ? `${event.customer.toLowerCase()}@example.com` : '';
  const fields = [
    changed.customer ?? event.customer,
    changed.email ?? email,
    changed.action ?? event.action,
    changed.time ?? new Date(event.time).toISOString(),
    event.messageId,
    event.orderId,
    changed.amount ?? (event.revenue === null ? '' : decimal(event.revenue)),
  ];
  return fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
}

const problems = [
  'bad-time',
  'missing-identifier',
  'bad-number',
  'missing-action',
  'ragged-row',
  'duplicate-message',
] as const;

function spoil(event: ExpectedEvent, problem: (typeof problems)[number], random: Random): string {
  switch (problem) {
    case 'bad-time':
      return write(event, { time: random.pick(['2024-02-30T10:00:00Z', 'yesterday', '2024-13-01']) });
    case 'missing-identifier':
      return write(event, { customer: '', email: '' });
    case 'bad-number':
      return write(event, { amount: random.pick(['12,50', 'free', '1.2.3']) });
    case 'missing-action':
      return write(event, { action: ' ' });
    case 'ragged-row':
      return `${write(event)},one more`;
    case 'duplicate-message':
      return write(event);
  }
}

/** Ten-thousandths as a decimal. */
export function decimal(tenThousandths: bigint): string {
  const text = String(tenThousandths).padStart(5, '0');
  return `${text.slice(0, -4)}.${text.slice(-4)}`;
}
