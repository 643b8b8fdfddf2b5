import type { ValueType } from '@cutline/segment-definition';
import type { CatalogueParameter } from './catalogue.schemas.ts';

const mostExamples = 5;
const longestExample = 100;
/** Different values of a name that are counted for its examples. */
const mostCounted = 200;

const instant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z)?$/;

/** The type that a value of JSON is read as at best; undefined for null, and for objects, whose members have names of their own. */
export function typeOfValue(value: unknown): ValueType | undefined {
  switch (typeof value) {
    case 'string':
      return instant.test(value) && !Number.isNaN(Date.parse(value)) ? 'datetime' : 'string';
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number';
    case 'boolean':
      return 'boolean';
    default:
      return Array.isArray(value) ? 'list' : undefined;
  }
}

/** Names and values of an event's parameters; a name steps into nested objects with dots. */
export function* namedValues(parameters: Record<string, unknown>, prefix = ''): Generator<[string, unknown]> {
  for (const [key, value] of Object.entries(parameters)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      yield* namedValues(value as Record<string, unknown>, `${prefix}${key}.`);
    else yield [`${prefix}${key}`, value];
  }
}

/** Counts what comes under one name. */
export class ValueTally {
  readonly #types = new Map<ValueType, number>();
  readonly #values = new Map<string, number>();
  #carriers = 0;
  #first: string | null = null;
  #last: string | null = null;

  /** One event, and the values that it has under the name; those without any are not to be counted. */
  add(time: string, values: [ValueType, string][]): void {
    this.#carriers += 1;
    if (this.#first === null || time < this.#first) this.#first = time;
    if (this.#last === null || time > this.#last) this.#last = time;
    for (const [type, text] of values) {
      this.#types.set(type, (this.#types.get(type) ?? 0) + 1);
      const shown = text.slice(0, longestExample);
      if (this.#values.has(shown) || this.#values.size < mostCounted)
        this.#values.set(shown, (this.#values.get(shown) ?? 0) + 1);
    }
  }

  /** `events` is how many were looked into. */
  describe(name: string, events: number): CatalogueParameter {
    const types = typeShares(this.#types);
    return {
      name,
      type: types[0]!.type,
      types,
      share: this.#carriers / events,
      examples: byFrequency(this.#values)
        .slice(0, mostExamples)
        .map(([text]) => text),
      firstSeen: this.#first,
      lastSeen: this.#last,
    };
  }
}

/** Types with their shares, the most frequent first. Whole numbers among others are numbers. */
export function typeShares(counts: ReadonlyMap<ValueType, number>): { type: ValueType; share: number }[] {
  const merged = new Map(counts);
  const fractions = merged.get('number') ?? 0;
  if (fractions > 0) {
    merged.set('number', fractions + (merged.get('integer') ?? 0));
    merged.delete('integer');
  }
  const all = [...merged.values()].reduce((sum, each) => sum + each, 0);
  return byFrequency(merged)
    .filter(([, times]) => times > 0)
    .map(([type, times]) => ({ type, share: times / all }));
}

function byFrequency<K extends string>(counts: ReadonlyMap<K, number>): [K, number][] {
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}
