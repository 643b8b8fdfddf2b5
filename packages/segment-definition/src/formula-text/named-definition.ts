import type { Definitions } from '../definition.ts';
import type { FormulaInput } from '../formula.ts';
import type { FormulaTextMessages } from '../messages/en-formula-text.ts';
import { sentences } from '../validation/in-words.ts';
import { nearest } from '../validation/nearest.ts';
import { namedKinds, type NamedKind } from './operators.ts';
import { FormulaTextError, type Token } from './tokens.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The definition that a name in square brackets means; `aggregate:` and the like before it say the kind. Throws FormulaTextError. */
export function namedDefinition(
  token: Extract<Token, { type: 'definition' }>,
  definitions: Definitions,
  messages: FormulaTextMessages,
): FormulaInput {
  const { from, to } = token;
  const prefix = /^(aggregate|expression|metric)\s*:\s*/.exec(token.name);
  const kinds = prefix ? [prefix[1] as NamedKind] : namedKinds;
  const name = prefix ? token.name.slice(prefix[0].length) : token.name;
  if (name === '') throw new FormulaTextError(messages.noDefinitionName, from, to);
  const candidates = [...definitions].filter(([, { kind }]) => (kinds as readonly string[]).includes(kind));
  const found = candidates.filter(([, document]) => document.name === name);
  if (found.length === 1) return input(found[0]![1].kind as NamedKind, found[0]![0]);
  if (found.length > 1) {
    const ways = found.map(([id, { kind }]) => `[${kind}:${kinds.length > 1 ? name : id}]`);
    throw new FormulaTextError(messages.nameOfSeveral(name, ways), from, to);
  }
  if (uuid.test(name)) {
    const kind = definitions.get(name)?.kind ?? (prefix?.[1] as NamedKind | undefined);
    if (kind && kind !== 'segment' && (kinds as readonly string[]).includes(kind)) return input(kind, name);
  }
  const near = nearest(
    name,
    candidates.map(([, document]) => document.name),
  );
  const unknown = messages.noSuchDefinition(name, kinds.length === 1 ? kinds[0] : undefined);
  throw new FormulaTextError(sentences(unknown, near === undefined ? undefined : messages.near(near)), from, to);
}

function input(kind: NamedKind, id: string): FormulaInput {
  switch (kind) {
    case 'aggregate':
      return { type: 'aggregate', aggregate: id };
    case 'expression':
      return { type: 'expression', expression: id };
    case 'metric':
      return { type: 'metric', metric: id };
  }
}
