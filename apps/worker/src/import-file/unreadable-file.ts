export type UnreadableCode =
  | 'empty-file'
  | 'not-text'
  | 'not-json-lines'
  | 'not-parquet'
  | 'broken-parquet'
  | 'row-group-too-large'
  | 'no-header'
  | 'unknown-column'
  | 'wrong-encoding'
  | 'file-missing'
  | 'file-changed'
  | 'place-refused';

/** A file of which nothing can be imported: what is wrong with it as a whole, and what to do. */
export class UnreadableFile extends Error {
  readonly code: UnreadableCode;

  constructor(code: UnreadableCode, message: string) {
    super(message);
    this.name = 'UnreadableFile';
    this.code = code;
  }
}
