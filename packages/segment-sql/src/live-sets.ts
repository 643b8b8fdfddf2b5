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
import { Parameters } from './parameters.ts';
import type { PlanInput } from './plan.ts';
import { collectLeaves } from './planned-leaves.ts';
import { ProfileScan } from './profile-scan.ts';
import { includesAnonymous } from './scratch.ts';
import type { SqlContext } from './sql-context.ts';
import { SharedSets, withSegments } from './segment-columns.ts';
import { referred } from './whole-segments.ts';

/** Who is looked at: their numbers where they are few, else whoever the statement itself finds. */
export type Looked = Readonly<Record<'touched' | 'slid', readonly number[]>> | 'found';

/**
 * Sets of those who are looked at, as bitmaps. Those that everything needs have names of their own, which stand for their expressions wherever they are mentioned;
 * the others are columns, of one row, so that a statement does not grow with the square of what it speaks of.
 */
export class LiveSets {
  readonly parameters = new Parameters();
  /** What stands behind WITH: `touched`, `slid`, and both as `looked`; of these `merged`, who count for others, and `moved`, for whom other numbers count than timelines know. */
  readonly names: readonly string[];
  readonly workspace: string;
  readonly run: string;
  /** Memberships of runs before this one are those of before. */
  readonly before: string;
  /** `SELECT`: the chunks that those who are looked at lie in. */
  readonly chunks = 'SELECT bitShiftRight(arrayJoin(bitmapToArray(looked)), 16)';
  readonly #input: PlanInput;
  readonly #definitions: Definitions;
  readonly #few: boolean;

  constructor(looked: Looked, input: PlanInput) {
    const { parameters } = this;
    this.#input = input;
    this.#definitions = documentsOf(input);
    this.#few = looked !== 'found';
    this.workspace = parameters.named('workspace', 'UInt32', input.workspace);
    this.run = parameters.named('run', 'UInt64', input.run);
    this.before = parameters.named('before', 'UInt64', input.earlier!.published + 1);
    const found =
      looked === 'found' ? somethingHappened(this.#definitions, input, input.earlier!, parameters) : undefined;
    const setOf = (why: 'touched' | 'slid'): string => {
      if (found) return `(SELECT groupBitmapState(profile) FROM (${found[why]})) AS ${why}`;
      const numbers = [...(looked as Exclude<Looked, 'found'>)[why]];
      return `(SELECT arrayReduce('groupBitmapState', ${parameters.named(why, 'Array(UInt32)', numbers)})) AS ${why}`;
    };
    this.names = [setOf('touched'), setOf('slid'), 'bitmapOr(touched, slid) AS looked', ...this.#namesOfMerges()];
  }

  #namesOfMerges(): string[] {
    const input = this.#input;
    if (!input.hasAliases) return [];
    const context = { evaluation: input, parameters: this.parameters };
    const merged = `(SELECT groupBitmapState(alias_number) FROM (${mergedNumbers(context)}) WHERE bitmapContains(looked, alias_number)) AS merged`;
    const lackMerges = [...(input.streams?.values() ?? [])].filter(({ lacksMerges }) => lacksMerges);
    if (lackMerges.length === 0) return [merged];
    const after = this.parameters.add('after_batch', 'UInt64', Math.min(...lackMerges.map(({ known }) => known)));
    const moved = `(SELECT groupBitmapState(profile) FROM (${profilesOfMoved(after, context)}) WHERE bitmapContains(looked, profile)) AS moved`;
    return [merged, moved];
  }

  /** What stands behind FROM: one row with the members of segments, and the columns that they are in. */
  members(ids: readonly DefinitionId[]): { from: string; columns: ReadonlyMap<DefinitionId, string> } {
    const segments = this.#inOrder(ids);
    const context: SqlContext = { evaluation: this.#input, parameters: this.parameters };
    const sources = [this.base()];
    const leaves = this.#leaves(segments, sources, context);
    const columns = new Map(segments.map(({ id }, number) => [id, `s${number}`]));
    const shared = new SharedSets();
    const treeOf = ({ id, segment }: NamedSegment): string => {
      const base = includesAnonymous(segment, this.#input) ? 'everyone' : 'named';
      const tree = compileCondition(segment.where, {
        base,
        leaf: (leaf) => {
          const differing = leaves.get(leafMeaning(leaf, this.#definitions))!;
          return shared.column(compileLeafBitmap(leaf, differing, base, this.#definitions, context));
        },
        segment: (condition) => columns.get(condition.segment)!,
      });
      if (!isRefined(segment)) return tree;
      const column = `k${sources.length}`;
      sources.push(`SELECT groupBitmapState(profile) AS ${column} FROM (${this.#kept(id, segment, context)})`);
      return `bitmapAnd(${tree}, ${column})`;
    };
    const trees = new Map(segments.map((each) => [each.id, treeOf(each)]));
    const from = sources.map((source, number) => `(${source}) AS source_${number}`).join(' CROSS JOIN ');
    return { columns, from: withSegments(segments, columns, ({ id }) => trees.get(id)!, shared.addTo(from)) };
  }

  /** `SELECT named, everyone`, one row: who of them is named, and who is at all. */
  base(): string {
    const { parameters, workspace } = this;
    const context = { evaluation: this.#input, parameters };
    const { from, profile } = ownedRows(tables.identifiers, tables.identifiers, context);
    const sought = areAmong(tables.identifiers, profile, { among: 'looked', few: this.#few }, context);
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
  #leaves(segments: readonly NamedSegment[], sources: string[], context: SqlContext): Map<string, string> {
    const order = segments.map(({ id }) => id);
    const leaves = [...collectLeaves(order, this.#definitions)];
    const columns = new Map(leaves.map(([meaning], number) => [meaning, `b${number}`]));
    if (leaves.length === 0) return columns;
    const scan = this.#scan(context);
    const sets = leaves.map(
      ([meaning, { leaf }]) =>
        `${compileDiffering(leaf, scan, this.#definitions, context)} AS ${columns.get(meaning)!}`,
    );
    sources.push(`SELECT ${sets.join(', ')} FROM ${scan.rows()}`);
    return columns;
  }

  /** `SELECT profile`: those whom a refinement would keep of all who are looked at. */
  #kept(id: DefinitionId, segment: RefinedSegment, context: SqlContext): string {
    const own = `[${this.parameters.add('refined', 'UUID', id)}]`;
    const last = compileLastMemberships(own, this.before, this.workspace, this.chunks);
    return compileKeptByLine(segment, this.#input.lines?.get(id) ?? null, {
      among: 'looked',
      members: `(SELECT groupBitmapMergeState(members) FROM (${last}))`,
      few: this.#few,
      moved: 'moved',
      definitions: this.#definitions,
      context,
    });
  }

  #scan(context: SqlContext): ProfileScan {
    return new ProfileScan(context, { among: 'looked', few: this.#few, moved: 'moved' });
  }
}

/** What is defined, without versions. */
export function documentsOf({ definitions }: PlanInput): Definitions {
  return new Map([...definitions].map(([id, { document }]) => [id, document]));
}
