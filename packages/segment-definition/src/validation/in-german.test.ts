import { expect, it } from 'vitest';
import { ids, published } from '../../test/every-construct.ts';
import { aggregate, by, compared, constant, during, expression, made, moreThan, n, refine } from '../../test/pieces.ts';
import { everyone, segment } from '../../test/pieces.ts';
import { validateDefinition } from './validate-definition.ts';

const errorOf = (document: unknown) => {
  const result = validateDefinition(document, { definitions: published, currency: 'EUR', language: 'de' });
  return result.valid ? undefined : result.errors[0];
};

it.each<[string, unknown, string, string?]>([
  [
    'a misspelt field',
    during({ type: 'since', strat: '2026-01-01' }),
    'Ein Feld `strat` gibt es hier nicht. Meinten Sie `start`? Die Felder sind `type`, `start` und `onlyOn`.',
    '`type`, `start` und `onlyOn`',
  ],
  [
    'a count in quotes',
    during({ type: 'last', count: '3', unit: 'day' }),
    'Erwartet wird eine ganze Zahl von 1 bis 10.000, nicht „3“.',
    'eine ganze Zahl von 1 bis 10.000',
  ],
  [
    'no action',
    { ...aggregate, actions: [] },
    'Erwartet wird eine Liste mit 1 bis 50 Einträgen, je ein Text mit 1 bis 200 Zeichen, nicht eine leere Liste.',
  ],
  ['what a schema says itself', { ...aggregate, name: ' ' }, 'Geben Sie einen Namen an.'],
  [
    'a name for an id',
    compared('Purchases', moreThan(constant(1))),
    `Erwartet wird die ID eines Aggregats, nicht „Purchases“: Definitionen verweisen über ihre ID aufeinander. Das Aggregat „Purchases“ hat die ID ${ids.purchases}.`,
  ],
  [
    'a reference to another kind',
    compared(ids.heavyLine, moreThan(constant(1))),
    '„Heavy-buyer line“ ist eine Kennzahl; hier wird ein Aggregat gebraucht.',
  ],
  [
    'a comparison of another type',
    by('x', 'datetime', { type: 'lessThan', operand: constant(3) }),
    '`lessThan` eignet sich nicht für Zeitpunkte. Erwartet wird `before`, `after`, `on`, `within`, `withinNext`, `sameDay`, `sameMonth`, `isSet` oder `isNotSet`. Am nächsten kommt `before`.',
  ],
  [
    'money against a count',
    compared(ids.spend, moreThan({ type: 'metric', metric: ids.orders })),
    'Geldbeträge werden nicht mit Anzahlen verglichen: Dies ist ein Geldbetrag, und die Kennzahl ist eine ganze Zahl. Erwartet wird ein Geldbetrag oder eine Zahl.',
    'ein Geldbetrag oder eine Zahl',
  ],
  [
    'a pattern that is none',
    by('x', 'string', { type: 'matches', pattern: '(?=a)' }),
    'Erwartet wird ein regulärer Ausdruck in der Syntax von RE2; dies ist keiner: diese Schreibweise von Perl gibt es nicht oder sie wird nicht unterstützt (`(?=`). RE2 kann weder vorausschauen noch zurückschauen (look-ahead, look-behind).',
  ],
  [
    'a sum of texts',
    made('sum', { name: 'x', type: 'string' }),
    '`sum` lässt sich nicht über Texte bilden. Erwartet wird ein Parameter vom Typ `integer`, `number` oder `money`. Für Texte eignen sich `distinctCount`, `first`, `last` und `mostFrequent`.',
  ],
  [
    'a formula with a text',
    expression({ type: 'add', left: { type: 'aggregate', aggregate: ids.firstStore }, right: n(1) }),
    'Formeln rechnen mit Zahlen; dies ist ein Text.',
  ],
  [
    'a share of more than all',
    segment(everyone, { ...refine, take: { type: 'share', percent: 101 } }),
    'Erwartet wird eine Zahl größer als 0 und höchstens 100, nicht 101.',
  ],
])('says of %s what is wrong in German', (_, document, message, expected) => {
  const error = errorOf(document);
  expect(error?.message).toBe(message);
  if (expected !== undefined) expect(error?.expected).toBe(expected);
});
