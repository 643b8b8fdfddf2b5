import { evaluate, type Definition, type EvaluatedEvent, type EvaluationResult } from '@cutline/segment-definition';
import type { Checks } from './checks.ts';
import type { SalesFile } from './sales-files.ts';
import { decimal } from './sales-files.ts';
import { story, timeZone } from './story.ts';
import type { Stored } from './stored.ts';

/** Says what definitions mean at (asOf, known), by the reference evaluator over the rows of the files. */
export type Meaning = (asOf: number, known: number) => EvaluationResult;

/** `ids` are the definitions' in the order of the story. Only which batch brought an event is taken from the databases. */
export function meaningOf(files: SalesFile[], stored: Stored, ids: string[]): Meaning {
  const definitions = new Map<string, Definition>(story.map((make, index) => [ids[index]!, make(ids)]));
  const batchOf = new Map(stored.events.map((event) => [event.messageId, event.batch]));
  const events = files
    .flatMap((file) => file.events)
    .map((event): EvaluatedEvent => ({
      profile: stored.profileOf.get(event.customer)!,
      action: event.action,
      time: event.time,
      messageId: event.messageId,
      batch: batchOf.get(event.messageId)!,
      source: 'import',
      revenue: event.revenue === null ? null : decimal(event.revenue),
      currency: '',
      orderId: '',
      products: [],
      parameters: {},
    }));
  const first = new Map<number, number>();
  for (const { profile, batch } of events) first.set(profile, Math.min(batch, first.get(profile) ?? batch));
  const profiles = [...first].map(([profile, batch]) => ({
    profile,
    identifiers: [{ kind: 'customId' as const, value: String(profile), batch }],
    attributes: [],
    consents: [],
  }));
  const settings = { timeZone, currency: 'EUR', includeAnonymous: false };
  const told = new Map<string, EvaluationResult>();
  return (asOf, known) => {
    const key = `${asOf} ${known}`;
    if (!told.has(key))
      told.set(key, evaluate(definitions, { profiles, events, rates: [], aliases: [] }, { asOf, known, ...settings }));
    return told.get(key)!;
  };
}

/**
 * Holds every published run against the reference evaluator: metrics, sizes, and the members that follow from the changes so far.
 */
export function checkRuns(checks: Checks, stored: Stored, meaning: Meaning): void {
  const published = stored.runs.filter((run) => run.status === 'completed');
  const problems = { metrics: [] as string[], members: [] as string[], changes: [] as string[] };
  const changes = Map.groupBy(stored.changes, (change) => change.run);
  const members = new Map<string, Set<number>>();
  const versions = new Map(published.map((run) => [run.number, definitionsOf(stored, run.number)]));

  for (const run of published) {
    const right = meaning(run.asOf, run.known);
    for (const row of stored.metrics.filter((each) => each.run === run.number)) {
      const { value, ...counts } = right.metrics.get(row.definition)!;
      const same = value === null ? row.value === null : row.value !== null && value.equals(row.value);
      const sameCounts = (['profiles', 'below', 'on', 'above'] as const).every((each) => counts[each] === row[each]);
      if (!same || !sameCounts)
        problems.metrics.push(
          `run ${run.number}: ${JSON.stringify(row)} instead of ${value?.toFixed()} ${JSON.stringify(counts)}`,
        );
    }
    for (const { segment, profile, change } of changes.get(run.number) ?? []) {
      const now = members.get(segment) ?? new Set();
      members.set(segment, now);
      if (now.has(profile) === (change === 1))
        problems.changes.push(`run ${run.number}: ${profile} ${change === 1 ? 'entered' : 'left'} twice`);
      if (change === 1) now.add(profile);
      else now.delete(profile);
    }
    for (const segment of versions.get(run.number)!) {
      const expected = right.segments.get(segment)!.members;
      const found = members.get(segment) ?? new Set();
      const size = stored.sizes.find((each) => each.run === run.number && each.definition === segment);
      if (!sameSet(found, expected) || size?.members !== expected.size)
        problems.members.push(
          `run ${run.number}: ${found.size} by the changes and ${size?.members} by the size instead of ${expected.size}`,
        );
      const own = (changes.get(run.number) ?? []).filter((each) => each.segment === segment);
      const logged = {
        entered: own.filter((each) => each.change === 1).length,
        left: own.filter((each) => each.change === -1).length,
      };
      if (size?.entered !== logged.entered || size.left !== logged.left)
        problems.changes.push(`run ${run.number}: ${JSON.stringify(logged)} in the log, ${JSON.stringify(size)} noted`);
    }
  }
  const numbers = new Set(published.map((run) => run.number));
  const stray = stored.changes
    .filter((change) => !numbers.has(change.run))
    .map((change) => `run ${change.run} was not published`);
  const clocks = new Set(published.map((run) => `${run.asOf} ${run.known}`)).size;
  checks.none(`metrics of ${published.length} published runs at ${clocks} different (asOf, known)`, problems.metrics);
  checks.none('members after each of these runs, folded from the changes', problems.members);
  checks.none(`${stored.changes.length} changes alternate and are those of published runs`, [
    ...problems.changes,
    ...new Set(stray),
  ]);
  checks.none(
    'visible members are those of the last run',
    [...stored.heads].flatMap(([segment, head]) => {
      const last = published.at(-1)!;
      const expected = meaning(last.asOf, last.known).segments.get(segment)!.members;
      const right = head.run === last.number && head.status === 'current' && head.members === expected.size;
      return right && sameSet(stored.members.get(segment)!, expected)
        ? []
        : [`${segment}: ${JSON.stringify(head)}, expected ${expected.size}`];
    }),
  );
  checks.equal('no run is left half done', stored.runs.filter((run) => run.status === 'running').length, 0);
  checks.equal('no scratch is left', stored.scratch, 0);
}

/** Segments that a run published. */
function definitionsOf(stored: Stored, run: number): string[] {
  return stored.sizes.filter((size) => size.run === run).map((size) => size.definition);
}

function sameSet(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return one.size === other.size && one.isSubsetOf(other);
}
