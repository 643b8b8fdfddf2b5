import type { Notes } from './message-problem.ts';

/** Beyond it a number of JSON has lost digits on its way, and is an id more often than an amount. */
const greatest = 1e15;

/** A number as it can be stored and compared; a greater one than ±10¹⁵ as text. */
export function storedNumber(value: number, pointer: string, notes: Notes): number | string {
  if (Math.abs(value) <= greatest) return value;
  notes.add('number-as-text', pointer, 'It is beyond ±10¹⁵, and is kept as text. Send ids as text.');
  return String(value);
}
