import { tables } from '@cutline/clickhouse/tables';
import type { Definitions, Segment } from '@cutline/segment-definition';
import { belongsTo, ownedRows } from './aliases.ts';
import { compileCondition } from './compile-condition.ts';
import type { PopulationSources } from './compile-histogram.ts';
import { compileDiffering, compileLeafBitmap } from './compile-leaf.ts';
import { compileKept, isRefined } from './compile-refinement.ts';
import { leafMeaning, type Leaf } from './meaning.ts';
import { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';
import { ProfileScan } from './profile-scan.ts';
import { scanOf } from './scan-of.ts';
import { includesAnonymous } from './scratch.ts';
import type { SqlContext } from './sql-context.ts';
import type { Statement } from './statement.ts';

/** What a preview takes from the last run: the run of each segment whose published members it refers to. */
export interface PreviewInput extends Evaluation {
  definitions: Definitions;
  /** Segment id → run to read its members at; one that is not here is computed from its own rules. */
  heads: ReadonlyMap<string, number>;
}

/**
 * The sets that a preview's statement takes, each behind WITH once and mentioned by its name: segments that rank and refer to others that rank mention theirs
 * many times, and statements would grow threefold with every step between them. ClickHouse's analysis still does, but it
 * computes each set once.
 */
export class PreviewSets implements PopulationSources {
  readonly parameters = new Parameters();
  readonly context: SqlContext;
  readonly #input: PreviewInput;
  /** By their expressions; in an order in which each comes after those that it mentions. */
  readonly #names = new Map<string, string>();

  constructor(input: PreviewInput) {
    this.#input = input;
    this.context = { evaluation: input, parameters: this.parameters };
  }

  /** Bitmap of everyone who could be a member, by the workspace's setting. */
  get base(): string {
    return this.everyone(this.#input.includeAnonymous);
  }

  /** Bitmap of everyone who could be a member. */
  everyone(includeAnonymous: boolean): string {
    const { from, profile } = ownedRows(tables.identifiers, tables.identifiers, this.context);
    return this.#named(`(
      SELECT groupBitmapState(${profile}) FROM ${from}
      WHERE ${namingIdentifiers(includeAnonymous, this.context)}
    )`);
  }

  /** Bitmap of a segment's members: the published ones, or computed from its own rules. */
  segment(id: string): string {
    const { heads, definitions } = this.#input;
    const run = heads.get(id);
    if (run !== undefined) {
      const workspace = this.parameters.named('workspace', 'UInt32', this.#input.workspace);
      const members = compileMembersAt(id, run, workspace, this.parameters);
      return this.#named(`(SELECT groupBitmapMergeState(members) FROM (${members}))`);
    }
    const segment = definitions.get(id);
    if (segment?.kind !== 'segment') throw new Error(`There is no segment ${id}`);
    const rules = this.rules(segment);
    if (!isRefined(segment)) return rules;
    const kept = compileKept(segment, rules, definitions, this.context);
    return this.#named(`(SELECT groupBitmapState(profile) FROM (${kept}))`);
  }

  /** Bitmap of those for whom a segment's rules hold. */
  rules(segment: Segment): string {
    const sources = new PreviewSources(segment, this.#input, this);
    const tree = compileCondition(segment.where, sources);
    return this.#named(`(SELECT ${tree} FROM ${sources.from()})`);
  }

  /** A `SELECT` that has no WITH of its own, with these before it. */
  statement(select: string): Statement {
    const names = [...this.#names].map(([sql, name]) => `${sql} AS ${name}`);
    return this.parameters.statement(names.length > 0 ? `WITH ${names.join(',\n    ')}\n${select}` : select);
  }

  #named(sql: string): string {
    const name = this.#names.get(sql) ?? `set_${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }
}

/** Leaves and other segments that a tree needs, with the columns they are given. */
export class PreviewSources {
  readonly base = 'base';
  readonly #leaves = new Map<string, { leaf: Leaf; column: string }>();
  readonly #segments = new Map<string, string>();
  readonly #input: PreviewInput;
  readonly #sets: PreviewSets;
  readonly #includeAnonymous: boolean;

  constructor(segment: Segment, input: PreviewInput, sets: PreviewSets) {
    this.#input = input;
    this.#sets = sets;
    this.#includeAnonymous = includesAnonymous(segment, input);
  }

  leaf(leaf: Leaf): string {
    const { definitions } = this.#input;
    const meaning = leafMeaning(leaf, definitions);
    const { column } = this.#leaves.get(meaning) ?? { column: `l${this.#leaves.size}` };
    this.#leaves.set(meaning, { leaf, column });
    return compileLeafBitmap(leaf, column, this.base, definitions, this.#sets.context);
  }

  segment({ segment: id }: { segment: string }): string {
    if (!this.#segments.has(id)) this.#segments.set(id, `s${this.#segments.size}`);
    return this.#segments.get(id)!;
  }

  /** What the columns come from: one row. To be asked when the trees are compiled. */
  from(): string {
    const { definitions } = this.#input;
    const { context } = this.#sets;
    const groups = Map.groupBy(this.#leaves.values(), ({ leaf }) => scanOf(leaf, definitions, this.#input).key);
    const rows = [
      `(SELECT ${this.#sets.everyone(this.#includeAnonymous)} AS ${this.base})`,
      ...[...this.#segments].map(([id, column]) => `(SELECT ${this.#sets.segment(id)} AS ${column})`),
      ...[...groups.values()].map((group) => {
        const scan = new ProfileScan(context);
        const sets = group.map(
          ({ leaf, column }) => `${compileDiffering(leaf, scan, definitions, context)} AS ${column}`,
        );
        return `(SELECT ${sets.join(', ')} FROM ${scan.rows()})`;
      }),
    ];
    return rows.map((row, i) => `${row} AS source_${i}`).join(' CROSS JOIN ');
  }
}

/** UInt8: whether a profile (an expression over constants) could be a member. */
export function compileIsInBase(profile: string, includeAnonymous: boolean, sets: PreviewSets): string {
  const { context } = sets;
  if (!context.evaluation.hasAliases) return `bitmapContains(${sets.everyone(includeAnonymous)}, ${profile})`;
  return `(
      SELECT count() > 0 FROM ${tables.identifiers}
      WHERE ${namingIdentifiers(includeAnonymous, context)}
        AND ${belongsTo(tables.identifiers, profile, context)}
    )`;
}

function namingIdentifiers(includeAnonymous: boolean, { evaluation, parameters }: SqlContext): string {
  return `workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}
        AND batch <= ${parameters.named('known', 'UInt64', evaluation.known)}${includeAnonymous ? '' : ` AND kind != 'anonymousId'`}`;
}

/** `SELECT chunk, members`: a segment's state as of a run. */
export function compileMembersAt(segment: string, run: number, workspace: string, parameters: Parameters): string {
  return `SELECT chunk, members
        FROM ${tables.memberships}
        WHERE workspace = ${workspace} AND segment = ${parameters.add('segment', 'UUID', segment)} AND run <= ${parameters.add('run', 'UInt64', run)}
        ORDER BY chunk, run DESC
        LIMIT 1 BY chunk`;
}
