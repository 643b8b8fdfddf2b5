import { tables } from '@cutline/clickhouse/tables';
import { topologicalOrder, type DefinitionId, type Definitions } from '@cutline/segment-definition';
import { areAmong, mergedNumbers, ownedRows, profilesOfMoved } from './aliases.ts';
import { compileCondition } from './compile-condition.ts';
import { compileLastMemberships } from './compile-difference.ts';
import { compileDiffering, compileLeafBitmap } from './compile-leaf.ts';
import { compileKeptByLine, isRefined, type RefinedSegment } from './compile-refinement.ts';
import type { NamedSegment } from './compile-segment.ts';
import { somethingHappened } from './compile-touched.ts';
import { leafMeaning } from './meaning.ts';
import { lackMergesAfter, type Merges } from './merges.ts';
import { Parameters } from './parameters.ts';
import type { PlanInput } from './plan.ts';
import { collectLeaves } from './planned-leaves.ts';
import { ProfileScan } from './profile-scan.ts';
import type { ProfileSet } from './profile-set.ts';
import { includesAnonymous } from './scratch.ts';
import type { SqlContext } from './sql-context.ts';
import { SharedSets, withSegments } from './segment-columns.ts';
import { referred } from './whole-segments.ts';

/** Who is looked at: their numbers where they are few, else whoever the statement itself finds. */
export type Looked = FewLooked | 'found';

export interface FewLooked {
  touched: readonly number[];
  slid: readonly number[];
  /** Of all of them; left out where the workspace has no aliases. */
  merges?: Merges;
}

/**
 * Sets of those who are looked at: lists of numbers where they are few, else bitmaps that have names of their own, which stand for their expressions wherever they are mentioned.
 * What is made of them are columns, of one row, so that a statement does not grow with the square of what it speaks of.
 */
export class LiveSets {
  readonly parameters = new Parameters();
  /** What stands behind WITH: the sets that are mentioned as bitmaps, `looked` among them. */
  readonly names: readonly string[];
  readonly workspace: string;
  readonly run: string;
  /** Memberships of runs before this one are those of before. */
  readonly before: string;
  /** What `chunk IN` is followed by: the chunks that those who are looked at lie in. */
  readonly chunks: string;
  /** Those of whom something was said. */
  readonly touched: ProfileSet;
  /** Those who count for others; null where nobody does. */
  readonly merged: ProfileSet | null;
  readonly #looked: ProfileSet;
  /** Those for whom other numbers count than timelines know; null where there are none. */
  readonly #moved: ProfileSet | null;
  readonly #input: PlanInput;
  readonly #context: SqlContext;
  readonly #definitions: Definitions;

  constructor(looked: Looked, input: PlanInput) {
    const { parameters } = this;
    this.#definitions = documentsOf(input);
    this.workspace = parameters.named('workspace', 'UInt32', input.workspace);
    this.run = parameters.named('run', 'UInt64', input.run);
    this.before = parameters.named('before', 'UInt64', input.earlier!.published + 1);
    const sets = looked === 'found' ? this.#findAll(input) : this.#nameFew(looked, input);
    this.#context = sets.context;
    this.#input = { ...input, hasAliases: sets.context.evaluation.hasAliases };
    this.names = sets.names;
    this.chunks = sets.chunks;
    this.touched = sets.touched;
    this.merged = sets.merged;
    this.#looked = sets.looked;
    this.#moved = sets.moved;
  }

  /** The statement finds everything by itself. */
  #findAll(input: PlanInput): NamedSets {
    const { parameters } = this;
    const { touched, slid } = somethingHappened(this.#definitions, input, input.earlier!, parameters);
    const context = { evaluation: input, parameters };
    const after = lackMergesAfter(input);
    const merges = (profile: string, rows: string): string =>
      `(SELECT groupBitmapState(${profile}) FROM (${rows}) WHERE bitmapContains(looked, ${profile}))`;
    const merged = input.hasAliases && `${merges('alias_number', mergedNumbers(context))} AS merged`;
    const moved =
      after !== null &&
      `${merges('profile', profilesOfMoved(parameters.add('after_batch', 'UInt64', after), context))} AS moved`;
    return {
      context,
      names: [
        `(SELECT groupBitmapState(profile) FROM (${touched})) AS touched`,
        `(SELECT groupBitmapState(profile) FROM (${slid})) AS slid`,
        'bitmapOr(touched, slid) AS looked',
        ...[merged, moved].filter((name) => name !== false),
      ],
      chunks: '(SELECT bitShiftRight(arrayJoin(bitmapToArray(looked)), 16))',
      looked: { bitmap: 'looked' },
      touched: { bitmap: 'touched' },
      merged: merged === false ? null : { bitmap: 'merged' },
      // Of those who are looked at few were merged lately, however many they are.
      moved: moved === false ? null : { bitmap: 'moved', few: true },
    };
  }

  /** Everybody is named, so that nothing has to be found or joined: planning that takes longer than all that is read of few. */
  #nameFew({ touched, slid, merges }: FewLooked, input: PlanInput): NamedSets {
    const { parameters } = this;
    if (input.hasAliases && !merges) throw new Error('Numbers count for others, and the statement was not told which');
    const { owners, moved } = merges ?? { owners: new Map<number, number>(), moved: [] };
    const listed = (name: string, numbers: Iterable<number>): string =>
      parameters.named(
        name,
        'Array(UInt32)',
        [...new Set(numbers)].sort((one, other) => one - other),
      );
    const looked = [...touched, ...slid];
    const counting = [...owners.keys()];
    const setOf = (name: string, profiles: readonly number[]) => ({
      numbers: listed(name, profiles),
      ...(counting.length > 0 && { sought: listed(`${name}_numbers`, [...profiles, ...counting]) }),
    });
    const evaluation = { ...input, hasAliases: counting.length > 0 };
    const named = counting.length > 0 && {
      numbers: parameters.named('numbers', 'Array(UInt32)', counting),
      profiles: parameters.named('owners', 'Array(UInt32)', [...owners.values()]),
    };
    const chunks = [...new Set(looked.map((profile) => profile >>> 16))];
    const ofLooked = setOf('looked', looked);
    return {
      context: { evaluation, parameters, ...(named && { owners: named }) },
      names: [`(SELECT arrayReduce('groupBitmapState', ${ofLooked.numbers})) AS looked`],
      chunks: parameters.named('chunks', 'Array(UInt16)', chunks),
      looked: ofLooked,
      touched: { numbers: listed('touched', touched) },
      merged: named ? { numbers: named.numbers } : null,
      moved: moved.length > 0 ? setOf('moved', moved) : null,
    };
  }

  /** What stands behind FROM: one row with the members of segments, and the columns that they are in. */
  members(ids: readonly DefinitionId[]): { from: string; columns: ReadonlyMap<DefinitionId, string> } {
    const segments = this.#inOrder(ids);
    const sources = [this.base()];
    const leaves = this.#leaves(segments, sources);
    const columns = new Map(segments.map(({ id }, number) => [id, `s${number}`]));
    const shared = new SharedSets();
    const treeOf = ({ id, segment }: NamedSegment): string => {
      const base = includesAnonymous(segment, this.#input) ? 'everyone' : 'named';
      const tree = compileCondition(segment.where, {
        base,
        leaf: (leaf) => {
          const differing = leaves.get(leafMeaning(leaf, this.#definitions))!;
          return shared.column(compileLeafBitmap(leaf, differing, base, this.#definitions, this.#context));
        },
        segment: (condition) => columns.get(condition.segment)!,
      });
      if (!isRefined(segment)) return tree;
      const column = `k${sources.length}`;
      sources.push(`SELECT groupBitmapState(profile) AS ${column} FROM (${this.#kept(id, segment)})`);
      return `bitmapAnd(${tree}, ${column})`;
    };
    const trees = new Map(segments.map((each) => [each.id, treeOf(each)]));
    const from = sources.map((source, number) => `(${source}) AS source_${number}`).join(' CROSS JOIN ');
    return { columns, from: withSegments(segments, columns, ({ id }) => trees.get(id)!, shared.addTo(from)) };
  }

  /** `SELECT named, everyone`, one row: who of them is named, and who is at all. */
  base(): string {
    const { parameters, workspace } = this;
    const context = this.#context;
    const { from, profile } = ownedRows(tables.identifiers, tables.identifiers, context);
    const sought = areAmong(tables.identifiers, profile, this.#looked, context);
    return `
        SELECT groupBitmapStateIf(${profile}, kind != 'anonymousId') AS named, groupBitmapState(${profile}) AS everyone
        FROM ${from}
        WHERE workspace = ${workspace} AND batch <= ${parameters.named('known', 'UInt64', this.#input.known)}
          AND ${sought.join(' AND ')}
      `;
  }

  /** Some segments and those that they refer to, in an order in which each finds what it needs. */
  #inOrder(ids: readonly DefinitionId[]): NamedSegment[] {
    const wanted = new Set<DefinitionId>();
    const want = (id: DefinitionId): void => {
      if (wanted.has(id)) return;
      wanted.add(id);
      const document = this.#definitions.get(id);
      if (document?.kind === 'segment') referred(document).forEach(want);
    };
    ids.forEach(want);
    return topologicalOrder(this.#definitions).flatMap((id) => {
      const document = this.#definitions.get(id)!;
      return document.kind === 'segment' && wanted.has(id) ? [{ id, segment: document }] : [];
    });
  }

  /** Adds the sets of all leaves of some segments to the sources, of one scan, and returns their columns by what the leaves mean. */
  #leaves(segments: readonly NamedSegment[], sources: string[]): Map<string, string> {
    const order = segments.map(({ id }) => id);
    const leaves = [...collectLeaves(order, this.#definitions)];
    const columns = new Map(leaves.map(([meaning], number) => [meaning, `b${number}`]));
    if (leaves.length === 0) return columns;
    const scan = new ProfileScan(this.#context, { among: this.#looked, moved: this.#moved });
    const sets = leaves.map(
      ([meaning, { leaf }]) =>
        `${compileDiffering(leaf, scan, this.#definitions, this.#context)} AS ${columns.get(meaning)!}`,
    );
    sources.push(`SELECT ${sets.join(', ')} FROM ${scan.rows()}`);
    return columns;
  }

  /** `SELECT profile`: those whom a refinement would keep of all who are looked at. */
  #kept(id: DefinitionId, segment: RefinedSegment): string {
    const own = `[${this.parameters.add('refined', 'UUID', id)}]`;
    const last = compileLastMemberships(own, this.before, this.workspace, this.chunks);
    return compileKeptByLine(segment, this.#input.lines?.get(id) ?? null, {
      among: this.#looked,
      members: `(SELECT groupBitmapMergeState(members) FROM (${last}))`,
      moved: this.#moved,
      definitions: this.#definitions,
      context: this.#context,
    });
  }
}

/** What a statement says of sets, and what it is written with. */
interface NamedSets {
  context: SqlContext;
  names: string[];
  chunks: string;
  looked: ProfileSet;
  touched: ProfileSet;
  merged: ProfileSet | null;
  moved: ProfileSet | null;
}

/** What is defined, without versions. */
export function documentsOf({ definitions }: PlanInput): Definitions {
  return new Map([...definitions].map(([id, { document }]) => [id, document]));
}
