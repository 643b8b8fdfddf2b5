/** What a file holds, and where in it things stand. */
export interface Source {
  file: string;
  content: unknown;
  /** The line, from 1, of what a JSON pointer names, or of the nearest thing around it; undefined in TypeScript. */
  lineOf(path: string): number | undefined;
}

/** A file that cannot be read as what it should be. */
export class Unreadable extends Error {
  override name = 'Unreadable';
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}
