import { toJson } from './cell-of.ts';
import { valueAt } from './field-path.ts';
import {
  chunkLimits,
  rowLimit,
  type Cell,
  type FileChunk,
  type FilePosition,
  type FileReader,
  type FileRow,
} from './file-rows.ts';
import { notText, parquetColumns, type ParquetColumn } from './parquet-columns.ts';
import { openParquetFile, orBroken, readColumns, type ColumnValues, type ParquetFile } from './parquet-file.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Up to so many rows are read by themselves; for more, the whole row group is read and kept. */
const fewRows = 1_000;

/**
 * A Parquet file. Rows are known by their ordinal, 1-based; a chunk ends with its row group at the latest. Without `columns`, all are read. Holds
 * the columns of a row group in memory.
 */
export async function openParquet(path: string, columns: string[] | undefined, mark: '.' | ','): Promise<FileReader> {
  const file = await openParquetFile(path);
  const all = await orBroken('Its schema cannot be read', () => parquetColumns(file.metadata));
  if (file.rows === 0 || all.length === 0) throw new UnreadableFile('empty-file', 'The file has no rows.');
  const read = columns ? columns.map((name) => all.find((each) => each.name === name)) : all;
  const missing = columns?.find((_, index) => !read[index]);
  if (missing !== undefined)
    throw new UnreadableFile(
      'unknown-column',
      `The file has no column “${missing}”. It has: ${all.map(({ name }) => name).join(', ')}.`,
    );
  const known = read.filter((each) => each !== undefined);
  let kept: { group: number; values: Promise<ColumnValues> } | undefined;
  const chunk = (values: ColumnValues, range: Range): Promise<FileChunk> =>
    orBroken('Its values are not of the type that they should be', () => chunkOf(file, known, values, mark, range));
  const tops = [...new Set(known.map(({ top }) => top))];
  return {
    format: 'parquet',
    columns: known.map(({ name }) => name),
    firstRow: { byte: 0, line: 1 },
    async read(from, limits = chunkLimits) {
      const first = from.line - 1;
      if (first >= file.rows) return { rows: [], next: { byte: file.bytes, line: from.line }, done: true };
      const group = file.starts.findLastIndex((start) => start <= first);
      const [groupStart, groupEnd] = [file.starts[group]!, file.starts[group + 1]!];
      const end = Math.min(groupEnd, first + limits.rows);
      if (limits.rows <= fewRows) {
        const values = await readColumns(file, tops, first, end);
        return chunk(values, { first, end, offset: first });
      }
      if (kept?.group !== group) kept = { group, values: readColumns(file, tops, groupStart, groupEnd) };
      const values = await kept.values;
      return { ...(await chunk(values, { first, end, offset: groupStart })), goOn: end < groupEnd };
    },
  };
}

interface Range {
  first: number;
  end: number;
  /** The row that the values begin with. */
  offset: number;
}

function chunkOf(
  file: ParquetFile,
  columns: ParquetColumn[],
  values: ColumnValues,
  mark: '.' | ',',
  { first, end, offset }: Range,
): FileChunk {
  const sources = columns.map((column) => ({ ...column, data: values.get(column.top)! }));
  const rows: FileRow[] = [];
  for (let row = first; row < end; row += 1) {
    const fields: Cell[] = [];
    let spoilt: FileRow | undefined;
    for (const { name, within, data, toCell } of sources) {
      const top: unknown = data[row - offset];
      const value = within === null ? top : valueAt(top, within);
      const cell = value === notText ? '' : toCell(value, mark);
      if (value === notText || typeof cell === 'string') spoilt ??= spoiltBy(row + 1, name, value, cell as string);
      fields.push(cell);
    }
    const raw = (): string => rawText(sources, fields);
    rows.push(spoilt ? { ...spoilt, raw } : { line: row + 1, fields, raw });
  }
  const done = end >= file.rows;
  const next: FilePosition = { byte: done ? file.bytes : Math.floor((file.bytes * end) / file.rows), line: end + 1 };
  return { rows, next, done };
}

function spoiltBy(line: number, name: string, value: unknown, cell: string): FileRow | undefined {
  const raw = (): string => '';
  if (value === notText)
    return { line, raw, broken: { code: 'wrong-encoding', message: `“${name}” has bytes that are not utf-8.` } };
  if (cell.length > rowLimit)
    return { line, raw, broken: { code: 'record-too-large', message: `“${name}” is larger than 1 MiB.` } };
  if (cell.includes('\0'))
    return { line, raw, broken: { code: 'nul-character', message: `“${name}” has a NUL character in it.` } };
  return undefined;
}

function rawText(columns: { name: string }[], fields: Cell[]): string {
  const short = fields.map((cell) => (typeof cell === 'string' ? cell.slice(0, 2_000) : cell));
  const object = Object.fromEntries(columns.map(({ name }, index) => [name, short[index]]));
  return toJson(object).slice(0, 2_000).toWellFormed().replaceAll('\0', '\ufffd');
}
