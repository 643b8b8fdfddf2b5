import type { Context } from './evaluate-context.ts';
import type { EvaluatedEvent, EvaluatedProductLine } from './evaluated-world.ts';
import { readJson } from './evaluate-json.ts';
import { inWorkspaceCurrency } from './evaluate-money.ts';
import { exact, type Value } from './evaluate-value.ts';
import { fixedTypeOf, productFieldOf, type Parameter, type ProductField } from '../parameter.ts';

/** The values that an event has under a parameter, in order: at most one, or one of each product line that has one. */
export function valuesOf(event: EvaluatedEvent, parameter: Parameter, context: Context): Value[] {
  const field = productFieldOf(parameter);
  const values =
    field === null
      ? [valueOf(event, parameter, context)]
      : event.products.map((line) => valueOfLine(line, field, event, context));
  return values.filter((value) => value !== null);
}

/** The value of a parameter that is the event's own; null: no value. */
export function valueOf(event: EvaluatedEvent, { name, type }: Parameter, context: Context): Value | null {
  const fixed = fixedTypeOf(name);
  if (fixed !== null && fixed !== type) return null;
  switch (name) {
    case 'time':
      return { instant: event.time };
    case 'revenue':
      return event.revenue === null ? null : inWorkspaceCurrency({ ...event, amount: event.revenue }, context);
    case 'currency':
    case 'orderId':
    case 'source':
      return event[name] === '' ? null : event[name];
    default:
      return readJson(jsonAt(event.parameters, name.split('.')), type, context.timeZone);
  }
}

/** The value of a product line's field; null: no value. A price is in the currency of the event. */
export function valueOfLine(
  line: EvaluatedProductLine,
  field: ProductField,
  event: EvaluatedEvent,
  context: Context,
): Value | null {
  switch (field) {
    case 'productId':
    case 'name':
    case 'category':
      return line[field] === '' ? null : line[field];
    case 'price':
      return line.price === null ? null : inWorkspaceCurrency({ ...event, amount: line.price }, context);
    case 'quantity':
      return line.quantity === null ? null : exact(line.quantity);
  }
}

/** A name with dots is a path; an object may also hold a part of the path as one key. Undefined: nothing there. */
function jsonAt(json: unknown, path: string[]): unknown {
  if (path.length === 0) return json;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).join('.');
    if (!Object.hasOwn(json, key)) continue;
    const found = jsonAt((json as Record<string, unknown>)[key], path.slice(length));
    if (found !== undefined) return found;
  }
  return undefined;
}
