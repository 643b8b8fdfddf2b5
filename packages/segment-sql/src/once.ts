/**
 * `body` over values that are computed once each, under the names it knows them by. An expression that mentions its part twice would
 * double at every level; the values of a lambda do not.
 */
export function once(values: Readonly<Record<string, string>>, body: string): string {
  const arrays = Object.values(values).map((sql) => `[${sql}]`);
  return `arrayMap((${Object.keys(values).join(', ')}) -> ${body}, ${arrays.join(', ')})[1]`;
}
