import { type EvaluatedEvent, type EvaluatedProductLine } from '@cutline/segment-definition';
import fc from 'fast-check';
import { actions } from './generate-aggregates.ts';
import { dayLong, type Calendar } from './generate-calendar.ts';
import { sentParameters } from './generate-filters.ts';
import { profileNumbers } from './generate-profiles.ts';
import { anyNumber, boolean, jsonList, momentText, storedMoney, text } from './generate-values.ts';
import { sometimes } from './sometimes.ts';

/** Where the definitions draw their lines, in UTC milliseconds, and how far apart they want things to be. */
export interface Lines {
  edges: number[];
  spans: number[];
}

const greatest = Date.UTC(2149, 11, 31);

/** Events on, just before and just after the lines, and a given stretch after one another. */
export function events(calendar: Calendar, currencies: string[], lines: Lines): fc.Arbitrary<EvaluatedEvent[]> {
  const raw = fc.record({ place: place(calendar, lines), event: eventWithout(calendar, currencies) });
  return fc
    .oneof(
      { weight: 30, arbitrary: fc.array(raw, { minLength: 80, maxLength: 160, size: 'max' }) },
      fc.array(raw, { maxLength: 3 }),
    )
    .map((all) => {
      const placed: EvaluatedEvent[] = [];
      for (const [index, { place, event }] of all.entries()) {
        const last = placed.at(-1)?.time ?? calendar.asOf[0]! - dayLong;
        const time = 'at' in place ? place.at : last + place.after;
        const { prefix, ...rest } = event;
        placed.push({
          ...rest,
          // What comes a stretch after another event is mostly the same profile's.
          profile: 'after' in place && placed.length > 0 ? placed.at(-1)!.profile : rest.profile,
          time: Math.min(greatest, Math.max(0, time)),
          messageId: `${prefix}${index}`,
        });
      }
      return placed;
    });
}

type Place = { at: number } | { after: number };

function place({ asOf }: Calendar, { edges, spans }: Lines): fc.Arbitrary<Place> {
  const step = fc.constantFrom(-1, 0, 0, 1);
  const at = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.tuple(fc.constantFrom(...edges, ...asOf), step).map(([edge, step]) => edge + step),
    },
    { weight: 5, arbitrary: fc.integer({ min: asOf[0]! - 40 * dayLong, max: asOf[0]! }) },
    fc.integer({ min: asOf[0]! - 1_000 * dayLong, max: asOf[0]! + 50 * dayLong }),
  );
  const after = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(0, 0, 1, dayLong) },
    fc.tuple(fc.constantFrom(...spans, 3_600_000), step).map(([span, step]) => span + step),
  );
  return fc.oneof<fc.WeightedArbitrary<Place>[]>(
    { weight: 3, arbitrary: at.map((at) => ({ at })) },
    { weight: 2, arbitrary: after.map((after) => ({ after })) },
  );
}

/** An event but for its time and the end of its message id. Two may be the same in all of this. */
function eventWithout(calendar: Calendar, currencies: string[]) {
  return fc.record({
    profile: fc.constantFrom(...profileNumbers),
    prefix: fc.constantFrom('a', 'B', 'é', '😀', '\uFB01', '~'),
    action: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...actions) }, fc.constant('another')),
    batch: fc.integer({ min: 1, max: 3 }),
    source: fc.constantFrom('', 'Berlin', 'é', '😀'),
    revenue: fc.oneof({ weight: 4, arbitrary: storedMoney }, fc.constant(null)),
    currency: fc.constantFrom('', '', ...currencies),
    orderId: fc.constantFrom('', '', 'Berlin', 'berlin', '😀', '\uFB01'),
    products: fc.oneof(fc.constant<EvaluatedProductLine[]>([]), fc.array(productLine, { maxLength: 3 })),
    parameters: parameters(calendar),
  });
}

const productLine: fc.Arbitrary<EvaluatedProductLine> = fc.record({
  productId: fc.oneof(text, fc.constantFrom('', 'p1')),
  name: fc.oneof(text, fc.constant('')),
  category: fc.oneof(text, fc.constant('')),
  price: fc.oneof({ weight: 4, arbitrary: storedMoney }, fc.constant(null)),
  quantity: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) }, fc.constantFrom(null, -7, 1e15)),
});

function parameters(calendar: Calendar): fc.Arbitrary<Record<string, unknown>> {
  const integer = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) }, anyNumber);
  const moment = momentText(calendar);
  const ofType = { string: text, boolean, integer, number: anyNumber, datetime: moment, list: jsonList } as const;
  const another = fc.oneof<fc.Arbitrary<unknown>[]>(
    text,
    boolean,
    anyNumber,
    moment,
    jsonList,
    fc.constantFrom(null, '', { inner: 'Berlin' }),
  );
  const valueOf = Object.entries(sentParameters).map(([name, type]) => {
    const value = fc.oneof<fc.WeightedArbitrary<unknown>[]>(
      { weight: 7, arbitrary: ofType[type] },
      { weight: 1, arbitrary: another },
    );
    return [name, fc.option(value, { nil: undefined, freq: 4 })] as const;
  });
  // A sender may use the names of what every event has: they are not what is read.
  const decoys = sometimes(fc.constantFrom({ revenue: 7 }, { time: '2024-02-29' }, { source: 'Berlin', currency: 3 }), {
    in: 15,
  });
  return fc
    .record({ values: fc.record(Object.fromEntries(valueOf)), decoys, shape: fc.nat({ max: 2 }) })
    .map(({ values, decoys, shape }) => {
      const found = Object.entries(values).filter(([, value]) => value !== undefined);
      return Object.assign({}, decoys, ...found.map(([name, value]) => nested(name, value, shape)));
    });
}

/** A name with dots, as objects in one another, as one key, or half and half. */
function nested(name: string, value: unknown, shape: number): Record<string, unknown> {
  const [first, ...rest] = name.split('.');
  if (rest.length === 0 || shape === 0) return { [name]: value };
  return { [first!]: shape === 1 ? nested(rest.join('.'), value, 1) : { [rest.join('.')]: value } };
}
