/**
 * chDB hands a streamed result out in blocks, each written as if it were a whole document. These formats
 * can be joined block by block; a number says how many lines of heading each block repeats.
 */
const headingLines: Readonly<Record<string, number>> = {
  JSONEachRow: 0,
  JSONLines: 0,
  NDJSON: 0,
  JSONStringsEachRow: 0,
  JSONCompactEachRow: 0,
  JSONCompactStringsEachRow: 0,
  CSV: 0,
  TabSeparated: 0,
  TSV: 0,
  TabSeparatedRaw: 0,
  TSVRaw: 0,
  TSKV: 0,
  LineAsString: 0,
  RawBLOB: 0,
  RowBinary: 0,
  Native: 0,
  CSVWithNames: 1,
  CSVWithNamesAndTypes: 2,
  TabSeparatedWithNames: 1,
  TSVWithNames: 1,
  TabSeparatedWithNamesAndTypes: 2,
  TSVWithNamesAndTypes: 2,
  JSONCompactEachRowWithNames: 1,
  JSONCompactEachRowWithNamesAndTypes: 2,
  JSONCompactStringsEachRowWithNames: 1,
  JSONCompactStringsEachRowWithNamesAndTypes: 2,
};

/** Whether blocks of this format can be sent as they come. */
export function streams(format: string): boolean {
  return Object.hasOwn(headingLines, format);
}

/** A function that takes each block and gives what is to be sent: the heading of the first one only. */
export function headingOnce(format: string): (block: Uint8Array) => Uint8Array {
  const lines = headingLines[format] ?? 0;
  let heading: number | undefined;
  return (block) => {
    if (lines === 0) return block;
    if (heading !== undefined) return block.subarray(heading);
    heading = headingLength(block, lines, format.startsWith('CSV'));
    return block;
  };
}

/** Bytes of the first lines; a line break inside a quoted CSV name does not end a line. */
function headingLength(block: Uint8Array, lines: number, quoted: boolean): number {
  let inside = false;
  let seen = 0;
  for (let at = 0; at < block.length; at += 1) {
    if (quoted && block[at] === 0x22) inside = !inside;
    if (block[at] === 0x0a && !inside && ++seen === lines) return at + 1;
  }
  return block.length;
}

/** The Content-Type a server gives a format. */
export function contentType(format: string): string {
  if (
    /^(JSON|JSONStrings|JSONCompact|JSONCompactStrings|JSONColumns|JSONObjectEachRow)/.test(format) ||
    format === 'NDJSON'
  )
    return format.includes('EachRow') || format === 'NDJSON'
      ? 'application/x-ndjson; charset=UTF-8'
      : 'application/json; charset=UTF-8';
  if (format.startsWith('CSV'))
    return `text/csv; charset=UTF-8; header=${format.includes('Names') ? 'present' : 'absent'}`;
  if (/^(TSV|TabSeparated|TSKV)/.test(format)) return 'text/tab-separated-values; charset=UTF-8';
  if (/^(RowBinary|Native|Parquet|Arrow|ORC|Avro|RawBLOB|MsgPack|Npy)/.test(format)) return 'application/octet-stream';
  return 'text/plain; charset=UTF-8';
}
