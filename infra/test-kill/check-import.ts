import type { Checks } from './checks.ts';
import type { ImportState } from './import-files.ts';
import { decimal, type ExpectedEvent, type SalesFile } from './sales-files.ts';
import type { Stored, StoredEvent } from './stored.ts';

/** Holds what the imports left against what the files say: no event lost, doubled or changed. */
export function checkImport(checks: Checks, files: SalesFile[], imports: ImportState[], stored: Stored): void {
  for (const [index, file] of files.entries()) {
    const { id, status, accepted, rejected } = imports[index]!;
    const expected = { status: 'completed', accepted: file.events.length, rejected: file.rejects.length };
    checks.equal(`${file.name}: how the import ended`, { status, accepted, rejected }, expected);
    const found = (stored.rejects.get(id) ?? []).map(({ line, code }) => `${line} ${code}`);
    const due = file.rejects.map(({ line, code }) => `${line} ${code}`);
    checks.none(`${file.name}: ${due.length} rejects, each with its line and reason`, differences(found, due));
  }

  const events = files.flatMap((file) => file.events);
  checks.equal('rows in events are the accepted rows', stored.events.length, events.length);
  const ids = new Set(stored.events.map((event) => event.messageId));
  checks.equal('no message id stands twice', stored.events.length - ids.size, 0);
  checks.none(
    'every event is as in its file',
    differences(
      stored.events.map((event) => storedText(event)),
      events.map((event) => expectedText(event, stored)),
    ),
  );
  const revenue = events.reduce((sum, event) => sum + (event.revenue ?? 0n), 0n);
  const found = stored.events.reduce((sum, event) => sum + tenThousandths(event.revenue), 0n);
  checks.equal('sum of revenue', decimal(found), decimal(revenue));

  const customers = new Set(events.map((event) => event.customer));
  checks.equal('profiles', stored.knownProfiles.size, customers.size);
  checks.equal('numbers of profiles have no gaps', stored.lastProfile, customers.size);
  const numbers = stored.batches.map((batch) => batch.number);
  checks.equal(
    'numbers of batches have no gaps',
    numbers,
    numbers.map((_, index) => index + 1),
  );
  checks.none(
    `all ${numbers.length} batches have landed with the events they speak of`,
    stored.batches.flatMap(({ number, status, events: count }) => {
      const there = stored.events.filter((event) => event.batch === number).length;
      return status === 'landed' && there === count
        ? []
        : [`batch ${number} is ${status}: ${there} events, noted ${count}`];
    }),
  );
}

function expectedText({ messageId, action, time, customer, revenue, orderId }: ExpectedEvent, stored: Stored): string {
  const profile = stored.profileOf.get(customer);
  return JSON.stringify([messageId, action, time, profile, revenue === null ? null : decimal(revenue), orderId]);
}

function storedText({ messageId, action, time, profile, revenue, orderId }: StoredEvent): string {
  return JSON.stringify([
    messageId,
    action,
    time,
    profile,
    revenue === null ? null : decimal(tenThousandths(revenue)),
    orderId,
  ]);
}

function tenThousandths(text: string | null): bigint {
  const [whole = '0', places = ''] = (text ?? '0').split('.');
  return BigInt(whole) * 10_000n + BigInt(places.padEnd(4, '0'));
}

/** What one list has and the other has not, counting repeats. */
function differences(found: string[], expected: string[]): string[] {
  const balance = new Map<string, number>();
  for (const each of found) balance.set(each, (balance.get(each) ?? 0) + 1);
  for (const each of expected) balance.set(each, (balance.get(each) ?? 0) - 1);
  return [...balance].flatMap(([each, count]) => {
    if (count === 0) return [];
    return [`${count > 0 ? 'too much' : 'missing'}: ${each}`];
  });
}
