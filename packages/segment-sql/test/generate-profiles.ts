import {
  type Attribute,
  type AttributeValue,
  type EvaluatedProfile,
  type ValueType,
} from '@cutline/segment-definition';
import fc from 'fast-check';
import type { Calendar } from './generate-calendar.ts';
import { boolean, number, text } from './generate-values.ts';

/** In three chunks of the membership bitmaps. */
export const profileNumbers = [1, 2, 3, 65_535, 65_536, 65_537, 131_073];
export const channels = ['email', 'sms', 'carrier pigeon ’'];

const attributes: Record<Exclude<ValueType, 'money'>, string[]> = {
  string: ['city', 'odd.näme "😀"'],
  boolean: ['vip'],
  integer: ['score'],
  number: ['score'],
  datetime: ['birthday', 'renewal'],
  list: ['interests'],
};
const names = [...new Set(Object.values(attributes).flat())];

/** An attribute read as one of some types: mostly one that holds such values, now and then another. */
export function attributeOf(types: readonly ValueType[]): fc.Arbitrary<Attribute> {
  const own = fc
    .constantFrom(...types)
    .chain((type) =>
      fc
        .oneof(
          { weight: 8, arbitrary: fc.constantFrom(...(type === 'money' ? names : attributes[type])) },
          fc.constantFrom(...names, 'nobody has this'),
        )
        .map((name) => ({ name, type })),
    );
  return own;
}

function valueFor(name: string, { dates, instants }: Calendar): fc.Arbitrary<AttributeValue> {
  const date = fc.constantFrom(...dates, '1988-02-29', '2149-12-31', '1900-01-01').map((date) => ({ date }));
  const instant = fc.constantFrom(...instants).map((instant) => ({ instant }));
  const list = fc.array(text, { maxLength: 3 });
  const usual: Record<string, fc.Arbitrary<AttributeValue>> = {
    city: text,
    'odd.näme "😀"': text,
    vip: boolean,
    score: number,
    birthday: fc.oneof({ weight: 2, arbitrary: date }, instant),
    renewal: fc.oneof(date, instant),
    interests: list,
  };
  return fc.oneof(
    { weight: 12, arbitrary: usual[name]! },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.oneof<fc.Arbitrary<AttributeValue>[]>(text, number, boolean, list, date, instant) },
  );
}

/**
 * When something was given, and by which message: several at one time by different messages, or by messages of one id in different
 * batches, and some not before `asOf`. Messages of different numbers have different ids.
 */
function givenAt(number: number, { asOf }: Calendar): fc.Arbitrary<{ time: number; messageId: string; batch: number }> {
  const step = fc.constantFrom(-86_400_000, -1000, -1000, -1, -1, 0, 1);
  const prefix = fc.constantFrom('a', 'a', 'B', '\uFB01', '😀', '');
  return fc
    .tuple(fc.constantFrom(...asOf), step, prefix, fc.integer({ min: 1, max: 3 }))
    .map(([instant, step, prefix, batch]) => ({ time: instant + step, messageId: `${prefix}${number}`, batch }));
}

function profile(number: number, calendar: Calendar): fc.Arbitrary<EvaluatedProfile> {
  const identifier = fc
    .record({
      kind: fc.constantFrom('customId', 'customId', 'email', 'phone', 'anonymousId'),
      prefix: fc.constantFrom('a', 'B', 'é', '😀', '\uFB01', '~', ''),
      batch: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ kind, prefix, batch }) => ({ kind, value: `${prefix}${number}`, batch }) as const);
  const attribute = fc
    .constantFrom(...names)
    .chain((name) =>
      fc.tuple(valueFor(name, calendar), givenAt(number, calendar)).map(([value, at]) => ({ name, value, ...at })),
    );
  const consent = fc
    .record({ channel: fc.constantFrom(...channels), granted: fc.boolean(), at: givenAt(number, calendar) })
    .map(({ at, ...given }) => ({ ...given, ...at }));
  return fc.record({
    profile: fc.constant(number),
    identifiers: fc.oneof(
      { weight: 4, arbitrary: fc.uniqueArray(identifier, { minLength: 1, maxLength: 4, selector: keyOf }) },
      fc.constant<EvaluatedProfile['identifiers']>([]),
    ),
    attributes: fc.uniqueArray(attribute, {
      minLength: 6,
      maxLength: 18,
      selector: ({ name, time, messageId, batch }) => keyOf([name, time, messageId, batch]),
    }),
    consents: fc.uniqueArray(consent, {
      maxLength: 5,
      selector: ({ channel, time, messageId, batch }) => keyOf([channel, time, messageId, batch]),
    }),
  });
}

/** Two different values of one name, time, message id and batch cannot be told apart: which holds is not said. */
function keyOf(value: unknown): string {
  return JSON.stringify(value);
}

export function profiles(calendar: Calendar): fc.Arbitrary<EvaluatedProfile[]> {
  return fc
    .subarray(profileNumbers, { minLength: 5 })
    .chain((numbers) => fc.tuple(...numbers.map((each) => profile(each, calendar))));
}
