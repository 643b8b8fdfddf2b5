import type { ClickHouseClient } from '@clickhouse/client';
import { referencesOf, type DefinitionId, type Definitions } from '@cutline/segment-definition';
import { drifts, isRefined, type Cut, type Earlier, type PlanInput, type Recorded } from '../src/index.ts';
import { runLive } from './run-live.ts';
import { runPlan, type PlanResult } from './run-plan.ts';

/** A live run: which of its segments must be what they mean, given what metrics are at its clock. */
export interface LiveResult {
  comparable(metrics: ReadonlyMap<DefinitionId, string | null>): DefinitionId[];
}

/** Runs that build upon one another, as the worker's do: each computes what is due since the one before. */
export class BuiltUpon {
  readonly #client: ClickHouseClient;
  readonly #documents: Definitions;
  readonly #few: number | undefined;
  #earlier: Earlier | null = null;
  #values: Record<string, string | null> = {};
  #lines: ReadonlyMap<DefinitionId, Cut> = new Map();

  constructor(client: ClickHouseClient, definitions: PlanInput['definitions'], few?: number) {
    this.#client = client;
    this.#few = few;
    this.#documents = new Map([...definitions].map(([id, { document }]) => [id, document] as const));
  }

  /** The batch up to which the last run read; 0 before the first. */
  get known(): number {
    return this.#earlier?.known ?? 0;
  }

  /** Brings members up to an evaluation against what metrics were before; null before the first run. */
  async live(input: PlanInput): Promise<LiveResult | null> {
    if (!this.#earlier) return null;
    const earlier = this.#earlier;
    const recorded = this.#recorded(input, earlier);
    const values = new Map(Object.entries(this.#values));
    const few = this.#few ?? (input.run % 4 === 0 ? 0 : 1_000);
    await runLive(this.#client, { ...input, earlier, lines: this.#lines }, { values, few });
    this.#earlier = { ...earlier, published: input.run };
    return {
      comparable: (metrics) =>
        [...this.#documents].flatMap(([id, { kind }]) =>
          kind === 'segment' && this.#isComparable(id, recorded, metrics) ? [id] : [],
        ),
    };
  }

  /** Brings everything up to an evaluation; null before the first run. */
  async due(input: PlanInput): Promise<PlanResult | null> {
    if (!this.#earlier) return null;
    const recorded = this.#recorded(input, this.#earlier);
    return runPlan(this.#client, { ...input, scope: 'due', earlier: this.#earlier }, { publish: true, recorded });
  }

  done({ asOf, known, run }: PlanInput, { metrics, boundaries }: PlanResult): void {
    this.#earlier = { asOf, known, published: run };
    this.#values = Object.fromEntries([...metrics].map(([id, { value }]) => [id, value]));
    this.#lines = new Map(
      [...boundaries].map(([id, row]) => [
        id,
        { line: row?.line ?? null, above: Number(row?.above ?? 0), kept: Number(row?.kept ?? 0) },
      ]),
    );
  }

  #recorded(input: PlanInput, earlier: Earlier): Recorded {
    const ids = [...this.#documents].flatMap(([id, { kind }]) => (kind === 'segment' ? [id] : []));
    const kept = ids.filter((id) => !drifts(id, this.#documents, input, earlier));
    return new Map(kept.map((id) => [id, this.#values]));
  }

  /** Those that do not rank, do not change by time alone, and are compared with metrics that are what they were: themselves, and what they refer to. */
  #isComparable(id: DefinitionId, recorded: Recorded, metrics: ReadonlyMap<DefinitionId, string | null>): boolean {
    const document = this.#documents.get(id)!;
    if (document.kind === 'metric') return metrics.get(id) === this.#values[id];
    if (document.kind !== 'segment') return true;
    const references = referencesOf(document).filter(({ kind }) => kind === 'segment' || kind === 'metric');
    return (
      recorded.has(id) &&
      !isRefined(document) &&
      references.every((each) => this.#isComparable(each.id, recorded, metrics))
    );
  }
}
