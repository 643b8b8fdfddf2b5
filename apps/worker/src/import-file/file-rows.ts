import type { ImportFormat } from './mapping.ts';

/** A place between two rows. */
export interface FilePosition {
  /** Bytes in front of it; of a Parquet file, whose columns lie apart, the share of its rows. */
  byte: number;
  /** 1-based: a line of the file (a header is line 1), or a row of a Parquet file. */
  line: number;
}

/** What stands in a column: text, '' for nothing, or a list as the file has it. */
export type Cell = string | readonly unknown[];

/** Why a row cannot be read at all. */
export type BrokenRowCode =
  | 'unterminated-quote'
  | 'text-after-quote'
  | 'record-too-large'
  | 'wrong-encoding'
  | 'nul-character'
  | 'bad-json'
  | 'not-an-object'
  | 'too-deep';

/** A row of the file, its cells in the order of the columns, or a line that is none. `raw` gives it as it stands there, at most 2,000 characters. */
export type FileRow = { line: number; raw: () => string } & (
  { fields: Cell[] } | { broken: { code: BrokenRowCode; message: string } }
);

export interface FileChunk {
  rows: FileRow[];
  /** Where the next chunk begins. */
  next: FilePosition;
  /** Nothing follows. */
  done: boolean;
  /** What was read for it serves the next chunk as well: better go on than begin anew. */
  goOn?: boolean;
}

/** Rows and bytes after which a chunk ends; with the same limits the same file is always cut at the same places. */
export interface ChunkLimits {
  rows: number;
  bytes: number;
}

export const chunkLimits: ChunkLimits = { rows: 20_000, bytes: 32 * 1024 * 1024 };

/** Bytes that a row has at most, and a single value of a Parquet file. */
export const rowLimit = 1024 * 1024;

/** A file of any format, ready to be read from any place on. */
export interface FileReader {
  format: ImportFormat;
  columns: string[];
  /** Where the rows begin. */
  firstRow: FilePosition;
  /** Reads the rows from a position on, at most a chunk of them. Rows that cannot be read say why. */
  read(from: FilePosition, limits?: ChunkLimits): Promise<FileChunk>;
}
