import type { ProductLine } from '@cutline/clickhouse';
import { cellOf, cellText } from './cell-of.ts';
import { readDecimal } from './decimals.ts';
import { isRecord, valueAt } from './field-path.ts';
import type { Cell } from './file-rows.ts';
import type { ProductMapping } from './mapping.ts';
import { BadField } from './bad-field.ts';

/** Product lines of an event, at most. */
const mostLines = 1_000;
const longest = 500;

/** The product lines that a cell lists: objects, or their JSON. Throws `BadField` where one of them cannot be read. */
export function readProducts(cell: Cell, mapping: ProductMapping, mark: '.' | ','): ProductLine[] {
  const { column } = mapping;
  const lines = typeof cell === 'string' ? listOf(cell, column) : cell;
  if (lines.length > mostLines)
    throw new BadField('bad-products', `“${column}” lists more than ${mostLines} products.`, column);
  return lines.map((line, index): ProductLine => {
    if (!isRecord(line))
      throw new BadField('bad-products', `Product ${index + 1} in “${column}” is not an object.`, column);
    const field = (path: string | undefined): string =>
      path === undefined ? '' : cellText(cellOf(valueAt(line, path), mark));
    const text = (path: string | undefined): string => {
      const value = field(path);
      if (value.length > longest)
        throw new BadField(
          'too-long',
          `Product ${index + 1}: “${path}” is longer than ${longest} characters.`,
          column,
          value,
        );
      return value;
    };
    return {
      product_id: text(mapping.productId),
      name: text(mapping.name),
      category: text(mapping.category),
      price: priceOf(field(mapping.price), index, column, mark),
      quantity: quantityOf(field(mapping.quantity), index, column),
    };
  });
}

function listOf(text: string, column: string): unknown[] {
  if (text.trim() === '') return [];
  try {
    const found: unknown = JSON.parse(text);
    if (Array.isArray(found)) return found;
  } catch {
    // Said below.
  }
  throw new BadField('bad-products', `“${column}” is not a list of products.`, column);
}

function priceOf(text: string, index: number, column: string, mark: '.' | ','): string | null {
  if (text === '') return null;
  const read = readDecimal(text, mark);
  if ('value' in read) return read.value;
  throw new BadField(
    'bad-products',
    `Product ${index + 1} in “${column}”: the price is no amount with at most 4 decimals.`,
    column,
    text,
  );
}

function quantityOf(text: string, index: number, column: string): number | null {
  if (text === '') return null;
  const value = /^-?\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new BadField(
    'bad-products',
    `Product ${index + 1} in “${column}”: the quantity is no whole number.`,
    column,
    text,
  );
}
