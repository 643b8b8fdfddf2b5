import fc from 'fast-check';
import type { Calendar } from './generate-calendar.ts';

/**
 * Texts that are nearly the same: in upper and lower case (also where that changes the length, or depends on the place in
 * the word), composed and decomposed, with what SQL and patterns take for their own, and beyond the sixteen bits of
 * JavaScript's characters, where the order of its strings is not that of the bytes.
 */
const texts = [
  'Berlin',
  'berlin',
  'BERLIN',
  'Straße',
  'STRASSE',
  'ΟΔΟΣ',
  'οδος',
  'İstanbul',
  'é',
  'e\u0301',
  '\uFB01',
  '😀',
  'a.b',
  'a\nb\t',
  `O'Neil "x" \\`,
  '%_',
  '12',
  'true',
  '{known}',
];
export const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('Berlin', 'berlin', 'é', '😀') },
  { weight: 2, arbitrary: fc.constantFrom(...texts) },
);
/** Parts of those. */
export const partOfText = fc.constantFrom(
  'er',
  'B',
  'b',
  'lin',
  'ss',
  'ß',
  'İ',
  'σ',
  '.',
  "'",
  '\\',
  '%',
  '_',
  '😀',
  '2',
  '\n',
);
/** RE2 patterns that find some of those. */
export const pattern = fc.constantFrom(
  '^B',
  'lin$',
  '[a-z]+',
  'a.b',
  '^.{1,2}$',
  '(?i)berlin',
  '\\d',
  '\\pL{2}',
  'ß|SS',
  '^$',
  "'|\\\\",
  '[^\\x00-\\x7F]',
  'B(er|in)*l',
);

/** Numbers with digits beyond the eighth, and of more than 64 bits. */
export const anyNumber = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 2, 3, 2.5, -7, 1.005) },
  fc.constantFrom(0.00004, 19.99995, -2.55559, 123456789.12345, 1e15, 1e-9, -1e-9, 0.1, 0.123456789, 1e19, -9e18),
);
/** As numbers in definitions may be, so that `amount` above can equal them. */
export const number = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 2, 3, 2.5, -7, 1.005) },
  fc.constantFrom(0.00004, 19.9999, -2.55559, 123456789.12345, 1e15, -1e15, 0.1, 0.12345678),
);
export const integer = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 3 }) },
  fc.constantFrom(-7, 12, 1e15),
);

/** Amounts of money as they are stored: at most four places, and the greatest that fits. */
export const storedMoney = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('0', '1', '2', '2.00', '-3.5', '19.99', '0.0001', '0.0003') },
  fc.constantFrom('99999999999999.9999', '-99999999999999.9999', '0.0005', '1.2345'),
  fc.integer({ min: -100_000, max: 100_000 }).map((cents) => (cents / 100).toFixed(2)),
);
export const money = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(0, 1, 2, -3.5, 19.99, 0.0001, 0.5) },
  fc.constantFrom(0.0002, 0.00005, 999999999.9999),
);

export const boolean = fc.boolean();

/** What an event can say of a moment: the forms that are read, near the edges, and some that are not. */
export function momentText({ dates, instants }: Calendar): fc.Arbitrary<string> {
  const instant = fc.constantFrom(...instants).map((each) => new Date(each).toISOString());
  return fc.oneof(
    { weight: 4, arbitrary: instant },
    { weight: 2, arbitrary: instant.map((each) => each.replace('.000Z', 'Z').replace(/(\.\d)00Z$/, '$1Z')) },
    { weight: 4, arbitrary: fc.constantFrom(...dates) },
    fc.constantFrom(
      '2023-02-29',
      '2024-13-01',
      '1899-12-31',
      '1900-01-01',
      '2149-12-31',
      '2150-01-01',
      '2024-05-01T10:00:00+02:00',
      '2024-05-01T10:00:00.1234Z',
      '2024-05-01T10:00Z',
      '2024-05-01 10:00:00',
      ' 2024-05-01',
      '2024-5-1',
    ),
  );
}

/** A list as it arrives: what is not a text becomes one, or is left out. */
export const jsonList: fc.Arbitrary<unknown[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: text },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(12, 2.5, true, false) },
    fc.constantFrom<unknown>(null, ['Berlin'], { a: 'Berlin' }),
  ),
  { maxLength: 4 },
);
export const listText = fc.oneof({ weight: 4, arbitrary: text }, fc.constantFrom('12', '2.5', 'true', 'false', 'null'));
