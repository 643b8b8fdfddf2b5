const places = 8;

/**
 * How far a number is from the line: the value less the line; between two lines there is none, and outside of them the nearer one counts.
 * Numbers are decimals as text, with at most eight places. Null where there is no line, or no value.
 */
export function distanceOf(value: string | null, lines: (string | null)[]): string | null {
  if (value === null || lines.length === 0 || lines.some((line) => line === null)) return null;
  const [from, to = from] = lines.map((line) => units(line!));
  const at = units(value);
  if (lines.length === 1) return textOf(at - from!);
  if (at < from!) return textOf(at - from!);
  return at > to! ? textOf(at - to!) : null;
}

/** A decimal in units of its eighth place. */
function units(decimal: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === undefined) throw new Error(`No decimal: ${decimal}`);
  const size = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
  return sign === '-' ? -size : size;
}

function textOf(size: bigint): string {
  const digits = String(size < 0n ? -size : size).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return `${size < 0n ? '-' : ''}${digits.slice(0, -places)}${fraction && `.${fraction}`}`;
}
