import type { Cell } from './file-rows.ts';

/**
 * A typed value as a cell. Numbers with a fraction are written with 15 digits, which is what a double surely holds: 0.1 + 0.2 is 0.3. `mark` is
 * what stands before decimals. Lists stay lists; objects become their JSON.
 */
export function cellOf(value: unknown, mark: '.' | ','): Cell {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      if (Number.isInteger(value)) return String(value);
      return Number.isFinite(value) ? withMark(String(Number(value.toPrecision(15))), mark) : String(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      if (value === null || value === undefined) return '';
      return Array.isArray(value) ? value : toJson(value);
  }
}

/** A cell as text: a list is its JSON. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell.trim();
  return cell.length === 0 ? '' : toJson(cell);
}

function withMark(number: string, mark: '.' | ','): string {
  return mark === '.' ? number : number.replace('.', mark);
}

/** JSON of a value that may hold what JSON does not know: whole numbers of 64 bits are written as text. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
}
