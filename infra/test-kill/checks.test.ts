import { describe, expect, it } from 'vitest';
import { checkImport } from './check-import.ts';
import { checkRuns, meaningOf } from './check-runs.ts';
import { createChecks } from './checks.ts';
import type { ImportState } from './import-files.ts';
import { decimal, makeSalesFiles } from './sales-files.ts';
import { asOf, story } from './story.ts';
import type { Stored } from './stored.ts';

const ids = story.map((_, index) => `definition-${index}`);
const files = makeSalesFiles(2_000, 2, 1);

/** What the databases would hold if nothing ever went wrong: a batch for each file, and two runs. */
function flawless(): { stored: Stored; imports: ImportState[] } {
  const profileOf = new Map<string, number>();
  const knownProfiles = new Map<number, number>();
  const events = files.flatMap((file, index) =>
    file.events.map(({ customer, revenue, ...event }) => {
      if (!profileOf.has(customer)) profileOf.set(customer, profileOf.size + 1);
      const profile = profileOf.get(customer)!;
      if (!knownProfiles.has(profile)) knownProfiles.set(profile, index + 1);
      return { ...event, profile, batch: index + 1, revenue: revenue === null ? null : decimal(revenue) };
    }),
  );
  const imports = files.map(({ events: accepted, rejects }, index) => {
    return {
      id: `import-${index}`,
      status: 'completed',
      accepted: accepted.length,
      rejected: rejects.length,
      error: null,
    };
  });
  const stored: Stored = {
    events,
    profileOf,
    knownProfiles,
    lastProfile: profileOf.size,
    batches: files.map((file, index) => ({ number: index + 1, status: 'landed', events: file.events.length })),
    rejects: new Map(files.map((file, index) => [`import-${index}`, file.rejects])),
    runs: [1, 2].map((number) => ({ number, status: 'completed', asOf, known: number })),
    metrics: [],
    sizes: [],
    heads: new Map(),
    changes: [],
    members: new Map(),
    scratch: 0,
  };
  const meaning = meaningOf(files, stored, ids);
  for (const { number: run, known } of stored.runs) {
    const { metrics, segments } = meaning(asOf, known);
    for (const [definition, { value, profiles, below, on, above }] of metrics)
      stored.metrics.push({ definition, run, value: value?.toFixed(8) ?? null, profiles, below, on, above });
    for (const [segment, { members }] of segments) {
      const was = stored.members.get(segment) ?? new Set();
      const [entered, left] = [[...members.difference(was)], [...was.difference(members)]];
      stored.changes.push(...entered.map((profile) => ({ segment, run, profile, change: 1 as const })));
      stored.changes.push(...left.map((profile) => ({ segment, run, profile, change: -1 as const })));
      stored.sizes.push({
        definition: segment,
        run,
        members: members.size,
        entered: entered.length,
        left: left.length,
      });
      stored.heads.set(segment, { run, members: members.size, status: 'current' });
      stored.members.set(segment, members);
    }
  }
  return { stored, imports };
}

const perfect = flawless();
const meaning = meaningOf(files, perfect.stored, ids);

/** Names of the checks that fail. */
function failing(spoil: (stored: Stored) => void): string[] {
  const { stored, imports } = structuredClone(perfect);
  spoil(stored);
  const lines: string[] = [];
  const checks = createChecks((line) => lines.push(line));
  checkImport(checks, files, imports, stored);
  checkRuns(checks, stored, meaning);
  expect(checks.passed + checks.failed).toBe(lines.length);
  return lines.filter((line) => line.startsWith('FAIL'));
}

describe('the comparison after the kills', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(failing(() => {})).toEqual([]);
  });

  it.each<[string, RegExp, (stored: Stored) => void]>([
    ['a lost event', /missing: .*message-/, ({ events }) => void events.pop()],
    ['a doubled event', /no message id stands twice/, ({ events }) => void events.push(events[0]!)],
    ['an event of somebody else', /every event is as in its file/, ({ events }) => void (events[0]!.profile += 1)],
    ['a wrong amount', /sum of revenue/, ({ events }) => void (events.find(({ revenue }) => revenue)!.revenue = '1')],
    ['a lost reject', /rejects, each with its line/, ({ rejects }) => void rejects.get('import-0')!.pop()],
    ['a profile that nobody has', /profiles/, ({ knownProfiles }) => void knownProfiles.set(99_999, 1)],
    ['a gap in the batches', /numbers of batches/, ({ batches }) => void batches.shift()],
    ['a batch left open', /have landed/, ({ batches }) => void (batches[0]!.status = 'open')],
    ['a wrong metric', /metrics of 2/, ({ metrics }) => void (metrics[0]!.value = '123')],
    ['a lost change', /folded from the changes/, ({ changes }) => void changes.pop()],
    ['a change that came twice', /alternate/, ({ changes }) => void changes.push({ ...changes[0]!, run: 2 })],
    ['a change of a run that failed', /alternate/, ({ changes }) => void changes.push({ ...changes[0]!, run: 7 })],
    ['a wrong member', /visible members/, ({ members }) => void members.get(ids[2]!)!.add(99_999)],
    ['a head left behind', /visible members/, ({ heads }) => void (heads.get(ids[2]!)!.run = 1)],
    [
      'a run left half done',
      /half done/,
      ({ runs }) => void runs.push({ number: 3, status: 'running', asOf, known: 2 }),
    ],
    ['scratch left over', /scratch/, (stored) => void (stored.scratch = 1)],
  ])('finds %s', (_, complaint, spoil) => {
    expect(failing(spoil).join('\n')).toMatch(complaint);
  });
});
