import type { FormulaTextMessages } from '../messages/en-formula-text.ts';
import { sentences } from '../validation/in-words.ts';

/** What is wrong with a text, and the characters that it is about (UTF-16, `to` is the first after them). */
export class FormulaTextError extends Error {
  readonly from: number;
  readonly to: number;
  constructor(message: string, from: number, to: number) {
    super(message);
    this.from = from;
    this.to = to;
  }
}

interface Span {
  from: number;
  to: number;
}

/** A word, number or sign; or a name in brackets, with what was escaped in it kept apart. */
export type Token = Span &
  (
    | { type: 'number'; value: number }
    | { type: 'word'; text: string }
    | { type: 'sign'; text: string }
    | { type: 'definition'; name: string }
    | { type: 'attribute'; name: string; valueType: string | null }
    | { type: 'end' }
  );

const signs = ['<=', '>=', '!=', '<>', '==', '+', '-', '*', '/', '(', ')', ',', '=', '<', '>'];
/** What people paste from elsewhere. */
const alike: Readonly<Record<string, string>> = {
  '−': '-',
  '–': '-',
  '×': '*',
  '·': '*',
  '÷': '/',
  '≤': '<=',
  '≥': '>=',
  '≠': '!=',
  '<>': '!=',
  '==': '=',
};

/** Splits a text into tokens, the last of which is its end. Throws FormulaTextError. */
export function tokensOf(text: string, messages: FormulaTextMessages): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at, at + 400);
    const blank = /^\s+/.exec(rest)?.[0];
    if (blank) {
      at += blank.length;
      continue;
    }
    const token = text[at] === '[' || text[at] === '{' ? nameAt(text, at, messages) : plainAt(rest, at, messages);
    tokens.push(token);
    at = token.to;
  }
  return [...tokens, { type: 'end', from: text.length, to: text.length }];
}

function plainAt(rest: string, from: number, messages: FormulaTextMessages): Token {
  const number = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?/i.exec(rest)?.[0];
  if (number) return { type: 'number', value: Number(number), from, to: from + number.length };
  const word = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(rest)?.[0];
  if (word) return { type: 'word', text: word, from, to: from + word.length };
  const sign = [...signs, ...Object.keys(alike)].find((each) => rest.startsWith(each));
  if (sign) return { type: 'sign', text: alike[sign] ?? sign, from, to: from + sign.length };
  const character = String.fromCodePoint(rest.codePointAt(0)!);
  const hint = /["“„]/.test(character) ? messages.namesNotQuoted : undefined;
  throw new FormulaTextError(sentences(messages.noMeaning(character), hint), from, from + character.length);
}

/** A name up to its closing bracket; a backslash takes the next character as it is. Unescaped blanks at the edges go. */
function nameAt(text: string, from: number, messages: FormulaTextMessages): Token {
  const isDefinition = text[from] === '[';
  const closing = isDefinition ? ']' : '}';
  const characters: { character: string; escaped: boolean }[] = [];
  let at = from + 1;
  for (; at < text.length && text[at] !== closing; at++) {
    const escaped = text[at] === '\\' && at + 1 < text.length;
    if (escaped) at += 1;
    characters.push({ character: text[at]!, escaped });
  }
  if (at >= text.length) throw new FormulaTextError(messages.notClosed(closing), from, text.length);
  const to = at + 1;
  if (isDefinition) return { type: 'definition', name: trimmed(characters), from, to };
  const colon = characters.findLastIndex(({ character, escaped }) => character === ':' && !escaped);
  const [name, type] = colon < 0 ? [characters, null] : [characters.slice(0, colon), characters.slice(colon + 1)];
  return { type: 'attribute', name: trimmed(name), valueType: type && trimmed(type), from, to };
}

function trimmed(characters: { character: string; escaped: boolean }[]): string {
  const counts = ({ character, escaped }: { character: string; escaped: boolean }) =>
    escaped || character.trim() !== '';
  const first = characters.findIndex(counts);
  const last = characters.findLastIndex(counts);
  return first < 0
    ? ''
    : characters
        .slice(first, last + 1)
        .map(({ character }) => character)
        .join('');
}
