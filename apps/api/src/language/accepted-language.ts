import { languages, type Language } from '@cutline/segment-definition';

/** What is said where nobody asks for a language of ours. */
const usual: Language = 'en';

/**
 * The language that a request asks for in `Accept-Language` (RFC 9110, 12.5.4): of the ranges that name one of ours, also with a
 * region, the one of the greatest weight, and of equal ones the first. English where there is none.
 */
export function acceptedLanguage(header = ''): Language {
  const ranges = header.split(',').map((part) => {
    const [range = '', ...parameters] = part
      .toLowerCase()
      .split(';')
      .map((each) => each.trim());
    const weight = parameters.find((each) => each.startsWith('q='))?.slice(2) ?? '1';
    return { language: range === '*' ? usual : range.split('-')[0], weight: Number(weight) };
  });
  const best = ranges.filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight);
  return best.flatMap(({ language }) => languages.find((each) => each === language) ?? [])[0] ?? usual;
}
