import type { IncomingEvent } from '../ingestion/incoming.ts';
import { BadField } from './bad-field.ts';
import { cellText } from './cell-of.ts';
import type { Cell, FileRow } from './file-rows.ts';
import { mappedColumns, type Mapping } from './mapping.ts';
import { readCurrency, readIdentifiers, readParameter, readRevenue, readRowTime, readText } from './read-field.ts';
import { readProducts } from './read-products.ts';
import type { RejectCode } from './reject-codes.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Why a row is not taken. `column` is the one at fault, where there is one. */
export interface Reject {
  code: RejectCode;
  message: string;
  column: string | null;
  /** What stands in the column, or its beginning, where that is what is wrong. */
  value: string | null;
}

/** A row as it will be stored, or why it will not. */
export type ReadRow = { line: number; event: IncomingEvent } | { line: number; reject: Reject };

export interface RowSettings {
  /** Names of the file's columns, in their order. */
  columns: readonly string[];
  /** Begins the message ids of rows that have none of their own; the line follows. */
  messageIdPrefix: string;
  /** Currency of amounts whose row has none: the workspace's. */
  currency: string;
  /** UTC milliseconds; times after it are refused. */
  latest: number;
}

/**
 * Reads rows of a file as a mapping says. Pure: the same row gives the same event or reject. Throws `UnreadableFile` when the
 * mapping names a column that the file does not have.
 */
export function rowReader(mapping: Mapping, settings: RowSettings): (row: FileRow) => ReadRow {
  const places = new Map(settings.columns.map((name, index) => [name, index]));
  for (const name of mappedColumns(mapping)) {
    if (!places.has(name))
      throw new UnreadableFile(
        'unknown-column',
        `The file has no column “${name}”. It has: ${settings.columns.join(', ')}.`,
      );
  }
  return (row) => {
    if ('broken' in row) return { line: row.line, reject: { ...row.broken, column: null, value: null } };
    if (row.fields.length !== settings.columns.length)
      return { line: row.line, reject: ragged(row.fields.length, settings.columns.length) };
    try {
      return {
        line: row.line,
        event: readEvent(mapping, settings, (column) => row.fields[places.get(column)!]!, row.line),
      };
    } catch (error) {
      if (!(error instanceof BadField)) throw error;
      const { code, message, column, value } = error;
      return { line: row.line, reject: { code, message, column, value } };
    }
  };
}

function readEvent(
  mapping: Mapping,
  settings: RowSettings,
  cellAt: (column: string) => Cell,
  line: number,
): IncomingEvent {
  const { action, time } = mapping;
  const cell = (column: string): string => cellText(cellAt(column));
  const revenue =
    mapping.revenue === undefined ? null : readRevenue(cell(mapping.revenue), mapping.revenue, mapping.decimalMark);
  const parameters: Record<string, unknown> = {};
  for (const parameter of mapping.parameters) {
    const value = readParameter(cell(parameter.column), parameter, mapping);
    if (value !== null) parameters[parameter.name] = value;
  }
  const messageId = mapping.messageId === undefined ? '' : readText(cell(mapping.messageId), mapping.messageId, 500);
  return {
    action:
      'constant' in action ? action.constant : readText(cell(action.column), action.column, 200, 'missing-action'),
    time: new Date(readRowTime(cell(time.column), time, settings.latest)).toISOString(),
    messageId: messageId || `${settings.messageIdPrefix}${line}`,
    identifiers: readIdentifiers(mapping.identifiers, cell),
    revenue,
    currency: revenue === null ? '' : currencyOf(mapping, settings, cell),
    orderId: mapping.orderId === undefined ? '' : readText(cell(mapping.orderId), mapping.orderId, 500),
    products: mapping.products
      ? readProducts(cellAt(mapping.products.column), mapping.products, mapping.decimalMark)
      : [],
    parameters,
  };
}

function currencyOf(mapping: Mapping, settings: RowSettings, cell: (column: string) => string): string {
  if (!mapping.currency) return settings.currency;
  if ('constant' in mapping.currency) return mapping.currency.constant;
  return readCurrency(cell(mapping.currency.column), mapping.currency.column) || settings.currency;
}

function ragged(has: number, expected: number): Reject {
  return {
    code: 'ragged-row',
    message: `The row has ${has} ${has === 1 ? 'column' : 'columns'}, the header has ${expected}.`,
    column: null,
    value: null,
  };
}
