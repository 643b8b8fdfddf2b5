import { codes, formsOf } from './forms.ts';
import type { NamedKind } from '../formula-text/operators.ts';

const { and, number, or } = formsOf('en-GB');

/** What is said of formulas that cannot be read. Hints stand after a sentence of their own. */
export const enFormulaText = {
  tooLong: 'This is too long for a formula.',
  tooDeep: (most: number) => `A formula can be nested ${number(most)} deep.`,
  tooManyParts: (most: number) => `A formula can have ${number(most)} parts.`,
  numberTooLarge: (most: number) => `Numbers lie between ±${number(most)}.`,

  /** What should stand at a place: `atEnd` where nothing stands there any more. */
  unexpected: (expected: string, atEnd: boolean) => `${expected}${atEnd ? ', but the formula ends here' : ''}.`,
  complete: 'The formula is complete before this; an operator such as `+` may be missing',
  part: 'Expected a number, a [definition], an {attribute} or a function such as `min(…)`',
  comparison: 'Expected a comparison: `if(a > b, then, else)` with `=`, `!=`, `<`, `<=`, `>` or `>=`',
  closing: (opened: number) => `Expected “)” for the bracket that was opened at character ${opened}`,
  sign: (sign: string) => `Expected “${sign}”`,

  noAttributeName: 'Between the braces stands the name of an attribute: {score}.',
  noSuchType: (type: string, types: readonly string[]) => `\`${type}\` is no type; there are ${and(codes(types))}.`,
  noSuchFunction: (name: string, words: readonly string[]) =>
    `There is no function \`${name}\`; there are ${and(codes(words))}.`,
  namesInBrackets: 'Definitions stand in square brackets, attributes in braces.',
  wrongCount: (name: string, from: number, to: number, count: number) =>
    `\`${name}\` takes ${from < to ? `${from} to ${to} values` : from === 1 ? 'one value' : `${from} values`}; here are ${count}.`,

  noDefinitionName: 'Between the brackets stands the name of a definition: [Purchases].',
  nameOfSeveral: (name: string, ways: readonly string[]) =>
    `“${name}” is the name of ${ways.length} definitions. Write ${or([...ways])}.`,
  /** `kind` undefined: of any kind that a formula can name. */
  noSuchDefinition: (name: string, kind: NamedKind | undefined) =>
    `There is no ${kind ?? 'aggregate, expression or metric'} called “${name}”.`,
  near: (name: string) => `Did you mean [${name}]?`,

  noMeaning: (character: string) => `“${character}” has no meaning here.`,
  namesNotQuoted: 'Names of definitions stand in square brackets: [Purchases].',
  notClosed: (closing: string) => `This bracket is not closed: “${closing}” is missing.`,
};

export type FormulaTextMessages = typeof enFormulaText;
