import { Decimal } from 'decimal.js';

/** A value of a profile, an event or a product line. Numbers have at most eight decimal places; instants are UTC milliseconds. */
export type Value = Decimal | string | boolean | { instant: number } | string[];

/** Decimals with so many digits that sums and products of what is stored are exact. */
const Exact = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -9e15, toExpPos: 9e15 });

/** A decimal to calculate with; a number is taken by the shortest decimal that stands for it. There is no negative zero. */
export function exact(value: Decimal.Value): Decimal {
  return new Exact(value).plus(0);
}

/** Places beyond the eighth are cut, not rounded. */
export function cutAtEight(value: Decimal): Decimal {
  return exact(exact(value).toDecimalPlaces(8, Decimal.ROUND_DOWN));
}

/** To so many places, halves to the even neighbour. */
export function roundHalfEven(value: Decimal, places: number): Decimal {
  return exact(exact(value).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN));
}

export function sumOf(values: Decimal[]): Decimal {
  return values.reduce((sum, each) => sum.plus(each), exact(0));
}

export function isDecimal(value: Value | null): value is Decimal {
  return Decimal.isDecimal(value);
}

export function isInstant(value: Value | null): value is { instant: number } {
  return typeof value === 'object' && value !== null && 'instant' in value;
}

/** Equal texts for equal values, of whatever type. */
export function keyOf(value: Value): string {
  if (isDecimal(value)) return `decimal ${exact(value).toFixed()}`;
  if (isInstant(value)) return `instant ${value.instant}`;
  return JSON.stringify(value);
}

/** Negative where `one` is less: numbers and instants by size, text in byte order, false before true. Both are of one type. */
export function orderOf(one: Value, other: Value): number {
  if (isDecimal(one) && isDecimal(other)) return one.comparedTo(other);
  if (isInstant(one) && isInstant(other)) return one.instant - other.instant;
  if (typeof one === 'string' && typeof other === 'string') return byteOrder(one, other);
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  throw new Error('Values of different types, and lists, have no order.');
}

/** Negative where the UTF-8 bytes of `one` come first. They stand in the order of code points; JavaScript's own order is another. */
export function byteOrder(one: string, other: string): number {
  const left = codePoints(one);
  const right = codePoints(other);
  for (const [index, point] of left.entries()) {
    const difference = point - (right[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
