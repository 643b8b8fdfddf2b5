import type { InboxMessage } from '@cutline/worker/incoming';
import type { CompiledMapping, CompiledRule, Path } from '../mapping/compile-mapping.ts';
import { RefusedMessage, type Notes } from './message-problem.ts';
import { amountProblems, readAmount } from './read-amount.ts';
import { readCurrency } from './read-currency.ts';
import { ParameterReader } from './read-parameters.ts';
import { readLines, readOnlyLine } from './read-products.ts';
import { below, isObject, readName } from './read-text.ts';

type IncomingEvent = NonNullable<InboxMessage['event']>;

export interface EventContext {
  mapping: CompiledMapping;
  rule: CompiledRule & { action: string };
  /** Of amounts that come without one: the workspace's. */
  currency: string;
  context: Record<string, unknown>;
  notes: Notes;
}

/** What a message says happened: the fixed fields from where its rule finds them, and everything else as parameters. */
export function readEvent(properties: Record<string, unknown>, pointer: string, context: EventContext): IncomingEvent {
  const { rule, notes } = context;
  const taken = new Set<string>();
  const take = (paths: readonly Path[]): { value: unknown; at: string } | undefined => {
    for (const path of paths) {
      const value = valueAt(properties, path);
      if (value === undefined || value === null || value === '') continue;
      if (path.length === 1) taken.add(path[0]!);
      return { value, at: path.reduce(below, pointer) };
    }
    return undefined;
  };
  const revenue = readRevenue(take(rule.revenue));
  const products = readProducts(properties, pointer, take(rule.products), taken, notes);
  const priced = revenue !== null || products.some(({ price }) => price !== null);
  const currency = readCurrency(priced ? take(rule.currency) : undefined, revenue !== null ? context.currency : '');
  const orderId = take(rule.orderId);
  const reader = new ParameterReader(notes);
  reader.addAll(properties, '', pointer, taken);
  addContext(reader, context);
  return {
    action: rule.action,
    revenue,
    currency,
    orderId: orderId ? (readName(orderId.value, orderId.at, 500) ?? '') : '',
    products,
    parameters: reader.parameters,
  };
}

function readRevenue(found: { value: unknown; at: string } | undefined): string | null {
  if (!found) return null;
  const read = readAmount(found.value);
  if ('value' in read) return read.value;
  throw new RefusedMessage(`bad-revenue`, found.at, amountProblems[read.problem]);
}

function readProducts(
  properties: Record<string, unknown>,
  pointer: string,
  found: { value: unknown; at: string } | undefined,
  taken: Set<string>,
  notes: Notes,
): IncomingEvent['products'] {
  if (found) return readLines(found.value, found.at, notes);
  const only = readOnlyLine(properties, pointer, notes);
  if (!only) return [];
  for (const name of only.spent) taken.add(name);
  return [only.line];
}

function addContext(reader: ParameterReader, { mapping, context }: EventContext): void {
  for (const { parameter, path } of mapping.context) {
    if (Object.hasOwn(reader.parameters, parameter)) continue;
    const value = valueAt(context, path);
    if (value === undefined || value === null || value === '' || typeof value === 'object') continue;
    reader.add(parameter, value, path.reduce(below, '/context'));
  }
}

function valueAt(object: Record<string, unknown>, path: Path): unknown {
  let value: unknown = object;
  for (const step of path) {
    if (!isObject(value) || !Object.hasOwn(value, step)) return undefined;
    value = value[step];
  }
  return value;
}
