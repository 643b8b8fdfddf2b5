import type { DefinitionKind } from '../definition.ts';
import type { ValueType } from '../value-type.ts';
import type { Bound, Expected } from './en-expected.ts';
import { codes, formsOf } from './forms.ts';

const { and, counted, number, or } = formsOf('de-DE');

/** “the” and “a” in the nominative, “no” in the accusative. */
export const deKinds: Readonly<Record<DefinitionKind, { the: string; a: string; no: string; ofA: string }>> = {
  aggregate: { the: 'das Aggregat', a: 'ein Aggregat', no: 'kein Aggregat', ofA: 'eines Aggregats' },
  expression: { the: 'der Ausdruck', a: 'ein Ausdruck', no: 'keinen Ausdruck', ofA: 'eines Ausdrucks' },
  metric: { the: 'die Kennzahl', a: 'eine Kennzahl', no: 'keine Kennzahl', ofA: 'einer Kennzahl' },
  segment: { the: 'das Segment', a: 'ein Segment', no: 'kein Segment', ofA: 'eines Segments' },
};

/** A value of a type, and such values, in the nominative; the plural is the accusative too. */
export const deTypes: Readonly<Record<ValueType, { one: string; many: string }>> = {
  string: { one: 'ein Text', many: 'Texte' },
  boolean: { one: 'ein Wahrheitswert', many: 'Wahrheitswerte' },
  integer: { one: 'eine ganze Zahl', many: 'ganze Zahlen' },
  number: { one: 'eine Zahl', many: 'Zahlen' },
  money: { one: 'ein Geldbetrag', many: 'Geldbeträge' },
  datetime: { one: 'ein Zeitpunkt', many: 'Zeitpunkte' },
  list: { one: 'eine Liste', many: 'Listen' },
};

/** The same in German: in the nominative, as after “Erwartet wird”. */
export const deExpected: Expected = {
  oneOf: (values) => or(codes(values)),
  allOf: (values) => and(codes(values)),
  objectOfTypes: (discriminator, types) => `ein Objekt, dessen \`${discriminator}\` ${or(codes(types))} ist`,
  object: (fields) => `ein Objekt mit ${and(codes(fields))}`,
  list: (from, to, each) => {
    const last = to ?? from ?? 0;
    return `eine Liste mit ${range(from, to) || 'beliebig vielen'} ${counted(last, 'Eintrag', 'Einträgen')}, je ${each}`;
  },
  idOf: (kind) => `die ID ${deKinds[kind].ofA}`,
  text: (from, to) => {
    if (from === undefined && to === undefined) return 'ein Text';
    return from === 1 && to === undefined ? 'ein nicht leerer Text' : `ein Text mit ${range(from, to)} Zeichen`;
  },
  number: ({ whole, from, above, to }) => {
    const what = whole ? 'eine ganze Zahl' : 'eine Zahl';
    if (above !== undefined)
      return `${what} größer als ${number(above)}${to === undefined ? '' : ` und höchstens ${number(to)}`}`;
    if (from !== undefined && to === -from) return `${what} zwischen ±${number(to)}`;
    if (from !== undefined && to !== undefined) return `${what} von ${number(from)} bis ${number(to)}`;
    if (from !== undefined) return `${what} ab ${number(from)}`;
    return to === undefined ? what : `${what} bis ${number(to)}`;
  },
  boolean: '`true` oder `false`',
  date: 'ein Datum wie `1997-01-01`',
  instant: 'ein Zeitpunkt wie `1997-01-01T00:00:00Z`',
  either: (options) => options.join(' oder '),
  somethingElse: 'etwas anderes',

  aNumber: 'eine Zahl',
  aText: 'ein Text',
  numberFrom: (from) => `eine Zahl ab ${from}`,
  numberOfTimes: 'eine ganze Zahl ab 0',
  moneyOrNumber: 'ein Geldbetrag oder eine Zahl',
  valueOfType: (type) => deTypes[type].one,
  numericValue: 'ein Aggregat oder ein Ausdruck, dessen Wert eine Zahl ist',
  type: (type) => `\`${type}\``,
  anyTypeButList: 'jeder Typ außer `list`',
  parameterOfType: (types) => `ein Parameter vom Typ ${or(codes(types))}`,
  parameterOfEvent: 'ein Parameter des Ereignisses',
  pattern: 'ein regulärer Ausdruck in der Syntax von RE2',
  moment: 'ein Datum (1997-01-01) oder ein Zeitpunkt (1997-01-01T00:00:00Z)',
  momentAfter: (start) => `ein Zeitpunkt nach ${start}`,
  trueOrNothing: '`true` oder keine Angabe',
  otherHour: (hour) => `eine andere Stunde als ${hour}`,
  partOfMetric: '`metric` oder `number`',
  partOfExpression: '`aggregate`, `expression` oder `attribute`',
  instantInFormula: '`asOf` oder ein Attribut oder Aggregat vom Typ `datetime`',
  atMostParts: (most) => `höchstens ${number(most)} Teile`,
  atMostLevels: (most) => `höchstens ${number(most)} Ebenen`,
  atMostConditions: (most) => `höchstens ${number(most)} Bedingungen`,
  format: (format) => `${format} oder keine Angabe`,
};

/** After “mit”. */
function range(from: Bound, to: Bound): string {
  if (from === undefined) return to === undefined ? '' : `höchstens ${number(to)}`;
  return to === undefined ? `mindestens ${number(from)}` : `${number(from)} bis ${number(to)}`;
}
