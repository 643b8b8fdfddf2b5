import { z } from 'zod';
import type { DefinitionKind } from '../definition.ts';
import type { Expected } from '../messages/en-expected.ts';
import { bare, typesOf } from './schema-at.ts';

/** What a schema takes, in words: “a whole number from 1 to 10,000”. `name` is the field's, which says what an id is of. */
export function expectedOf(schema: z.core.$ZodType | undefined, words: Expected, name = ''): string {
  const inner = schema && bare(schema);
  const union = inner && typesOf(inner);
  if (union) return words.objectOfTypes(union.discriminator, union.types);
  if (inner instanceof z.ZodObject) return words.object(Object.keys(inner.shape));
  if (inner instanceof z.ZodArray) return listOf(inner, words, name);
  // Ids stand in fields that are called as their kind.
  if (inner instanceof z.ZodUUID) return words.idOf(name as DefinitionKind);
  if (inner instanceof z.ZodString) return words.text(inner.minLength ?? undefined, inner.maxLength ?? undefined);
  if (inner instanceof z.ZodNumber) return numberOf(inner, words);
  if (inner instanceof z.ZodBoolean) return words.boolean;
  if (inner instanceof z.ZodEnum) return words.oneOf(inner.options);
  if (inner instanceof z.ZodLiteral) return words.oneOf([...inner.values].map(String));
  if (inner instanceof z.ZodISODate) return words.date;
  if (inner instanceof z.ZodISODateTime) return words.instant;
  if (inner instanceof z.ZodUnion) return words.either(inner.options.map((option) => expectedOf(option, words, name)));
  return words.somethingElse;
}

function listOf(schema: z.ZodArray, words: Expected, name: string): string {
  const bounds = schema.def.checks?.map(({ _zod }) => _zod.def as Bound) ?? [];
  const from = bounds.find(({ check }) => check === 'min_length')?.minimum;
  const to = bounds.find(({ check }) => check === 'max_length')?.maximum;
  return words.list(from === 0 ? undefined : from, to, expectedOf(schema.element, words, name));
}

function numberOf({ minValue, maxValue, isInt, def }: z.ZodNumber, words: Expected): string {
  const from =
    minValue !== null && Number.isFinite(minValue) && minValue !== Number.MIN_SAFE_INTEGER ? minValue : undefined;
  const to =
    maxValue !== null && Number.isFinite(maxValue) && maxValue !== Number.MAX_SAFE_INTEGER ? maxValue : undefined;
  const open = def.checks?.some(({ _zod }) => {
    const { check, inclusive } = _zod.def as Bound;
    return check === 'greater_than' && inclusive === false;
  });
  return words.number({ whole: isInt, from: open ? undefined : from, above: open ? from : undefined, to });
}

/** A check's own definition, as far as it is a bound. */
interface Bound {
  check?: string;
  minimum?: number;
  maximum?: number;
  inclusive?: boolean;
}
