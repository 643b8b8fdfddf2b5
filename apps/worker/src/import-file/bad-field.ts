/** A field that spoils its row. */
export class BadField extends Error {
  readonly code: string;
  readonly column: string | null;

  constructor(code: string, message: string, column: string | null) {
    super(message);
    this.code = code;
    this.column = column;
  }
}
