export type Bindings = Readonly<Record<string, string | number | null | string[] | number[]>>;

/** Sends statements and counts them. */
export interface Meter {
  command(query: string, bindings?: Bindings): Promise<void>;
  rows<Row>(query: string, bindings?: Bindings): Promise<Row[]>;
  readonly requests: number;
}

/** A meter over something that runs statements. */
export function countRequests(send: <Row>(query: string, bindings: Bindings, reads: boolean) => Promise<Row[]>): Meter {
  let requests = 0;
  return {
    get requests() {
      return requests;
    },
    async command(query, bindings = {}) {
      requests += 1;
      await send(query, bindings, false);
    },
    async rows<Row>(query: string, bindings: Bindings = {}) {
      requests += 1;
      return send<Row>(query, bindings, true);
    },
  };
}

/** Puts numbers for `$name` into a statement, so that an engine plans for just these. */
export function inlined(query: string, bindings: Bindings): string {
  return query.replaceAll(/\$(\w+)/g, (_, name: string) => {
    const value = bindings[name];
    if (typeof value !== 'number') throw new Error(`There is no number for $${name}`);
    return String(value);
  });
}
