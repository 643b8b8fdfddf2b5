/**
 * An array as an SQL expression, for lists too long for a parameter (which travels in the URL): its JSON in base64, whose alphabet
 * needs no escaping. Give `inlineSettings` with the query.
 */
export function inlineArray(values: readonly unknown[], type: string): string {
  const json = Buffer.from(JSON.stringify(values)).toString('base64');
  return `JSONExtract(base64Decode('${json}'), 'Array(${type})')`;
}

/** Allows a query's text to be as long as an inlined batch. */
export const inlineSettings = { max_query_size: String(256 * 1024 * 1024) };
