import { deKinds } from './de-expected.ts';
import type { FormulaTextMessages } from './en-formula-text.ts';
import { codes, formsOf } from './forms.ts';

const { and, number, or } = formsOf('de-DE');
const values = (count: number): string => (count === 1 ? 'einen Wert' : `${number(count)} Werte`);

/** What is said of formulas that cannot be read, in German. */
export const deFormulaText: FormulaTextMessages = {
  tooLong: 'Das ist zu lang für eine Formel.',
  tooDeep: (most) => `Eine Formel lässt sich bis zu ${number(most)} Ebenen tief verschachteln.`,
  tooManyParts: (most) => `Eine Formel kann ${number(most)} Teile haben.`,
  numberTooLarge: (most) => `Zahlen liegen zwischen ±${number(most)}.`,

  unexpected: (expected, atEnd) => `${expected}${atEnd ? ', aber die Formel endet hier' : ''}.`,
  complete: 'Die Formel ist davor schon vollständig; vielleicht fehlt ein Operator wie `+`',
  part: 'Erwartet wird eine Zahl, eine [Definition], ein {Attribut} oder eine Funktion wie `min(…)`',
  comparison: 'Erwartet wird ein Vergleich: `if(a > b, dann, sonst)` mit `=`, `!=`, `<`, `<=`, `>` oder `>=`',
  closing: (opened) => `Erwartet wird „)“ zu der Klammer, die bei Zeichen ${opened} geöffnet wurde`,
  sign: (sign) => `Erwartet wird „${sign}“`,

  noAttributeName: 'Zwischen den geschweiften Klammern steht der Name eines Attributs: {score}.',
  noSuchType: (type, types) => `\`${type}\` ist kein Typ; es gibt ${and(codes(types))}.`,
  noSuchFunction: (name, words) => `Eine Funktion \`${name}\` gibt es nicht; es gibt ${and(codes(words))}.`,
  namesInBrackets: 'Definitionen stehen in eckigen Klammern, Attribute in geschweiften.',
  wrongCount: (name, from, to, count) =>
    `\`${name}\` nimmt ${from === to ? values(from) : `${number(from)} bis ${values(to)}`}; angegeben ${count === 1 ? 'ist' : 'sind'} ${number(count)}.`,

  noDefinitionName: 'Zwischen den eckigen Klammern steht der Name einer Definition: [Käufe].',
  nameOfSeveral: (name, ways) =>
    `„${name}“ heißen ${number(ways.length)} Definitionen. Schreiben Sie ${or([...ways])}.`,
  noSuchDefinition: (name, kind) =>
    kind === undefined
      ? `Es gibt weder ein Aggregat noch einen Ausdruck noch eine Kennzahl namens „${name}“.`
      : `Es gibt ${deKinds[kind].no} namens „${name}“.`,
  near: (name) => `Meinten Sie [${name}]?`,

  noMeaning: (character) => `„${character}“ hat hier keine Bedeutung.`,
  namesNotQuoted: 'Namen von Definitionen stehen in eckigen Klammern: [Käufe].',
  notClosed: (closing) => `Diese Klammer ist nicht geschlossen: „${closing}“ fehlt.`,
};
