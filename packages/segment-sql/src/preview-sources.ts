import { tables } from '@cutline/clickhouse/tables';
import type { Definitions, Segment } from '@cutline/segment-definition';
import { belongsTo, ownedRows } from './aliases.ts';
import { compileCondition } from './compile-condition.ts';
import type { PopulationSources } from './compile-histogram.ts';
import { compileDiffering, compileLeafBitmap } from './compile-leaf.ts';
import { compileKept, isRefined } from './compile-refinement.ts';
import { leafMeaning, type Leaf } from './meaning.ts';
import type { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';
import { ProfileScan } from './profile-scan.ts';
import { scanOf } from './scan-of.ts';
import { includesAnonymous } from './scratch.ts';
import type { SqlContext } from './sql-context.ts';

/** What a preview takes from the last run: the run of each segment whose published members it refers to. */
export interface PreviewInput extends Evaluation {
  definitions: Definitions;
  /** Segment id → run to read its members at; one that is not here is computed from its own rules. */
  heads: ReadonlyMap<string, number>;
}

/** Leaves and other segments that a tree needs, with the columns they are given. */
export class PreviewSources {
  readonly base = 'base';
  readonly #leaves = new Map<string, { leaf: Leaf; column: string }>();
  readonly #segments = new Map<string, string>();
  readonly #input: PreviewInput;
  readonly #context: SqlContext;
  readonly #includeAnonymous: boolean;

  constructor(segment: Segment, input: PreviewInput, parameters: Parameters) {
    this.#input = input;
    this.#context = { evaluation: input, parameters };
    this.#includeAnonymous = includesAnonymous(segment, input);
  }

  leaf(leaf: Leaf): string {
    const { definitions } = this.#input;
    const meaning = leafMeaning(leaf, definitions);
    const { column } = this.#leaves.get(meaning) ?? { column: `l${this.#leaves.size}` };
    this.#leaves.set(meaning, { leaf, column });
    return compileLeafBitmap(leaf, column, this.base, definitions, this.#context);
  }

  segment({ segment: id }: { segment: string }): string {
    if (!this.#segments.has(id)) this.#segments.set(id, `s${this.#segments.size}`);
    return this.#segments.get(id)!;
  }

  /** What the columns come from: one row. To be asked when the trees are compiled. */
  from(): string {
    const { definitions } = this.#input;
    const { parameters } = this.#context;
    const groups = Map.groupBy(this.#leaves.values(), ({ leaf }) => scanOf(leaf, definitions, this.#input).key);
    const rows = [
      `(SELECT ${compileBase(this.#includeAnonymous, this.#input, parameters)} AS ${this.base})`,
      ...[...this.#segments].map(
        ([id, column]) => `(SELECT ${membersBitmap(id, this.#input, parameters)} AS ${column})`,
      ),
      ...[...groups.values()].map((group) => {
        const scan = new ProfileScan(this.#context);
        const sets = group.map(
          ({ leaf, column }) => `${compileDiffering(leaf, scan, definitions, this.#context)} AS ${column}`,
        );
        return `(SELECT ${sets.join(', ')} FROM ${scan.rows()})`;
      }),
    ];
    return rows.map((row, i) => `${row} AS source_${i}`).join(' CROSS JOIN ');
  }
}

/** Bitmap of those for whom a segment's rules hold. */
export function rulesBitmap(segment: Segment, input: PreviewInput, parameters: Parameters): string {
  const sources = new PreviewSources(segment, input, parameters);
  const tree = compileCondition(segment.where, sources);
  return `(SELECT ${tree} FROM ${sources.from()})`;
}

/** What populations are taken from outside of a run. */
export function publishedBitmaps(input: PreviewInput, parameters: Parameters): PopulationSources {
  return {
    base: compileBase(input.includeAnonymous, input, parameters),
    segment: (id) => membersBitmap(id, input, parameters),
  };
}

/** Bitmap of a segment's members: the published ones, or computed from its own rules. */
function membersBitmap(id: string, input: PreviewInput, parameters: Parameters): string {
  const run = input.heads.get(id);
  if (run !== undefined) {
    const workspace = parameters.named('workspace', 'UInt32', input.workspace);
    return `(SELECT groupBitmapMergeState(members) FROM (${compileMembersAt(id, run, workspace, parameters)}))`;
  }
  const segment = input.definitions.get(id);
  if (segment?.kind !== 'segment') throw new Error(`There is no segment ${id}`);
  const rules = rulesBitmap(segment, input, parameters);
  if (!isRefined(segment)) return rules;
  const kept = compileKept(segment, rules, input.definitions, { evaluation: input, parameters });
  return `(SELECT groupBitmapState(profile) FROM (${kept}))`;
}

/** Bitmap of everyone who could be a member. */
export function compileBase(includeAnonymous: boolean, input: PreviewInput, parameters: Parameters): string {
  const { from, profile } = ownedRows(tables.identifiers, tables.identifiers, { evaluation: input, parameters });
  return `(
      SELECT groupBitmapState(${profile}) FROM ${from}
      WHERE ${namingIdentifiers(includeAnonymous, input, parameters)}
    )`;
}

/** UInt8: whether a profile (an expression over constants) could be a member. */
export function compileIsInBase(
  profile: string,
  includeAnonymous: boolean,
  input: PreviewInput,
  parameters: Parameters,
): string {
  if (!input.hasAliases) return `bitmapContains(${compileBase(includeAnonymous, input, parameters)}, ${profile})`;
  return `(
      SELECT count() > 0 FROM ${tables.identifiers}
      WHERE ${namingIdentifiers(includeAnonymous, input, parameters)}
        AND ${belongsTo(tables.identifiers, profile, { evaluation: input, parameters })}
    )`;
}

function namingIdentifiers(includeAnonymous: boolean, input: PreviewInput, parameters: Parameters): string {
  return `workspace = ${parameters.named('workspace', 'UInt32', input.workspace)}
        AND batch <= ${parameters.named('known', 'UInt64', input.known)}${includeAnonymous ? '' : ` AND kind != 'anonymousId'`}`;
}

/** `SELECT chunk, members`: a segment's state as of a run. */
export function compileMembersAt(segment: string, run: number, workspace: string, parameters: Parameters): string {
  return `SELECT chunk, members
        FROM ${tables.memberships}
        WHERE workspace = ${workspace} AND segment = ${parameters.add('segment', 'UUID', segment)} AND run <= ${parameters.add('run', 'UInt64', run)}
        ORDER BY chunk, run DESC
        LIMIT 1 BY chunk`;
}
