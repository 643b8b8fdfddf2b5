import { evaluate, type DefinitionId, type EvaluatedWorld, type EvaluationResult } from '@cutline/segment-definition';
import { agreeOn } from '@cutline/segment-sql/test/disagreement';
import { membersOfLive } from './live-members.ts';
import { documentsOf, type Results } from './read-results.ts';

type Run = Results['runs'][number];
export type Settings = Pick<NonNullable<Run['settings']>, 'timeZone' | 'currency' | 'includeAnonymous'>;

/** What was published so far, each run held against the evaluator when it came, and what follows from that for all that is read later. */
export class History {
  readonly #settings: Settings;
  /** By segment, what it was said to be by the runs that published it, in their order. */
  readonly #states = new Map<DefinitionId, { run: number; members: ReadonlySet<number> }[]>();
  readonly #judged = new Set<number>();
  readonly #erased = new Set<number>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** People who are to be gone from all that was ever published. */
  erased(numbers: Iterable<number>): void {
    for (const number of numbers) this.#erased.add(number);
    for (const states of this.#states.values())
      for (const state of states) state.members = state.members.difference(this.#erased);
  }

  /** Throws where the results are not what the evaluator says. Call whenever nothing is under way. */
  check(results: Results, world: EvaluatedWorld): void {
    for (const run of results.runs) {
      if (run.status !== 'completed' || this.#judged.has(run.number)) continue;
      if (run.scope === 'live') this.#note(run, results);
      else this.#judge(run, results, world);
      this.#judged.add(run.number);
    }
    for (const [id, expected] of membersOfLive(results, world, this.#settings)) {
      const { run, members } = this.#states.get(id)!.at(-1)!;
      agreeOn('live members', `${id} in run ${run}`, sorted(members), sorted(expected.difference(this.#erased)));
    }
    this.#checkHeads(results);
    this.#checkMemberships(results);
    this.#checkChanges(results);
  }

  /** Throws unless a run that nothing stopped put everything right. */
  checkWhole({ runs, heads, segments, scratch, documents }: Results): void {
    const last = runs.at(-1);
    agreeOn('end of a run', `run ${last?.number}`, [last?.status, last?.error], ['completed', null]);
    const unfinished = runs.filter(({ status }) => status === 'running').map(({ number }) => number);
    agreeOn('end of a run', 'runs under way', unfinished, []);
    agreeOn('end of a run', 'rows of scratch', scratch, 0);
    const current = new Map(heads.map((head) => [head.definitionId, head]));
    for (const id of segments) {
      const head = current.get(id);
      const version = versionsOf(documents, id);
      const found = head && [head.status, head.error, head.asOf.getTime(), head.known, head.version];
      agreeOn('head', id, found, ['current', null, last!.asOf.getTime(), last!.known, version]);
    }
  }

  /** Holds a run that was published since against the evaluator. */
  #judge(run: Run, results: Results, world: EvaluatedWorld): void {
    const meaning = meaningOf(run, results, world, this.#settings);
    for (const row of results.metrics.filter((each) => each.run === run.number)) {
      const { value, ...counts } = meaning.metrics.get(row.definitionId)!;
      const { profiles, below, on, above } = row;
      const found = { value: row.value === null ? null : plain(row.value), profiles, below, on, above };
      const expected = { value: value?.toFixed(8) ?? null, ...counts };
      agreeOn('metric', `${row.definitionId} in run ${run.number}`, found, {
        ...expected,
        value: expected.value && plain(expected.value),
      });
    }
    for (const size of results.sizes.filter((each) => each.run === run.number)) {
      const id = size.definitionId;
      const { members, afterRules } = meaning.segments.get(id)!;
      const states = this.#states.get(id) ?? [];
      const before = states.at(-1)?.members ?? new Set();
      const counts = {
        members: members.size,
        afterRules: afterRules.size,
        entered: members.difference(before).size,
        left: before.difference(members).size,
      };
      const { entered, left } = size;
      const found = { members: size.members, afterRules: size.afterRules, entered, left };
      this.#states.set(id, [...states, { run: run.number, members }]);
      const state = membersAt(results, id, run.number);
      agreeOn('members', `${id} in run ${run.number}`, sorted(state), sorted(members));
      agreeOn('size', `${id} in run ${run.number}`, found, counts);
    }
  }

  /** What a live run changed is so from then on; whether it is right is asked of all that the clock is of. */
  #note(run: Run, results: Results): void {
    for (const { definitionId: id, members, entered, left } of results.sizes.filter(
      (each) => each.run === run.number,
    )) {
      const states = this.#states.get(id) ?? [];
      const before = states.at(-1)?.members ?? new Set();
      const state = membersAt(results, id, run.number);
      this.#states.set(id, [...states, { run: run.number, members: state }]);
      const counts = [state.size, state.difference(before).size, before.difference(state).size];
      agreeOn('size', `${id} in run ${run.number}`, [members, entered, left], counts);
    }
  }

  #checkHeads({ heads }: Results): void {
    for (const { definitionId: id, run, members } of heads) {
      const state = this.#states.get(id)?.findLast((each) => each.run <= run);
      if (!state) agreeOn('head', id, members, 0);
    }
  }

  /** What was said to be so in each run is said still. */
  #checkMemberships(results: Results): void {
    for (const [id, states] of this.#states)
      for (const { run, members } of states)
        agreeOn('members as of a run', `${id} in run ${run}`, sorted(membersAt(results, id, run)), sorted(members));
    const published = this.#published();
    const stray = results.memberships.filter(({ segment, run }) => !published.has(`${segment} ${run}`));
    agreeOn('members of runs that were not published', 'rows', stray, []);
  }

  #checkChanges({ changes }: Results): void {
    const published = this.#published();
    const stray = changes.filter(({ segment, run }) => !published.has(`${segment} ${run}`));
    agreeOn('changes of runs that were not published', 'rows', stray, []);
    const inOrder = Map.groupBy(changes, ({ segment }) => segment);
    for (const [id, states] of this.#states) {
      const members = new Set<number>();
      const own = [...(inOrder.get(id) ?? [])];
      for (const { run, members: expected } of states) {
        while (own[0] && own[0].run <= run) {
          const { profile, change } = own.shift()!;
          if (members.has(profile) === (change === 'entered'))
            agreeOn('changes', `${profile} of ${id} in run ${run}`, `${change} twice`, 'changes that alternate');
          if (change === 'entered') members.add(profile);
          else members.delete(profile);
        }
        agreeOn('members by the changes', `${id} in run ${run}`, sorted(members), sorted(expected));
      }
    }
  }

  #published(): Set<string> {
    return new Set([...this.#states].flatMap(([id, states]) => states.map(({ run }) => `${id} ${run}`)));
  }
}

/** What the versions that a run evaluated mean at its clocks. */
function meaningOf(run: Run, results: Results, world: EvaluatedWorld, settings: Settings): EvaluationResult {
  return evaluate(documentsOf(results, run), world, { ...settings, asOf: run.asOf.getTime(), known: run.known });
}

function membersAt({ memberships }: Results, id: DefinitionId, run: number): Set<number> {
  const chunks = new Map<number, { run: number; members: number[] }>();
  for (const row of memberships) {
    if (row.segment !== id || row.run > run) continue;
    const same = chunks.get(row.chunk);
    if (same?.run === row.run)
      agreeOn('members that stand twice', `${id} in run ${row.run}`, same.members, row.members);
    chunks.set(row.chunk, row);
  }
  return new Set([...chunks.values()].flatMap(({ members }) => members));
}

function versionsOf(documents: Results['documents'], id: DefinitionId): number {
  const own = [...documents.keys()].filter((key) => key.startsWith(`${id} `));
  return Math.max(...own.map((key) => Number(key.split(' ')[1])));
}

function plain(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

function sorted(profiles: ReadonlySet<number>): number[] {
  return [...profiles].sort((a, b) => a - b);
}
