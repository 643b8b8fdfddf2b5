/** Something wrong in a file: where, and what. */
export interface Fault {
  /** As it was found, relative to where the command was run. */
  file: string;
  /** From 1; undefined where only the file is known. */
  line?: number | undefined;
  /** A JSON pointer into the document; empty for the whole of it. */
  path: string;
  message: string;
}

/** `segments/heavy.json:12 /where/of/0: There is no …`. */
export function faultLine({ file, line, path, message }: Fault): string {
  return `${file}${line === undefined ? '' : `:${line}`}${path === '' ? '' : ` ${path}`}: ${message}`;
}

/** How many faults there are, in words. */
export function faultCount(count: number): string {
  return count === 1 ? '1 fault' : `${count} faults`;
}
