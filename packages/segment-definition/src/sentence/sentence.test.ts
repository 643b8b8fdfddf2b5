import { describe, expect, it } from 'vitest';
import { everyConstruct, ids, published } from '../../test/every-construct.ts';
import type { Condition } from '../condition.ts';
import type { Definition } from '../definition.ts';
import { languages } from '../messages/catalogue.ts';
import type { Refinement } from '../refinement.ts';
import { comparisonsOf } from '../comparisons-of.ts';
import { comparisonInWords } from './sentence-comparison.ts';
import { sentence } from './sentence.ts';
import { suggestName } from './suggest-name.ts';
import { segmentInPieces } from './sentence-segment.ts';
import { onlyOnInWords, windowInWords } from './sentence-window.ts';
import { speakerOf } from './speaker.ts';

const segment = (where: Condition): Definition => ({ formatVersion: 2, kind: 'segment', name: 'S', where });
const consent: Condition = { type: 'consent', channel: 'email', is: true };
const member: Condition = { type: 'segment', segment: ids.heavyBuyers, is: true };
const perMonth: Condition = {
  type: 'expression',
  expression: ids.perMonth,
  comparison: { type: 'atLeast', operand: { type: 'constant', value: 1000.5 } },
};

describe('every construct', () => {
  it('says instants in the zone it is given, and in UTC, and says so, without one', () => {
    const since = { type: 'since', start: '2026-01-01T11:30:00Z' } as const;
    expect(windowInWords(since, 'en', 'Europe/Berlin')).toBe('since 1 January 2026 at 12:30:00');
    expect(windowInWords(since, 'en')).toBe('since 1 January 2026 at 11:30:00 UTC');
    expect(windowInWords({ type: 'since', start: '2026-01-01' }, 'de', 'Europe/Berlin')).toBe(
      'seit dem 1. Januar 2026',
    );
  });

  it('is said in every language as the reviewed list says', async () => {
    const lines = everyConstruct.map((document) => [
      JSON.stringify({ ...document, formatVersion: undefined, name: undefined }),
      ...languages.map((language) => `  ${language}: ${sentence(document, published, language)}`),
      ...languages.map((language) => `  ${language}, as a name: ${suggestName(document, published, language)}`),
    ]);
    await expect(`${lines.map((each) => each.join('\n')).join('\n\n')}\n`).toMatchFileSnapshot(
      '../../test/sentences.txt',
    );
  });

  it('has a name that fits', () => {
    for (const language of languages)
      for (const document of everyConstruct) {
        const name = suggestName(document, published, language);
        expect(name.trim().length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(120);
        expect(name).not.toMatch(/undefined|NaN|\[object/);
      }
  });

  it('is never said with a value that is not there', () => {
    for (const language of languages)
      for (const document of everyConstruct)
        expect(sentence(document, published, language)).not.toMatch(/undefined|NaN|\[object|\(missing\)|\(fehlt\)/);
  });
});

describe('sentence', () => {
  it.each<[string, Condition, string, string]>([
    [
      'brackets where they matter',
      { type: 'all', of: [perMonth, { type: 'any', of: [member, consent] }] },
      'Customers whose “Purchases per month” is at least 1,000.5 and (who are in “Heavy buyers” or who agreed to “email”)',
      'Kunden, deren „Purchases per month“ mindestens 1.000,5 ist und (die in „Heavy buyers“ sind oder die „email“ zugestimmt haben)',
    ],
    [
      'exclusions last',
      { type: 'all', of: [{ type: 'not', of: member }, perMonth, { type: 'not', of: consent }] },
      'Customers whose “Purchases per month” is at least 1,000.5, except those who are in “Heavy buyers” or who agreed to “email”',
      'Kunden, deren „Purchases per month“ mindestens 1.000,5 ist, außer denen, die in „Heavy buyers“ sind oder die „email“ zugestimmt haben',
    ],
    [
      'everyone but those who are excluded',
      {
        type: 'all',
        of: [
          { type: 'all', of: [] },
          { type: 'not', of: { type: 'any', of: [member, consent] } },
        ],
      },
      'All customers, except those who are in “Heavy buyers” or who agreed to “email”',
      'Alle Kunden, außer denen, die in „Heavy buyers“ sind oder die „email“ zugestimmt haben',
    ],
    [
      'a group of all who are included without brackets',
      {
        type: 'all',
        of: [
          { type: 'all', of: [perMonth, consent] },
          { type: 'not', of: member },
        ],
      },
      'Customers whose “Purchases per month” is at least 1,000.5 and who agreed to “email”, except those who are in “Heavy buyers”',
      'Kunden, deren „Purchases per month“ mindestens 1.000,5 ist und die „email“ zugestimmt haben, außer denen, die in „Heavy buyers“ sind',
    ],
    [
      'a group of one as its only member',
      { type: 'any', of: [{ type: 'all', of: [consent] }] },
      'Customers who agreed to “email”',
      'Kunden, die „email“ zugestimmt haben',
    ],
    [
      'what is missing',
      { type: 'segment', segment: 'gone', is: false },
      'Customers who are not in “(missing)”',
      'Kunden, die nicht in „(fehlt)“ sind',
    ],
  ])('says %s', (_, where, english, german) => {
    expect(sentence(segment(where), published)).toBe(english);
    expect(sentence(segment(where), published, 'de')).toBe(german);
  });

  it('uses the singular for one', () => {
    const event = (value: number): Condition => ({
      type: 'event',
      actions: ['buy', 'rent'],
      window: { type: 'last', count: 1, unit: 'week' },
      times: { type: 'atLeast', operand: { type: 'constant', value } },
    });
    expect(sentence(segment(event(1)), published)).toBe(
      'Customers who did “buy” or “rent” at least 1 time in the past week',
    );
    expect(sentence(segment(event(2)), published)).toBe(
      'Customers who did “buy” or “rent” at least 2 times in the past week',
    );
    expect(sentence(segment(event(2)), published, 'de')).toBe(
      'Kunden, die in der vergangenen Woche mindestens 2-mal „buy“ oder „rent“ ausgeführt haben',
    );
  });
});

describe('the pieces of a sentence', () => {
  const refine: Refinement = {
    keep: 'top',
    take: { type: 'count', count: 100 },
    by: { type: 'aggregate', aggregate: ids.purchases },
    inheritFilters: true,
    ties: { type: 'exact' },
  };
  const where: Condition = { type: 'all', of: [perMonth, { type: 'not', of: { type: 'any', of: [member, consent] } }] };

  it('say which condition each is of, and how they are joined', () => {
    const pieces = segmentInPieces({ where, refine }, speakerOf('en', published));
    expect(pieces.map(({ of, joins }) => of ?? joins)).toEqual([
      undefined,
      perMonth,
      'except',
      member,
      'or',
      consent,
      undefined,
      refine,
    ]);
  });

  it.each(languages)('are the sentence together, in %s', (language) => {
    const pieces = segmentInPieces({ where, refine }, speakerOf(language, published));
    expect(pieces.map(({ text }) => text).join('')).toBe(
      sentence({ formatVersion: 2, kind: 'segment', name: 'S', where, refine }, published, language),
    );
  });
});

describe('words for editors', () => {
  it.each(languages)('has one for every comparison in %s, each different', (language) => {
    const types = [...new Set(Object.values(comparisonsOf).flat())];
    const words = types.map((type) => comparisonInWords(type, language));
    expect(new Set(words).size).toBe(types.length);
  });

  it('labels windows', () => {
    expect(windowInWords({ type: 'last', count: 365, unit: 'day', before: { count: 365, unit: 'day' } })).toBe(
      '365 days before the last 365 days',
    );
    expect(windowInWords({ type: 'last', count: 1, unit: 'month' }, 'de')).toBe('letzter Monat');
    expect(windowInWords({ type: 'this', unit: 'year', onlyOn: { weekdays: [1, 2, 3, 4, 5] } })).toBe(
      'this year, Mondays to Fridays only',
    );
    expect(onlyOnInWords({ weekdays: [7, 6], hours: { from: 22, to: 6 } }, 'de')).toBe(
      'nur samstags und sonntags, nur 22:00 bis 6:00 Uhr',
    );
    expect(windowInWords({ type: 'between', start: '2026-01-01', end: '2026-01-02' })).toBe('1 January 2026');
  });
});

describe('suggestName', () => {
  it('names what a definition says', () => {
    const heavy = segment({
      type: 'aggregate',
      aggregate: ids.purchases,
      comparison: { type: 'moreThan', operand: { type: 'metric', metric: ids.heavyLine } },
    });
    expect(suggestName(published.get(ids.purchases)!, published)).toBe('Purchases, last 365 days');
    expect(suggestName(published.get(ids.purchases)!, published, 'de')).toBe('Käufe, letzte 365 Tage');
    expect(suggestName(published.get(ids.heavyLine)!, published)).toBe('0.7 quantile of Purchases');
    expect(suggestName(heavy, published)).toBe('Customers with more than Heavy-buyer line Purchases');
    expect(suggestName(segment(member), published)).toBe('Heavy buyers');
  });
});
