import { z } from 'zod';
import { aKind, grouped, oneOf } from './in-words.ts';
import { bare, typesOf } from './schema-at.ts';

/** What a schema takes, in words: “a whole number from 1 to 10,000”. `name` is the field's, which says what an id is of. */
export function expectedOf(schema: z.core.$ZodType | undefined, name = ''): string {
  const inner = schema && bare(schema);
  const union = inner && typesOf(inner);
  if (union) return `an object whose \`${union.discriminator}\` is ${oneOf(union.types)}`;
  if (inner instanceof z.ZodObject) return `an object with ${oneOf(Object.keys(inner.shape), 'and')}`;
  if (inner instanceof z.ZodArray) return listOf(inner, name);
  if (inner instanceof z.ZodUUID) return `the id of ${aKind(name)}`;
  if (inner instanceof z.ZodString) return textOf(inner);
  if (inner instanceof z.ZodNumber) return numberOf(inner);
  if (inner instanceof z.ZodBoolean) return '`true` or `false`';
  if (inner instanceof z.ZodEnum) return oneOf(inner.options);
  if (inner instanceof z.ZodLiteral) return oneOf([...inner.values].map(String));
  if (inner instanceof z.ZodISODate) return 'a date such as `1997-01-01`';
  if (inner instanceof z.ZodISODateTime) return 'an instant such as `1997-01-01T00:00:00Z`';
  if (inner instanceof z.ZodUnion) return inner.options.map((option) => expectedOf(option, name)).join(', or ');
  return 'something else';
}

function listOf(schema: z.ZodArray, name: string): string {
  const bounds = schema.def.checks?.map(({ _zod }) => _zod.def as Bound) ?? [];
  const from = bounds.find(({ check }) => check === 'min_length')?.minimum;
  const to = bounds.find(({ check }) => check === 'max_length')?.maximum;
  const range = rangeOf(from === 0 ? undefined : from, to);
  return `a list of ${range === '' ? 'any number' : range.trim()}, each ${expectedOf(schema.element, name)}`;
}

function textOf({ minLength, maxLength }: z.ZodString): string {
  if (minLength === null && maxLength === null) return 'a text';
  if (minLength === 1 && maxLength === null) return 'a text that is not empty';
  return `a text of${rangeOf(minLength ?? undefined, maxLength ?? undefined)} characters`;
}

function numberOf({ minValue, maxValue, isInt, def }: z.ZodNumber): string {
  const whole = isInt ? 'a whole number' : 'a number';
  const from =
    minValue !== null && Number.isFinite(minValue) && minValue !== Number.MIN_SAFE_INTEGER ? minValue : undefined;
  const to =
    maxValue !== null && Number.isFinite(maxValue) && maxValue !== Number.MAX_SAFE_INTEGER ? maxValue : undefined;
  const open = def.checks?.some(({ _zod }) => {
    const { check, inclusive } = _zod.def as Bound;
    return check === 'greater_than' && inclusive === false;
  });
  if (open && from !== undefined)
    return `${whole} above ${grouped(from)}${to === undefined ? '' : `, up to ${grouped(to)}`}`;
  if (from !== undefined && to === -from) return `${whole} between ±${grouped(to)}`;
  if (from !== undefined && to !== undefined) return `${whole} from ${grouped(from)} to ${grouped(to)}`;
  return `${whole}${rangeOf(from, to)}`;
}

function rangeOf(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return to === undefined ? '' : ` up to ${grouped(to)}`;
  return to === undefined ? ` ${grouped(from)} or more` : ` ${grouped(from)} to ${grouped(to)}`;
}

/** A check's own definition, as far as it is a bound. */
interface Bound {
  check?: string;
  minimum?: number;
  maximum?: number;
  inclusive?: boolean;
}
