import type { SampleRow } from '../api/contract.ts';
import { formatInstant } from '../figures/time.ts';
import { t } from '../language/messages.ts';

/** An event's fields as one flat row: parameters and identifiers beside the rest. */
function flat(event: Record<string, unknown>): Record<string, unknown> {
  const { parameters, identifiers, ...rest } = event;
  const inner = (value: unknown): Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  return { ...inner(identifiers), ...rest, ...inner(parameters) };
}

/** Empty fields are not shown, nor message ids that the import makes up for rows without one. */
const shown = (value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  value !== '' &&
  !(Array.isArray(value) && value.length === 0) &&
  !String(value).startsWith('import:');

/** A column's heading; parameters go by their own name. */
export function columnWords(column: string, timeZone: string): string {
  if (column === 'time') return t.imports.timeIn(timeZone);
  const words: Record<string, string> = t.imports.columns;
  return Object.hasOwn(words, column) ? words[column]! : column;
}

/** The columns that at least one row has something in, in the order they come. */
export function sampleColumns(rows: SampleRow[]): string[] {
  const columns = new Set<string>();
  for (const { event } of rows)
    for (const [key, value] of Object.entries(event ? flat(event) : {})) if (shown(value)) columns.add(key);
  return [...columns];
}

/** A row's cells as text; times in the zone. */
export function sampleCells({ event }: SampleRow, columns: string[], timeZone: string): string[] {
  const row = event ? flat(event) : {};
  return columns.map((column) => {
    const value = row[column];
    if (!shown(value)) return '–';
    if (column === 'time') return formatInstant(String(value), timeZone);
    if (column === 'products' && Array.isArray(value)) return value.map(productText).join(', ');
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
}

/** “2 × Pan” */
function productText(line: { product_id?: string; name?: string; quantity?: number | null }): string {
  return `${line.quantity ?? 1} × ${line.name || line.product_id || '–'}`;
}
