import { languages } from '@cutline/segment-definition';
import { afterEach, describe, expect, it } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';
import { language } from './language.ts';

/** Words that are the same in both languages. */
const same = [
  'Aa',
  'alt',
  'Bucket',
  'Filter',
  'Import',
  'in',
  'Name',
  'Optional',
  'Organisation',
  'Parameter',
  'Segment',
  'SQL',
  'Status',
  'Text',
  'Version',
];

type Text = string | ((...values: unknown[]) => unknown);

/** Every text of a catalogue by its path: `imports.steps.map`. */
function textsOf(group: object, under = ''): Map<string, Text> {
  const texts = new Map<string, Text>();
  for (const [key, value] of Object.entries(group) as [string, Text | object][]) {
    if (typeof value !== 'object') texts.set(under + key, value);
    else for (const [path, text] of textsOf(value, `${under}${key}.`)) texts.set(path, text);
  }
  return texts;
}

const english = textsOf(en);
const german = textsOf(de);

/** What messages are given: numbers for singular and plural, text that is no word of any language, and values of unions. */
const samples: unknown[] = [1, 2, 'Xyz', 'metric', 'day', ['Xyz', 'Qwx']];

/** All that a text says of the samples. Those that are not of its parameters' types it may refuse, or say nothing of. */
function sayings(text: Text): string[] {
  if (typeof text === 'string') return [text];
  const each = text.length > 3 ? [2, 'Xyz'] : samples;
  const lists = Array.from({ length: text.length }).reduce<unknown[][]>(
    (shorter) => shorter.flatMap((list) => each.map((sample) => [...list, sample])),
    [[]],
  );
  return lists.flatMap((list) => {
    try {
      const said = text(...list);
      return typeof said === 'string' ? [said] : [];
    } catch {
      return [];
    }
  });
}

const sources = Object.values(
  import.meta.glob<string>(['../**/*.{vue,ts}', '!../**/*.test.ts'], { query: '?raw', import: 'default', eager: true }),
);

/**
 * The paths that a source speaks of, as far as it goes down: `t.runs.title`, or `t.runs.status` where a record is indexed or
 * passed on. A name given to a part of the catalogue (`const { facts } = t.why`) stands for it.
 */
function usesIn(source: string): string[] {
  const flat = source.replaceAll(/\s*\.\s*(?=\w)/g, '.');
  const places: [name: string, path: string][] = [['t', 't']];
  const rest = flat.replaceAll(/const (\w+|\{[\w\s,:]+\}) = (t(?:\.\w+)+);/g, (_, names: string, from: string) => {
    if (!names.startsWith('{')) places.push([names, from]);
    else
      for (const [, key, name] of names.matchAll(/(\w+)(?:: (\w+))?/g)) places.push([name ?? key!, `${from}.${key}`]);
    return '';
  });
  return places.flatMap(([name, path]) =>
    [...rest.matchAll(new RegExp(String.raw`(?<!\w|(?<!\.\.)\.)${name}\b((?:\.\w+)*)`, 'g'))].map(
      ([, further]) => path + further,
    ),
  );
}

describe('the catalogue of texts', () => {
  afterEach(() => {
    language.value = 'en';
  });

  it('says in German whatever it says in English, with the same values and slots in it', () => {
    const slots = new Set([...sources.join().matchAll(/<template #(\w+)/g)].map(([, name]) => `{${name}}`));
    const shapeOf = (text: Text | undefined) => {
      const said = text === undefined ? '' : sayings(text).join();
      return {
        values: typeof text === 'function' ? text.length : typeof text,
        slots: [...slots].filter((slot) => said.includes(slot)),
      };
    };
    const shapes = (texts: Map<string, Text>) => [...english.keys()].map((path) => [path, shapeOf(texts.get(path))]);
    expect(languages).toEqual(['en', 'de']);
    expect(shapes(german)).toEqual(shapes(english));
  });

  it('is translated, but for words that are the same', () => {
    const given = new Set(['NaN', ...samples.flat().map(String)]);
    const wordsOf = (said: string): string[] => (said.match(/\p{L}+/gu) ?? []).filter((word) => !given.has(word));
    const alike = [...english].flatMap(([path, text]) => {
      language.value = 'en';
      const before = new Set(sayings(text));
      language.value = 'de';
      return sayings(german.get(path) ?? '')
        .filter((said) => before.has(said))
        .flatMap((said) => wordsOf(said).map((word) => ({ path, said, word })));
    });
    expect(alike.filter(({ word }) => !same.includes(word))).toEqual([]);
    expect(same.filter((known) => !alike.some(({ word }) => word === known))).toEqual([]);
  });

  it('has no English words in German texts', () => {
    language.value = 'de';
    const foreign = /(^|\s)(the|of|is|are|your|this|that|and|with)\s/i;
    const said = [...german].map(([path, text]) => ({ path, sayings: sayings(text) }));
    expect(said.filter((each) => each.sayings.some((saying) => foreign.test(saying)))).toEqual([]);
    expect(said.filter((each) => each.sayings.length === 0)).toEqual([]);
  });

  it('has no text that nothing says', () => {
    const uses = new Set(sources.flatMap(usesIn));
    const isUsed = (path: string): boolean => {
      const [first, ...keys] = path.split('.');
      return keys.some((_, index) => uses.has(['t', first, ...keys.slice(0, index + 1)].join('.')));
    };
    expect([...english.keys()].filter((path) => !isUsed(path))).toEqual([]);
  });
});
