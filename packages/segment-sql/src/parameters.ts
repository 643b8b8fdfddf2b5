import type { ParameterValue, Statement } from './statement.ts';

/** Collects the parameters of a statement while its SQL is written; the same value is bound once. */
export class Parameters {
  readonly #params: Record<string, ParameterValue> = {};
  readonly #thresholds: Record<string, string> = {};
  readonly #names = new Map<string, string>();
  /** How many names a prefix has. */
  readonly #counts = new Map<string, number>();

  /** Placeholder of a named parameter, e.g. `{known:UInt64}`; where the name stands for another value already, of one like it. */
  named(name: string, type: string, value: ParameterValue): string {
    if (name in this.#params && JSON.stringify(this.#params[name]) !== JSON.stringify(value))
      return this.add(name, type, value);
    this.#params[name] = value;
    return `{${name}:${type}}`;
  }

  /** Placeholder of a parameter with a name of its own. */
  add(prefix: string, type: string, value: ParameterValue): string {
    return this.named(this.#nameFor(prefix, JSON.stringify([type, value])), type, value);
  }

  /** Placeholder of a metric's value, bound later. */
  threshold(metric: string): string {
    const name = this.#nameFor('metric', metric);
    this.#thresholds[name] = metric;
    return `{${name}:Nullable(Decimal(38, 8))}`;
  }

  /**
   * An instant in UTC milliseconds as a constant the primary key can be compared with. Events begin in 1970, and so do the
   * key's dates: an earlier instant, which would wrap there, becomes that beginning.
   */
  instant(milliseconds: number): string {
    return `fromUnixTimestamp64Milli(${this.add('t', 'Int64', Math.max(0, milliseconds))}, 'UTC')`;
  }

  statement(sql: string): Statement {
    return { sql, params: { ...this.#params }, thresholds: { ...this.#thresholds } };
  }

  #nameFor(prefix: string, value: string): string {
    const key = `${prefix} ${value}`;
    const known = this.#names.get(key);
    if (known) return known;
    const count = this.#counts.get(prefix) ?? 0;
    this.#counts.set(prefix, count + 1);
    const name = `${prefix}_${count}`;
    this.#names.set(key, name);
    return name;
  }
}
