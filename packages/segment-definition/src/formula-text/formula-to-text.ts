import type { Definitions } from '../definition.ts';
import type { Formula } from '../formula.ts';
import type { ValueType } from '../value-type.ts';
import { binaries, conditions, namedKinds, type NamedKind } from './operators.ts';

/**
 * A formula as a person would type it: `[Purchases, last year] / 12`, `daysBetween({birthday}, asOf)`. Definitions stand in
 * square brackets by name, with their kind before it where two have one name; attributes in braces, with their type where
 * it is not the usual one. `parseFormula` reads it back as the same formula.
 */
export function formulaToText(formula: Formula, definitions: Definitions): string {
  const names = namesOf(definitions);
  const write = (node: Formula): string => {
    switch (node.type) {
      case 'number':
        return String(node.value);
      case 'asOf':
        return 'asOf';
      case 'aggregate':
        return named('aggregate', node.aggregate, names);
      case 'expression':
        return named('expression', node.expression, names);
      case 'metric':
        return named('metric', node.metric, names);
      case 'attribute':
        return attributeText(node.attribute.name, node.attribute.type, 'number');
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide': {
        const { sign, strength } = binaries[node.type];
        // Operations of equal strength are read from the left, so only the right side needs brackets then.
        const left = bracketed(node.left, strength);
        const right = bracketed(node.right, strength + 1);
        return `${left} ${sign} ${right}`;
      }
      case 'min':
      case 'max':
      case 'coalesce':
        return `${node.type}(${node.of.map(write).join(', ')})`;
      case 'abs':
      case 'round':
      case 'floor':
      case 'ceil':
      case 'ln':
        return `${node.type}(${write(node.of)})`;
      case 'daysBetween':
        return `daysBetween(${instant(node.from)}, ${instant(node.to)})`;
      case 'if':
        return `if(${write(node.left)} ${conditions[node.comparison]} ${write(node.right)}, ${write(node.then)}, ${write(node.else)})`;
    }
  };
  const bracketed = (node: Formula, strength: number): string => {
    const own = node.type in binaries ? binaries[node.type as keyof typeof binaries].strength : Infinity;
    return own < strength ? `(${write(node)})` : write(node);
  };
  const instant = (node: Formula): string =>
    node.type === 'attribute' ? attributeText(node.attribute.name, node.attribute.type, 'datetime') : write(node);
  return write(formula);
}

interface Names {
  /** By id: what to write for a definition. */
  texts: Map<string, string>;
}

function namesOf(definitions: Definitions): Names {
  const uses = new Map<string, number>();
  const use = (key: string): void => void uses.set(key, (uses.get(key) ?? 0) + 1);
  const all = [...definitions].filter(([, { kind }]) => (namedKinds as readonly string[]).includes(kind));
  for (const [, { kind, name }] of all) {
    use(name);
    use(`${kind}:${name}`);
  }
  const texts = new Map(
    all.map(([id, { kind, name }]) => {
      // Twice within one kind: only the id tells them apart. A name that looks like a prefix gets one itself.
      if (uses.get(`${kind}:${name}`)! > 1) return [id, `${kind}:${id}`];
      const plain = uses.get(name) === 1 && !/^\s*(aggregate|expression|metric)\s*:/.test(name);
      return [id, plain ? escaped(name, ']') : `${kind}:${escaped(name, ']')}`];
    }),
  );
  return { texts };
}

function named(kind: NamedKind, id: string, { texts }: Names): string {
  return `[${texts.get(id) ?? `${kind}:${id}`}]`;
}

function attributeText(name: string, type: ValueType, usual: ValueType): string {
  return `{${escaped(name, '}:')}${type === usual ? '' : `:${type}`}}`;
}

/** Puts a backslash before what would end the name or be cut off it. */
function escaped(name: string, special: string): string {
  return [...name]
    .map((character, index, all) => {
      const atEdge = index === 0 || index === all.length - 1;
      return character === '\\' || special.includes(character) || (atEdge && character.trim() === '')
        ? `\\${character}`
        : character;
    })
    .join('');
}
