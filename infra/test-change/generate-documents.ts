import {
  definition,
  validateDefinition,
  type Definition,
  type DefinitionId,
  type Definitions,
} from '@cutline/segment-definition';
import type { ComparisonSurroundings } from '@cutline/segment-sql/test/generate-comparisons';
import { documentOf } from '@cutline/segment-sql/test/generate-workspace';
import type { Random } from '@cutline/test-kill/random';
import fc from 'fast-check';

type Kind = Definition['kind'];

/** In the order in which they are made: each may refer to those before it. */
const kinds: Kind[] = [
  ...(['aggregate', 'aggregate', 'aggregate', 'expression', 'metric', 'metric', 'segment', 'segment'] as const),
  ...(['metric', 'segment', 'segment', 'aggregate', 'expression', 'segment', 'metric', 'segment'] as const),
];

export const idOf = (ordinal: number): DefinitionId => `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`;

/** Makes definitions and new versions of them, valid with all that others refer to. */
export class DocumentSource {
  readonly #published = new Map<DefinitionId, Definition>();
  readonly #surroundings: ComparisonSurroundings;
  readonly #random: Random;
  #made = 0;

  constructor(surroundings: ComparisonSurroundings, random: Random) {
    this.#surroundings = surroundings;
    this.#random = random;
  }

  /** How buyers are told from heavy ones: what people have Cutline for. Then some of every kind. */
  first(howMany: number): Record<DefinitionId, Definition> {
    const made: Record<DefinitionId, Definition> = {};
    for (const make of chain) Object.assign(made, this.#publish(idOf((this.#made += 1)), make(this.#random)));
    return { ...made, ...this.more(howMany) };
  }

  more(howMany: number): Record<DefinitionId, Definition> {
    const made: Record<DefinitionId, Definition> = {};
    for (let count = 0; count < howMany; count += 1) {
      const ordinal = this.#made + 1;
      const kind = kinds[ordinal % kinds.length]!;
      const document = this.#tryToMake(idOf(ordinal), kind, `${kind} ${ordinal}`);
      if (!document) continue;
      this.#made = ordinal;
      Object.assign(made, document);
    }
    return made;
  }

  /** A new version of a definition; of none where nothing that was tried is valid with what refers to it. */
  edit(): Record<DefinitionId, Definition> {
    const [id, { kind, name }] = this.#random.pick([...this.#published]);
    return this.#tryToMake(id, kind, name) ?? {};
  }

  #tryToMake(id: DefinitionId, kind: Kind, name: string): Record<DefinitionId, Definition> | undefined {
    const before = new Map([...this.#published].filter(([other]) => other < id));
    for (let tries = 0; tries < 6; tries += 1) {
      const arbitrary = documentOf(kind, this.#surroundings, before, name);
      const [document] = fc.sample(arbitrary, { seed: this.#random.below(2 ** 31), numRuns: 1 });
      // Through JSON, as documents come: without fields that hold nothing.
      const parsed = definition.parse(JSON.parse(JSON.stringify(document)));
      if (this.#fits(id, parsed)) return this.#publish(id, parsed);
    }
    return undefined;
  }

  #fits(id: DefinitionId, document: Definition): boolean {
    const definitions: Definitions = new Map([...this.#published, [id, document]]);
    const { currency } = this.#surroundings;
    return [...definitions].every(([each, its]) => validateDefinition(its, { definitions, currency }, each).valid);
  }

  #publish(id: DefinitionId, document: Definition): Record<DefinitionId, Definition> {
    this.#published.set(id, document);
    return { [id]: document };
  }
}

const chain: ((random: Random) => Definition)[] = [
  (random) => ({
    formatVersion: 2,
    kind: 'aggregate',
    name: 'Purchases',
    actions: ['transaction.charge'],
    aggregator: { type: 'count' },
    window: { type: 'last', count: random.pick([2, 7, 30]), unit: 'day' },
  }),
  (random) => ({
    formatVersion: 2,
    kind: 'metric',
    name: 'Line',
    measure: {
      type: 'values',
      of: { type: 'aggregate', aggregate: idOf(1) },
      population: { type: random.pick(['active', 'all']) },
      statistic: { type: 'quantile', level: random.pick([0.3, 0.5, 0.7]), method: 'linear' },
    },
  }),
  () => ({
    formatVersion: 2,
    kind: 'segment',
    name: 'Heavy buyers',
    where: {
      type: 'aggregate',
      aggregate: idOf(1),
      comparison: { type: 'moreThan', operand: { type: 'metric', metric: idOf(2) } },
    },
  }),
  () => ({
    formatVersion: 2,
    kind: 'segment',
    name: 'Others who came',
    where: {
      type: 'all',
      of: [
        { type: 'segment', segment: idOf(3), is: false },
        { type: 'event', actions: ['page.visit'], window: { type: 'last', count: 7, unit: 'day' } },
      ],
    },
  }),
];
