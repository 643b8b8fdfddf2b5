/** What was written, short enough to stand in a message. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `“${cut(value)}”`;
  return cut(String(value));
}

/** A long text's beginning. */
export function cut(text: string, most = 60): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most).join('')}…`;
}

/** “`a`, `b` or `c`”. */
export function oneOf(values: readonly (string | number | boolean)[], joint = 'or'): string {
  const quoted = values.map((value) => `\`${value}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${joint} ${quoted.at(-1)}`;
}

/** “an aggregate”, “a metric”. */
export function aKind(kind: string): string {
  return `${/^[aeio]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** A number as people read it, with groups of three. */
export function grouped(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 8 }).format(value);
}
