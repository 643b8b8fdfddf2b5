import { expect, it } from 'vitest';
import { everyConstruct, ids, published } from '../../test/every-construct.ts';
import { faultInGerman } from '../../test/german.ts';
import { malformed, randomOf } from '../../test/malformed.ts';
import { definition } from '../definition.ts';
import { validateDefinition } from './validate-definition.ts';

/** What a schema or an engine says when nobody has put it into words. */
const rawWords =
  /invalid input|invalid_|unrecognized|ZodError|\bundefined\b|\[object|expected string|too small|too big/i;

/** Whether a pointer leads to something in the document, or to a field that is missing in something there. */
function pointsInto(document: unknown, path: string): boolean {
  const parts = path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let value = document;
  for (const [index, part] of parts.entries()) {
    if (typeof value !== 'object' || value === null) return false;
    if (!Object.hasOwn(value, part)) return index === parts.length - 1;
    value = (value as Record<string, unknown>)[part];
  }
  return true;
}

it('refuses 2,000 malformed definitions, each with a place and a reason to read in both languages, and throws for none', () => {
  const seed = 20261121;
  const random = randomOf(seed);
  const changes = new Map<string, number>();
  const complaints: string[] = [];
  let refused = 0;
  for (let round = 0; refused < 2_000; round++) {
    expect(round).toBeLessThan(4_000);
    const original = everyConstruct[round % everyConstruct.length]!;
    const { document, change } = malformed(original, random);
    const result = validateDefinition(document, { definitions: published, currency: 'EUR' });
    // Some changes make another definition that is valid (a name twice as long); such a one must read as what it says.
    if (result.valid) {
      expect(definition.parse(document)).toEqual(result.document);
      continue;
    }
    refused += 1;
    changes.set(change, (changes.get(change) ?? 0) + 1);
    if (result.errors.length === 0) complaints.push(`${change}: refused without an error`);
    const inGerman = validateDefinition(document, { definitions: published, currency: 'EUR', language: 'de' });
    const german = inGerman.valid ? [] : inGerman.errors;
    if (german.length !== result.errors.length) complaints.push(`${change}: ${german.length} errors in German`);
    for (const [index, { path, message }] of result.errors.entries()) {
      const about = `seed ${seed}, round ${round}, ${change}: ${path} ${message.slice(0, 300)}`;
      if (!pointsInto(document, path)) complaints.push(`points nowhere: ${about}`);
      const translated = german[index]?.message ?? message;
      for (const said of [message, translated]) {
        if (!/^[^\n]{12,1500}[.?)]$/.test(said)) complaints.push(`is no sentence: ${about} / ${said.slice(0, 300)}`);
        if (rawWords.test(said)) complaints.push(`is raw: ${about} / ${said.slice(0, 300)}`);
      }
      const fault = faultInGerman(translated, message);
      if (fault !== undefined) complaints.push(`${fault.slice(0, 300)}: ${about}`);
    }
  }
  expect(complaints).toEqual([]);
  expect(changes.size).toBe(8);
  expect(Math.min(...changes.values())).toBeGreaterThan(5);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

it.each(
  [
    ...[null, 42, 'x', true, [], {}, undefined, NaN, { kind: 'cohort' }, { kind: 'segment', name: 'x' }],
    ...[{ kind: ['segment'] }, { kind: 'segment', name: 'S', where: [] }, Object.create(null), new Map(), () => 3],
  ].map((input) => [input]),
)('refuses %s', (input) => {
  const result = validateDefinition(input, { definitions: published });
  expect(result).toMatchObject({ valid: false });
});

it('refuses a wrong reference at every place that refers to something', () => {
  let places = 0;
  for (const original of everyConstruct) {
    const text = JSON.stringify(original);
    for (const id of Object.values(ids)) {
      if (!text.includes(id)) continue;
      const wrong: unknown = JSON.parse(text.replace(id, '99999999-9999-4999-8999-999999999999'));
      const result = validateDefinition(wrong, { definitions: published });
      expect(result.valid).toBe(false);
      if (!result.valid) expect(result.errors.map(({ code }) => code)).toContain('unknown-reference');
      places += 1;
    }
  }
  expect(places).toBeGreaterThan(60);
});

it('is quick with documents that are far too large', () => {
  const of = Array.from({ length: 300_000 }, () => ({ type: 'all', of: [] }));
  const started = Date.now();
  const result = validateDefinition(
    { kind: 'segment', name: 'Wide', where: { type: 'any', of } },
    { definitions: published },
  );
  expect(result).toMatchObject({ valid: false, errors: [{ code: 'too-large' }] });
  expect(Date.now() - started).toBeLessThan(2_000);
});
