import { tables } from '@cutline/clickhouse/tables';
import type { AggregateCondition, Definitions, Segment } from '@cutline/segment-definition';
import { compileCondition } from './compile-condition.ts';
import { compileDiffering, compileLeafBitmap, leafKey, leafOf, type Leaf } from './compile-leaf.ts';
import type { PopulationSources } from './compile-metric.ts';
import { compileScan, scanKey } from './compile-scan.ts';
import type { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';

/** What a preview takes from the last run: the run of each segment whose published members it refers to. */
export interface PreviewInput extends Evaluation {
  definitions: Definitions;
  /** Segment id → run to read its members at; one that is not here is computed from its own rules. */
  heads: ReadonlyMap<string, number>;
}

/** Leaves and published segments that a tree needs, with the columns they are given. */
export class PreviewSources {
  readonly base = 'base';
  readonly #leaves = new Map<string, { leaf: Leaf; column: string }>();
  readonly #published = new Map<string, string>();
  readonly #input: PreviewInput;
  readonly #parameters: Parameters;

  constructor(input: PreviewInput, parameters: Parameters) {
    this.#input = input;
    this.#parameters = parameters;
  }

  leaf(condition: AggregateCondition): string {
    const leaf = leafOf(condition, this.#input.definitions);
    const { column } = this.#leaves.get(leafKey(leaf)) ?? { column: `l${this.#leaves.size}` };
    this.#leaves.set(leafKey(leaf), { leaf, column });
    return compileLeafBitmap(leaf, column, this.base, this.#parameters);
  }

  segment({ segment: id }: { segment: string }): string {
    if (!this.#input.heads.has(id)) return compileCondition(segmentOf(id, this.#input.definitions).where, this);
    if (!this.#published.has(id)) this.#published.set(id, `s${this.#published.size}`);
    return this.#published.get(id)!;
  }

  /** What the columns come from: one row. To be asked when the trees are compiled. */
  from(): string {
    const bitmaps = publishedBitmaps(this.#input, this.#parameters);
    const groups = Map.groupBy(this.#leaves.values(), ({ leaf }) => scanKey(leaf.aggregate));
    const rows = [
      `(SELECT ${bitmaps.base} AS ${this.base})`,
      ...[...this.#published].map(([id, column]) => `(SELECT ${bitmaps.segment(id)} AS ${column})`),
      ...[...groups.values()].map((group) => {
        const scan = compileScan(
          group.map(({ leaf }) => leaf.aggregate),
          this.#input,
          this.#parameters,
        );
        const values = group.map((_, i) => `${scan.columns[i]!.value} AS v${i}`);
        const sets = group.map(
          ({ leaf, column }, i) => `${compileDiffering(leaf, `v${i}`, this.#parameters)} AS ${column}`,
        );
        return `(SELECT ${sets.join(', ')} FROM (${scan.select(values)}))`;
      }),
    ];
    return rows.map((row, i) => `${row} AS source_${i}`).join(' CROSS JOIN ');
  }
}

function segmentOf(id: string, definitions: Definitions): Segment {
  const segment = definitions.get(id);
  if (segment?.kind !== 'segment') throw new Error(`There is no segment ${id}`);
  return segment;
}

/** Bitmaps out of what is published: known profiles, and members at the segments' heads. */
export function publishedBitmaps(input: PreviewInput, parameters: Parameters): PopulationSources {
  const workspace = parameters.named('workspace', 'UInt32', input.workspace);
  return {
    base: `(
      SELECT groupBitmapState(profile) FROM ${tables.knownProfiles}
      WHERE workspace = ${workspace} AND batch <= ${parameters.named('known', 'UInt64', input.known)}
    )`,
    segment: (id) => {
      const run = input.heads.get(id);
      if (run !== undefined)
        return `(SELECT groupBitmapMergeState(members) FROM (${compileMembersAt(id, run, workspace, parameters)}))`;
      const sources = new PreviewSources(input, parameters);
      const tree = compileCondition(segmentOf(id, input.definitions).where, sources);
      return `(SELECT ${tree} FROM ${sources.from()})`;
    },
  };
}

/** `SELECT chunk, members`: a segment's state as of a run. */
export function compileMembersAt(segment: string, run: number, workspace: string, parameters: Parameters): string {
  return `SELECT chunk, members
        FROM ${tables.memberships}
        WHERE workspace = ${workspace} AND segment = ${parameters.add('segment', 'UUID', segment)} AND run <= ${parameters.add('run', 'UInt64', run)}
        ORDER BY chunk, run DESC
        LIMIT 1 BY chunk`;
}
