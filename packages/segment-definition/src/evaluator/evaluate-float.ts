import { type Decimal } from 'decimal.js';
import { exact } from './evaluate-value.ts';

/** Null instead of infinity and NaN. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** NaN where the divisor is 0. */
export function divide(left: number, right: number): number {
  return right === 0 ? NaN : left / right;
}

/** To the nearest whole number, halves away from zero. (Adding a half and taking the floor errs just below a half.) */
export function roundHalfAway(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}

/** The natural logarithm with eight places; NaN of 0 and less. */
export function ln(value: number): number {
  return value > 0 ? roundHalfToEven(Math.log(value) * 1e8) / 1e8 : NaN;
}

/** A float64 as a decimal with eight places: times 10⁸ in float64, then the nearest whole number. Null from 10²² on. */
export function toEightPlaces(value: number): Decimal | null {
  if (Math.abs(value) >= 1e22) return null;
  const hundredMillionths = BigInt(roundHalfToEven(value * 1e8));
  return exact(hundredMillionths.toString()).dividedBy(1e8);
}

function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const fraction = value - below;
  if (fraction !== 0.5) return fraction < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}
