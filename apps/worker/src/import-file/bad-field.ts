import type { RejectCode } from './reject-codes.ts';

/** Characters of a value that are shown at most. */
const shown = 60;

/** A field that spoils its row. */
export class BadField extends Error {
  readonly code: RejectCode;
  readonly column: string | null;
  readonly value: string | null;

  /** `value` is what stands there, where that is what is wrong; of a long one the beginning is kept. */
  constructor(code: RejectCode, message: string, column: string | null, value?: string) {
    super(message);
    this.code = code;
    this.column = column;
    this.value = value === undefined ? null : shortened(value);
  }
}

/** A value in a sentence. */
export function quoted(value: string): string {
  return `“${shortened(value)}”`;
}

function shortened(value: string): string {
  return value.length > shown ? `${value.slice(0, shown).toWellFormed()}…` : value;
}
