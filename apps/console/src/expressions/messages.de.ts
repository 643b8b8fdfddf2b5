import type { Messages } from '../language/messages.ts';

export const expressions: Messages['expressions'] = {
  emptyTitle: 'Rechnen Sie mit dem, was Sie über einen Kunden wissen',
  emptyText:
    'Ein Ausdruck ist eine Formel je Kunde aus Aggregaten, Attributen und anderen Ausdrücken: etwa die Käufe des letzten Jahres geteilt durch 12. Daraus lassen sich Kennzahlen und Segmente bilden.',
  writeFormulaFirst: 'Schreiben Sie eine Formel, und Sie sehen hier, wie sich ihre Werte über Ihre Kunden verteilen.',
  exampleFormula: '[Käufe, letztes Jahr] / 12',
  exampleName: 'Käufe pro Monat',

  formula: 'Formel',
  formulaMissing: 'Schreiben Sie eine Formel.',
  formulaHelp: {
    customer:
      'Definitionen stehen in [eckigen Klammern], Attribute in {geschweiften}; gerechnet wird mit + − * / und runden Klammern. Hat ein Teil keinen Wert, hat das Ganze keinen.',
    metrics:
      'Kennzahlen stehen in [eckigen Klammern]; gerechnet wird mit + − * / und runden Klammern. Hat ein Teil keinen Wert, hat das Ganze keinen.',
  },
  completions: (label) => `${label}: Vorschläge`,
  insertIntoFormula: 'In die Formel einfügen',
  insert: {
    aggregate: 'Aggregat einfügen',
    expression: 'Ausdruck einfügen',
    metric: 'Kennzahl einfügen',
    attribute: 'Attribut einfügen',
  },
  insertable: {
    aggregate: 'Aggregat',
    expression: 'Ausdruck',
    metric: 'Kennzahl',
    attribute: 'Attribut',
    function: 'Funktion',
  },
  attributeOf: (type) => `Attribut, ${type}`,
  functions: {
    if: 'if(a > b, dann, sonst)',
    min: 'der kleinste von mehreren Werten',
    max: 'der größte von mehreren Werten',
    coalesce: 'der erste, der einen Wert hat',
    round: 'zur nächsten ganzen Zahl',
    floor: 'zur ganzen Zahl darunter',
    ceil: 'zur ganzen Zahl darüber',
    abs: 'ohne Vorzeichen',
    ln: 'natürlicher Logarithmus',
    daysBetween: 'Kalendertage von einem Zeitpunkt zu einem anderen',
    asOf: 'der Zeitpunkt, für den gerechnet wird',
  },
};
