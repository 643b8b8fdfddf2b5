/** An identifier as people are named by it: `email:ada@example.com` stands for kind and value. */
export interface NamedIdentifier {
  kind: string;
  /** Normalised. */
  value: string;
}

/**
 * A regular expression (PostgreSQL's, for `~*`) that finds any of these identifiers standing by itself in a text: `ann@example.com` is not in
 * `joann@example.com`, nor in `ann@example.com.au`. Telephone numbers are found however they are spaced, addresses in a URL too. Null for none.
 */
export function mentionPattern(identifiers: readonly NamedIdentifier[]): string | null {
  const spellings = identifiers.flatMap(({ kind, value }) => {
    if (kind === 'phone') return [[...value].map(escaped).join('[[:space:].()-]*')];
    const inJson = JSON.stringify(value).slice(1, -1);
    return [...new Set([value, inJson, encodeURIComponent(value)])].map(escaped);
  });
  if (spellings.length === 0) return null;
  return `(?<![[:alnum:]_.+@-])(?:${spellings.join('|')})(?![[:alnum:]_-]|[.@][[:alnum:]])`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
