import { once } from './once.ts';

/**
 * Decimal(38, 8): a fraction of two whole numbers (any integer type, the denominator positive), rounded half to even at `places` (8 or 4).
 * Integers of 256 bits: nothing is lost on the way, as it would be in floats or in a decimal's own division.
 */
export function roundedFraction(numerator: string, denominator: string, places: 4 | 8): string {
  const quotient = 'intDiv(a, b)';
  const rest = 'abs(a % b) * 2';
  const up = `${rest} > b OR (${rest} = b AND ${quotient} % 2 != 0)`;
  const whole = once(
    { a: `toInt256(${numerator}) * ${10 ** places}`, b: `toInt256(${denominator})` },
    `${quotient} + if(${up}, if(a < 0, -1, 1), 0)`,
  );
  return decimalOfRaw(places === 8 ? whole : `${whole} * 10000`);
}

/**
 * Decimal(38, 8): `sum` (Decimal(38, 8), not Nullable) ÷ `count` (an integer), rounded half to even at `places`. A count of 0 does not fail,
 * but its result means nothing.
 */
export function averageSql(sum: string, count: string, places: 4 | 8): string {
  return roundedFraction(rawOfDecimal(sum), `toInt256(greatest(${count}, 1)) * 100000000`, places);
}

/** Decimal(38, 8) of a whole number of its smallest unit. */
export function decimalOfRaw(raw: string): string {
  return `reinterpret(toInt128(${raw}), 'Decimal(38, 8)')`;
}

/** Int128: a Decimal(38, 8) in its smallest unit. */
export function rawOfDecimal(decimal: string): string {
  return `reinterpret(${decimal}, 'Int128')`;
}
