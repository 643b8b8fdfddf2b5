import type { Mapping } from '../api/contract.ts';

type TimeFormat = Mapping['time']['format'];

const forms: [RegExp, TimeFormat][] = [
  [/^\d{4}-\d{2}-\d{2}[T ]\d/, 'iso'],
  [/^\d{4}-\d{2}-\d{2}$|^(19|20)\d{6}$/, 'date'],
  [/^\d{13}$/, 'unixMillis'],
  [/^\d{9,10}(\.\d+)?$/, 'unix'],
];

/** How times look to be written, judged by examples; null when they look like no time. A day above 12 says which comes first. */
export function guessTimeFormat(examples: string[]): TimeFormat | null {
  const [first] = examples;
  if (first === undefined) return null;
  const form = forms.find(([pattern]) => pattern.test(first));
  if (form) return form[1];
  const parts = examples
    .map((example) => /^(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}/.exec(example))
    .filter((match) => match !== null);
  if (parts.length === 0) return null;
  return parts.some((match) => Number(match[2]) > 12) ? 'mdy' : 'dmy';
}

/** What decimals look to be written with; null when no example has any. */
export function guessDecimalMark(examples: string[]): '.' | ',' | null {
  if (examples.some((example) => /\d\.\d{1,4}$/.test(example))) return '.';
  return examples.some((example) => /\d,\d{1,4}$/.test(example)) ? ',' : null;
}
