import { Temporal } from 'temporal-polyfill';
import { cutAtEight, exact, type Value } from './evaluate-value.ts';
import type { ValueType } from '../value-type.ts';
import { instantOf } from '../window-edges.ts';

/** JSON read as a type; null where it is something else. Money is never read so: an amount needs a currency. */
export function readJson(json: unknown, type: ValueType, timeZone: string): Value | null {
  switch (type) {
    case 'string':
      return typeof json === 'string' ? json : null;
    case 'boolean':
      return typeof json === 'boolean' ? json : null;
    case 'integer':
    case 'number': {
      if (typeof json !== 'number') return null;
      return type === 'number' || Number.isInteger(json) ? cutAtEight(exact(json)) : null;
    }
    case 'money':
      return null;
    case 'datetime':
      return typeof json === 'string' ? readInstant(json, timeZone) : null;
    case 'list':
      return Array.isArray(json) ? json.flatMap(textsOf) : null;
  }
}

/** An item of a list as text; nothing for null, arrays and objects. */
function textsOf(item: unknown): string[] {
  switch (typeof item) {
    case 'string':
      return [item];
    case 'number':
      return [cutAtEight(exact(item)).toFixed()];
    case 'boolean':
      return [String(item)];
    default:
      return [];
  }
}

const date = /^(\d{4})-\d\d-\d\d$/;
const instant = /^(\d{4})-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;

function readInstant(text: string, timeZone: string): { instant: number } | null {
  const year = Number((date.exec(text) ?? instant.exec(text))?.[1]);
  if (!(year >= 1900 && year <= 2149) || !isDate(text.slice(0, 10))) return null;
  return { instant: instantOf(text, timeZone) };
}

function isDate(text: string): boolean {
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}
