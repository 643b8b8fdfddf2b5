/** What the engine or the front refused, with ClickHouse's own code and name. */
export class ClickHouseException extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.name = 'ClickHouseException';
    this.code = code;
  }
}

/** An exception in the words a server uses: `Code: 60. DB::Exception: … (UNKNOWN_TABLE)`. */
export function exception(code: number, name: string, message: string): ClickHouseException {
  return new ClickHouseException(code, `Code: ${code}. DB::Exception: ${message}. (${name})`);
}

/** Makes an exception of whatever chDB or Node threw; the code is read from the message, 1002 when there is none. */
export function asException(error: unknown): ClickHouseException {
  if (error instanceof ClickHouseException) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = /Code: (\d+)\. DB::Exception/.exec(message)?.[1];
  if (code !== undefined) return new ClickHouseException(Number(code), message);
  return exception(1002, 'UNKNOWN_EXCEPTION', message);
}

/** Codes by status, as a server sorts them. */
const codesByStatus: readonly (readonly [status: number, codes: readonly number[]])[] = [
  [400, [6, 8, 15, 25, 26, 27, 36, 37, 38, 41, 44, 53, 62, 72, 117, 123, 167, 168, 223, 321, 376, 427, 441, 675, 676]],
  [401, [194]],
  [403, [192, 193, 497, 512, 516]],
  [404, [46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 152, 336, 511]],
  [408, [159]],
  [411, [381]],
  [413, [229]],
  [415, [779]],
  [501, [48]],
  [503, [76, 209, 439]],
];

/** The HTTP status a server answers with for an exception's code. */
export function statusOf(code: number): number {
  return codesByStatus.find(([, codes]) => codes.includes(code))?.[0] ?? 500;
}
