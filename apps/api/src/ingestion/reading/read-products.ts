import type { ProductLine } from '@cutline/clickhouse';
import { RefusedMessage, type Notes } from './message-problem.ts';
import { amountProblems, readAmount } from './read-amount.ts';
import { below, isObject, readName, typeNameOf } from './read-text.ts';

/** Lines of one event. */
export const mostLines = 1_000;

/** Where a line says what: Segment's names, then GA4's. */
const idNames = ['product_id', 'productId', 'item_id', 'id', 'sku'];
const nameNames = ['name', 'product_name', 'item_name'];
const categoryNames = ['category', 'item_category'];
/** Members that a line keeps; what else stands in an event of a single product is its parameters. */
const kept = ['price', 'quantity'];

/** The lines of an order, a cart or a list. What is no object is left aside; more than 1,000 refuse the message. */
export function readLines(items: unknown, pointer: string, notes: Notes): ProductLine[] {
  if (!Array.isArray(items))
    throw new RefusedMessage('not-a-list', pointer, `Expected a list of products, found ${typeNameOf(items)}.`);
  if (items.length > mostLines)
    throw new RefusedMessage('too-many-members', pointer, `There are more than ${mostLines} products.`);
  const lines: ProductLine[] = [];
  for (const [index, item] of items.entries()) {
    const at = below(pointer, index);
    if (isObject(item)) lines.push(readLine(item, at, notes));
    else notes.add('not-an-object', at, `A product is an object; ${typeNameOf(item)} is left aside.`);
  }
  return lines;
}

/**
 * The one product that an event speaks of in its own properties, with the names that are spent on it. Nothing where there is
 * neither the id nor the SKU of a product.
 */
export function readOnlyLine(
  properties: Record<string, unknown>,
  pointer: string,
  notes: Notes,
): { line: ProductLine; spent: string[] } | undefined {
  const id = idNames.find((name) => name !== 'id' && isGiven(properties[name]));
  if (id === undefined) return undefined;
  const spent = [id, firstGiven(properties, nameNames), firstGiven(properties, categoryNames), ...kept];
  return { line: readLine(properties, pointer, notes), spent: spent.filter((name) => name !== undefined) };
}

function readLine(item: Record<string, unknown>, pointer: string, notes: Notes): ProductLine {
  return {
    product_id: readFirst(item, idNames, pointer),
    name: readFirst(item, nameNames, pointer),
    category: readFirst(item, categoryNames, pointer),
    price: readPrice(item['price'], `${pointer}/price`, notes),
    quantity: readQuantity(item['quantity'], `${pointer}/quantity`, notes),
  };
}

function readFirst(item: Record<string, unknown>, names: readonly string[], pointer: string): string {
  const name = firstGiven(item, names);
  return name === undefined ? '' : (readName(item[name], below(pointer, name), 500) ?? '');
}

function firstGiven(item: Record<string, unknown>, names: readonly string[]): string | undefined {
  return names.find((name) => isGiven(item[name]));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function readPrice(value: unknown, pointer: string, notes: Notes): string | null {
  if (!isGiven(value)) return null;
  const read = readAmount(value);
  if ('value' in read) return read.value;
  notes.add(`bad-price`, pointer, `${amountProblems[read.problem]} The line has no price.`);
  return null;
}

function readQuantity(value: unknown, pointer: string, notes: Notes): number | null {
  if (!isGiven(value)) return null;
  const quantity = typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  if (Number.isSafeInteger(quantity)) return quantity as number;
  notes.add('bad-quantity', pointer, 'A quantity is a whole number. The line has none.');
  return null;
}
