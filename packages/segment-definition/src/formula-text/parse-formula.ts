import type { Definitions } from '../definition.ts';
import type { Formula } from '../formula.ts';
import { messagesOf, type Language } from '../messages/catalogue.ts';
import type { Messages } from '../messages/en.ts';
import { sentences } from '../validation/in-words.ts';
import { nearest } from '../validation/nearest.ts';
import { valueType } from '../value-type.ts';
import { namedDefinition } from './named-definition.ts';
import { binaries, conditions, functions, type Binary, type Condition, type FunctionName } from './operators.ts';
import { FormulaTextError, tokensOf, type Token } from './tokens.ts';

/** What is wrong in the reader's language, and from which character to before which (UTF-16). */
export interface FormulaError {
  message: string;
  from: number;
  to: number;
}

const deepest = 50;
const longest = 50_000;
const most = 500;
const largestNumber = 1e15;

/**
 * Reads a formula as it is typed: `+ - * /` and brackets; `min max coalesce abs round floor ceil ln daysBetween`;
 * `if(a > b, then, else)`; `asOf`; definitions by name as `[Purchases]` (`[metric:Line]` where a name is not enough) and attributes as
 * `{birthday:datetime}` (without a type a number, and in `daysBetween` an instant). Formulas are written alike in every
 * language; what is wrong is said in `language`. Never throws.
 */
export function parseFormula(
  text: string,
  definitions: Definitions,
  language: Language = 'en',
): { formula: Formula } | { error: FormulaError } {
  const messages = messagesOf(language);
  const { formulaText } = messages;
  try {
    if (text.length > longest) throw new FormulaTextError(formulaText.tooLong, longest, text.length);
    return { formula: new Reader(tokensOf(text, formulaText), definitions, messages).all() };
  } catch (error) {
    if (!(error instanceof FormulaTextError)) throw error;
    const { message, from, to } = error;
    return { error: { message, from, to } };
  }
}

/** Reads tokens from left to right, one rule of the grammar in a method. */
class Reader {
  readonly #tokens: Token[];
  readonly #definitions: Definitions;
  readonly #messages: Messages['formulaText'];
  readonly #didYouMean: Messages['validation']['didYouMean'];
  /** Attributes whose type was not said. */
  readonly #untyped = new WeakSet<Formula>();
  #at = 0;
  #depth = 0;
  #parts = 0;

  constructor(tokens: Token[], definitions: Definitions, { formulaText, validation }: Messages) {
    this.#tokens = tokens;
    this.#definitions = definitions;
    this.#messages = formulaText;
    this.#didYouMean = validation.didYouMean;
  }

  all(): Formula {
    const formula = this.#sum();
    const rest = this.#next;
    if (rest.type !== 'end') throw this.#unexpected(rest, this.#messages.complete);
    return formula;
  }

  #sum(): Formula {
    return this.#chain(['add', 'subtract'], () => this.#product());
  }

  #product(): Formula {
    return this.#chain(['multiply', 'divide'], () => this.#signed());
  }

  #chain(types: Binary[], part: () => Formula): Formula {
    this.#depth += 1;
    if (this.#depth > deepest * 2) throw this.#refuse(this.#messages.tooDeep(deepest), this.#next);
    let left = part();
    for (;;) {
      const type = types.find((each) => this.#takes(binaries[each].sign));
      if (!type) break;
      left = this.#counted({ type, left, right: part() });
    }
    this.#depth -= 1;
    return left;
  }

  /** A minus before a number is a part of it; before anything else it takes that from 0. */
  #signed(): Formula {
    if (!this.#takes('-')) return this.#part();
    const next = this.#next;
    if (next.type === 'number') {
      this.#at += 1;
      return this.#counted(this.#number(next, -1));
    }
    return this.#counted({ type: 'subtract', left: { type: 'number', value: 0 }, right: this.#part() });
  }

  #part(): Formula {
    const token = this.#next;
    this.#at += 1;
    switch (token.type) {
      case 'number':
        return this.#counted(this.#number(token, 1));
      case 'definition':
        return this.#counted(namedDefinition(token, this.#definitions, this.#messages));
      case 'attribute':
        return this.#counted(this.#attribute(token));
      case 'word':
        return this.#counted(this.#word(token));
      case 'sign':
        if (token.text === '(') {
          const inner = this.#sum();
          this.#expect(')', token);
          return inner;
        }
    }
    this.#at -= 1;
    throw this.#unexpected(token, this.#messages.part);
  }

  #number(token: Extract<Token, { type: 'number' }>, sign: 1 | -1): Formula {
    if (token.value > largestNumber) throw this.#refuse(this.#messages.numberTooLarge(largestNumber), token);
    return { type: 'number', value: sign * token.value };
  }

  #attribute(token: Extract<Token, { type: 'attribute' }>): Formula {
    if (token.name === '') throw this.#refuse(this.#messages.noAttributeName, token);
    const type = valueType.safeParse(token.valueType ?? 'number');
    if (!type.success) {
      const meant = nearest(token.valueType!, valueType.options);
      const refused = this.#messages.noSuchType(token.valueType!, valueType.options);
      throw this.#refuse(sentences(refused, meant && this.#didYouMean(meant)), token);
    }
    const node: Formula = { type: 'attribute', attribute: { name: token.name, type: type.data } };
    if (token.valueType === null) this.#untyped.add(node);
    return node;
  }

  #word(token: Extract<Token, { type: 'word' }>): Formula {
    if (token.text === 'asOf') return { type: 'asOf' };
    if (!Object.hasOwn(functions, token.text)) {
      const words = [...Object.keys(functions), 'asOf'];
      const isName = this.#next.type !== 'sign' || this.#next.text !== '(';
      const meant = nearest(token.text, words);
      const hint = isName ? this.#messages.namesInBrackets : undefined;
      const refused = this.#messages.noSuchFunction(token.text, words);
      throw this.#refuse(sentences(refused, meant === undefined ? hint : this.#didYouMean(meant)), token);
    }
    const name = token.text as FunctionName;
    this.#expect('(', token);
    const node = name === 'if' ? this.#if() : this.#called(name, token);
    this.#expect(')', token);
    return node;
  }

  #if(): Formula {
    const left = this.#sum();
    const token = this.#next;
    const comparison = (Object.keys(conditions) as Condition[]).find((each) => this.#takes(conditions[each]));
    if (!comparison) throw this.#unexpected(token, this.#messages.comparison);
    const right = this.#sum();
    this.#expect(',', token);
    const then = this.#sum();
    this.#expect(',', token);
    return { type: 'if', left, comparison, right, then, else: this.#sum() };
  }

  #called(name: Exclude<FunctionName, 'if'>, token: Token): Formula {
    const parts = [this.#sum()];
    while (this.#takes(',')) parts.push(this.#sum());
    const { from, to } = functions[name];
    if (parts.length < from || parts.length > to)
      throw this.#refuse(this.#messages.wrongCount(name, from, to, parts.length), token);
    const [first, second] = parts as [Formula, Formula];
    switch (name) {
      case 'min':
      case 'max':
      case 'coalesce':
        return { type: name, of: parts };
      case 'daysBetween':
        return { type: name, from: this.#asInstant(first), to: this.#asInstant(second) };
      default:
        return { type: name, of: first };
    }
  }

  #asInstant(node: Formula): Formula {
    if (node.type !== 'attribute' || !this.#untyped.has(node)) return node;
    return { type: 'attribute', attribute: { ...node.attribute, type: 'datetime' } };
  }

  get #next(): Token {
    return this.#tokens[this.#at]!;
  }

  #takes(sign: string): boolean {
    const token = this.#next;
    if (token.type !== 'sign' || token.text !== sign) return false;
    this.#at += 1;
    return true;
  }

  #expect(sign: string, since: Token): void {
    if (this.#takes(sign)) return;
    const { closing, sign: expected } = this.#messages;
    throw this.#unexpected(this.#next, sign === ')' ? closing(since.from + 1) : expected(sign));
  }

  #counted(node: Formula): Formula {
    this.#parts += 1;
    if (this.#parts > most) throw this.#refuse(this.#messages.tooManyParts(most), this.#tokens[this.#at - 1]!);
    return node;
  }

  #unexpected(token: Token, expected: string): FormulaTextError {
    return this.#refuse(this.#messages.unexpected(expected, token.type === 'end'), token);
  }

  #refuse(message: string, { from, to }: Token): FormulaTextError {
    return new FormulaTextError(message, from, to);
  }
}
