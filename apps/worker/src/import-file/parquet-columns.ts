import type { FileMetaData, SchemaElement, SchemaTree } from 'hyparquet/src/types.js';
import { parquetSchema } from 'hyparquet';
import { cellOf } from './cell-of.ts';
import type { Cell } from './file-rows.ts';

/** A column of a Parquet file: a value, or a list with all that is in it. */
export interface ParquetColumn {
  /** Its path, dotted. */
  name: string;
  /** The field of the row that it is, or is within. */
  top: string;
  /** The path within `top`; null where it is `top` itself. */
  within: string | null;
  toCell: (value: unknown, mark: '.' | ',') => Cell;
}

/** What stands in the place of a text that is not UTF-8. */
export const notText: unique symbol = Symbol('not text');

/**
 * The columns of a file in their order. Prepares `metadata` so that decimals outside of lists come as they are stored: the library would make
 * doubles of them, which cannot hold 18 digits.
 */
export function parquetColumns(metadata: FileMetaData): ParquetColumn[] {
  const columns: ParquetColumn[] = [];
  const visit = (node: SchemaTree): void => {
    const { element, children, path } = node;
    if (children.length > 0 && !isList(element)) return children.forEach(visit);
    columns.push({
      name: path.join('.'),
      top: path[0]!,
      within: path.length > 1 ? path.slice(1).join('.') : null,
      toCell: isList(element) ? cellOf : leafReader(element),
    });
  };
  parquetSchema(metadata).children.forEach(visit);
  return columns;
}

function isList({ converted_type, logical_type, repetition_type }: SchemaElement): boolean {
  return (
    repetition_type === 'REPEATED' ||
    ['LIST', 'MAP', 'MAP_KEY_VALUE'].includes(converted_type ?? '') ||
    ['LIST', 'MAP', 'VARIANT'].includes(logical_type?.type ?? '')
  );
}

function leafReader(element: SchemaElement): ParquetColumn['toCell'] {
  const { converted_type: converted, logical_type: logical, type } = element;
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
    delete element.converted_type;
    delete element.logical_type;
    return (value, mark) => (value === undefined || value === null ? '' : decimalText(value, scale, mark));
  }
  if (converted === 'DATE' || logical?.type === 'DATE') return (value) => instantText(value).slice(0, 10);
  if (logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC) return (value) => instantText(value).replace('Z', '');
  if (type === 'FLOAT') return (value, mark) => cellOf(typeof value === 'number' ? shortest(value) : value, mark);
  return (value, mark) => {
    if (value instanceof Date) return instantText(value);
    if (value instanceof Uint8Array) return textOf(value) ?? Buffer.from(value).toString('hex');
    return cellOf(value, mark);
  };
}

/** ISO 8601; a time that no calendar has is said as it is, and refused later. */
function instantText(value: unknown): string {
  if (!(value instanceof Date)) return '';
  return Number.isNaN(value.getTime()) ? 'a time out of range' : value.toISOString();
}

/** All digits of an unscaled number: an integer, or its bytes, the highest first. */
function decimalText(value: unknown, scale: number, mark: '.' | ','): string {
  const unscaled =
    value instanceof Uint8Array
      ? value.length === 0
        ? 0n
        : BigInt.asIntN(value.length * 8, BigInt(`0x${Buffer.from(value).toString('hex')}`))
      : BigInt(value as number | bigint);
  if (scale <= 0) return String(unscaled * 10n ** BigInt(-scale));
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const places = digits.slice(-scale).replace(/0+$/, '');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}${places && mark}${places}`;
}

/** The shortest decimal that is this number among those of 32 bits: 0.1, not 0.10000000149011612. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Text of bytes, or null where they are not UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}
