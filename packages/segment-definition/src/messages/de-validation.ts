import { deExpected, deKinds, deTypes } from './de-expected.ts';
import { dePatternReasons } from './de-pattern-reasons.ts';
import type { ValidationMessages } from './en-validation.ts';
import { codes, formsOf } from './forms.ts';

const { and, number } = formsOf('de-DE');
const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

/** What is said of definitions that are not valid, in German. */
export const deValidation: ValidationMessages = {
  expected: deExpected,
  refusals: {
    noName: 'Geben Sie einen Namen an.',
    parameterName: 'Ein Name enthält weder Steuerzeichen noch Backticks.',
    currency: 'Erwartet wird ein Code nach ISO 4217, z. B. EUR.',
    fineNumber: 'Eine Zahl hat höchstens acht Nachkommastellen.',
    fineNumberOfFormat1: 'Eine Zahl hat im Format 1 höchstens vier Nachkommastellen.',
    fineLevel: 'Das Niveau eines Quantils hat höchstens vier Nachkommastellen, z. B. 0,7.',
    fineShare: 'Ein Anteil hat höchstens vier Nachkommastellen.',
  },

  nothing: 'nichts',
  emptyText: 'ein leerer Text',
  text: (text) => `„${text}“`,
  emptyList: 'eine leere Liste',
  list: (length) => `eine Liste mit ${length === 1 ? 'einem Eintrag' : `${number(length)} Einträgen`}`,
  object: 'ein Objekt',
  theText: (shown) => `der Text ${shown}`,
  theNumber: (shown) => `die Zahl ${shown}`,

  didYouMean: (found) => `Meinten Sie \`${found}\`?`,
  expectedNot: (expected, shown) => `Erwartet wird ${expected}, nicht ${shown}.`,
  duplicate: (shown) => `${shown} steht schon in der Liste; einmal genügt. Entfernen Sie den Eintrag.`,

  shape: {
    missing: (field, expected) => `\`${field}\` fehlt. Erwartet wird ${expected}.`,
    missingDocument: (expected) => `Das Dokument fehlt. Erwartet wird ${expected}.`,
    unknownField: (field) => `Ein Feld \`${field}\` gibt es hier nicht.`,
    fields: (fields) =>
      fields.length === 1 ? `Das einzige Feld ist ${and(codes(fields))}.` : `Die Felder sind ${and(codes(fields))}.`,
    newerFormat: (said, known) =>
      `Dieses Dokument ist für eine neuere Version von Cutline: Es hat das Format ${said}, und hier sind die Formate 1 und ${known} bekannt.`,
    otherFormat: (expected, shown) => `Erwartet wird das Format ${expected}, nicht ${shown}.`,
  },

  size: {
    tooDeep: (most) => `Gruppen lassen sich bis zu ${number(most)} Ebenen tief verschachteln; hier sind es mehr.`,
    tooLarge:
      'Das ist zu groß für eine Definition. Listen fassen höchstens 1.000 Werte, Gruppen höchstens 200 Bedingungen.',
    conditionsTooDeep: (most) =>
      `Bedingungen lassen sich bis zu ${number(most)} Ebenen tief verschachteln. Lösen Sie Gruppen auf, oder verlagern Sie einige davon in ein eigenes Segment.`,
    tooManyConditions: (most, count) =>
      `Eine Definition fasst ${number(most)} Bedingungen, Filter mitgezählt; diese hat ${number(count)}. Verlagern Sie einige davon in eigene Segmente.`,
    formulaTooDeep: (most) =>
      `Eine Formel lässt sich bis zu ${number(most)} Ebenen tief verschachteln. Verlagern Sie Teile davon in eigene Ausdrücke.`,
    tooManyParts: (most, count) =>
      `Eine Formel kann ${number(most)} Teile haben; diese hat ${number(count)}. Verlagern Sie einige davon in eigene Ausdrücke.`,
  },

  references: {
    notAnId: (kind, shown) =>
      `Erwartet wird ${deExpected.idOf(kind)}, nicht ${shown}: Definitionen verweisen über ihre ID aufeinander.`,
    hasId: (kind, name, id) => `${capital(deKinds[kind].the)} „${name}“ hat die ID ${id}.`,
    unknown: (kind, id) => `In diesem Arbeitsbereich gibt es ${deKinds[kind].no} mit der ID ${id}.`,
    near: (id, name) => `Meinten Sie ${id}, „${name}“?`,
    wrongKind: (name, is, needed) => `„${name}“ ist ${deKinds[is].a}; hier wird ${deKinds[needed].a} gebraucht.`,
    cycle: (names) =>
      `Die Definition würde von sich selbst abhängen: ${names.join(' → ')}. Entfernen Sie einen dieser Verweise.`,
  },

  parameters: {
    unknownOfLines: (name) => `Produktzeilen haben kein \`${name}\`.`,
    expected: (expected) => `Erwartet wird ${expected}.`,
    fixedType: (name, fixed, type) =>
      `\`${name}\` ist immer ${deTypes[fixed].one}. Erwartet wird der Typ \`${fixed}\`, nicht \`${type}\`.`,
    notMoney: (name, money) =>
      `Nur ${and(codes(money))} sind Geldbeträge; \`${name}\` hat keine Währung. Lesen Sie es als \`number\`.`,
    attributeIsNotMoney: (name) =>
      `Attribute sind keine Geldbeträge, denn sie haben keine Währung. Lesen Sie \`${name}\` als \`number\`.`,
    distinctByLines: (name) =>
      `Ereignisse unterscheiden sich durch einen Wert, den sie selbst haben; \`${name}\` hat in jeder Produktzeile einen anderen. Erwartet wird ein Parameter des Ereignisses, z. B. \`orderId\`.`,
    distinctByList:
      'Ereignisse werden nicht durch eine Liste unterschieden. Erwartet wird ein Parameter mit einem einzelnen Wert.',
    ofLines: (instead) =>
      `Ein Ereignis kann viele Produktzeilen haben: Geben Sie an, ob mindestens eine (\`some\`) oder jede (\`every\`) gemeint ist, mit ${instead}.`,
  },

  aggregators: {
    wrongType: (aggregator, type, expected) =>
      `\`${aggregator}\` lässt sich nicht über ${deTypes[type].many} bilden. Erwartet wird ${expected}.`,
    ofTexts: (aggregators) => `Für Texte eignen sich ${and(codes(aggregators))}.`,
    noMetric: (aggregator, type) =>
      `Eine Kennzahl ist eine Zahl; \`${aggregator}\` ergibt hier ${deTypes[type].many}. Erwartet wird ein Parameter mit Zahlen oder eine Berechnung wie \`count\` oder \`distinctProfiles\`.`,
    statisticOfNumbers: (statistic) => `\`${statistic}\` wird aus Zahlen gebildet`,
    rankedByNumber: 'Die Rangfolge der Profile bestimmt eine Zahl',
    tiesByNumber: 'Bei Gleichstand entscheidet eine Zahl',
    notNumeric: (because, name, type) =>
      `${because}; „${name}“ ist ${deTypes[type].one}. Erwartet wird ${deExpected.numericValue}.`,
  },

  comparisons: {
    wrong: (comparison, type, expected) =>
      `\`${comparison}\` eignet sich nicht für ${deTypes[type].many}. Erwartet wird ${expected}.`,
    nearest: (comparison) => `Am nächsten kommt \`${comparison}\`.`,
    ignoreCase: (type) => `\`ignoreCase\` gilt nur für Texte; dies ist ${deTypes[type].one}. Lassen Sie es weg.`,
    wrongOrder: (from, to) =>
      `Zwischen ${from} und ${to} liegt nichts: \`from\` darf höchstens so groß wie \`to\` sein. Vertauschen Sie die beiden.`,
    wrongConstant: (expected, type, shown) =>
      `Erwartet wird ${expected}, weil hier ${deTypes[type].many} verglichen werden, nicht ${shown}.`,
    withoutQuotes: 'Schreiben Sie die Zahl ohne Anführungszeichen.',
    wrongOperand: (expected, type, kind, other) =>
      `Erwartet wird ${expected}, weil hier ${deTypes[type].many} verglichen werden; ${deKinds[kind].the} ist ${deTypes[other].one}.`,
    moneyWithCount: (expected, type, kind, other) =>
      `Geldbeträge werden nicht mit Anzahlen verglichen: Dies ist ${deTypes[type].one}, und ${deKinds[kind].the} ist ${deTypes[other].one}. Erwartet wird ${expected}.`,
    noCurrency: (type) =>
      `Nur Geldbeträge haben eine Währung; hier werden ${deTypes[type].many} verglichen. Lassen Sie \`currency\` weg.`,
    otherCurrency: (currency, said) =>
      `Beträge werden in der Währung des Arbeitsbereichs verglichen, in ${currency}, nicht in ${said}. Geben Sie den Betrag in ${currency} an.`,
    pattern: (reason) => `Erwartet wird ${deExpected.pattern}; dies ist keiner: ${reason}.`,
    patternReason: (reason, part) =>
      `${Object.hasOwn(dePatternReasons, reason) ? dePatternReasons[reason] : 'er ist nicht lesbar'}${part ? ` (\`${part}\`)` : ''}`,
    noLookaround: 'RE2 kann weder vorausschauen noch zurückschauen (look-ahead, look-behind).',
    wrongTimes: (shown) => `Erwartet wird ${deExpected.numberOfTimes}, weil Ereignisse gezählt werden, nicht ${shown}.`,
    currencyOfTimes: 'Eine Anzahl hat keine Währung. Lassen Sie `currency` weg.',
  },

  formulas: {
    notOfMetrics: (type) =>
      `Die Formel einer Kennzahl rechnet mit Kennzahlen und Zahlen; \`${type}\` ist bei jedem Profil etwas anderes. Bilden Sie daraus zuerst eine Kennzahl (\`values\`).`,
    metricInExpression:
      'Ein Ausdruck ist ein Wert jedes Profils, berechnet aus Attributen, Aggregaten und Ausdrücken; Kennzahlen gehören in die Formel einer Kennzahl. Um ein Profil mit einer Kennzahl zu vergleichen, verwenden Sie eine Bedingung.',
    notAnInstant: (type) =>
      `Tage liegen zwischen zwei Zeitpunkten; dies ist ${type ? deTypes[type].one : deExpected.somethingElse}. Erwartet wird ${deExpected.instantInFormula}.`,
    notANumber: (type) => `Formeln rechnen mit Zahlen; dies ist ${deTypes[type].one}.`,
    instantElsewhere: 'Zeitpunkte stehen nur in `daysBetween`.',
  },

  windows: {
    endsFirst: (start, end) =>
      `Der Zeitraum endet, bevor er beginnt: Von ${start} bis vor ${end} liegt nichts. Das Ende ist der erste Zeitpunkt außerhalb, liegt also nach dem Beginn.`,
    notWithDays: (unit) =>
      `Ein Zeitraum mit ${unit === 'minute' ? 'Minuten' : 'Stunden'} wird vom Zeitpunkt selbst an zurückgezählt; er kann nicht mit einem Tag beginnen. Lassen Sie \`exact\` weg.`,
    noHours: (from, to) =>
      `Von ${from} bis vor ${to} Uhr ist entweder gar keine Zeit oder der ganze Tag. Für den ganzen Tag lassen Sie \`hours\` weg; sonst geben Sie zwei verschiedene Stunden an, z. B. 22 und 6 für die Nacht.`,
    noSuchMoment: (moment) => `Erwartet wird ${deExpected.moment}; ${moment} gibt es nicht.`,
  },

  warnings: {
    action: (name) => `Kein Ereignis hieß je „${name}“.`,
    parameter: (name) => `Keines der letzten dieser Ereignisse enthält „${name}“.`,
    attribute: (name) => `Kein Profil hat je das Attribut „${name}“ bekommen.`,
    channel: (name) => `Nach dem Kanal „${name}“ wurde nie jemand gefragt.`,
    near: (name) => `Meinten Sie „${name}“?`,
    metricWithoutValue: (name) =>
      `„${name}“ hat keinen Wert, da niemand zu den Kunden gehört, aus denen die Kennzahl berechnet wird: Damit lässt sich nichts vergleichen.`,
  },
};
