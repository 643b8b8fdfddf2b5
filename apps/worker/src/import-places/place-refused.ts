export type PlaceCode =
  'no-folder' | 'outside-folder' | 'not-there' | 'not-a-file' | 'endpoint-refused' | 'bucket-refused';

/** A place that nothing is imported from: what is wrong with it, and what to do. */
export class PlaceRefused extends Error {
  readonly code: PlaceCode;

  constructor(code: PlaceCode, message: string) {
    super(message);
    this.name = 'PlaceRefused';
    this.code = code;
  }
}
