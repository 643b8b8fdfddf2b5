import { formulaParts, type Formula } from '../formula.ts';
import { isNumeric, type ValueType } from '../value-type.ts';
import { profileValueType } from '../value-type-of.ts';
import type { CheckContext } from './check-context.ts';
import { typeInWords } from './check-operand.ts';
import { checkAttribute } from './check-parameter.ts';
import { shown } from './in-words.ts';

const most = 500;
const deepest = 50;

/** Checks a formula of an expression, or of a metric: each has inputs of its own, and every part is a number. */
export function checkFormula(formula: Formula, of: 'expression' | 'metric', at: string, context: CheckContext): void {
  let nodes = 0;
  const visit = (node: Formula, path: string, wants: 'number' | 'instant', depth: number): void => {
    nodes += 1;
    if (depth === deepest + 1)
      context.report(
        path,
        'too-deep',
        `A formula can be nested ${deepest} deep. Move parts of it to expressions of their own.`,
      );
    if (depth > deepest) return;
    checkNode(node, of, path, wants, context);
    const inner = node.type === 'daysBetween' ? 'instant' : 'number';
    for (const [place, part] of formulaParts(node)) visit(part, `${path}/${place}`, inner, depth + 1);
  };
  visit(formula, at, 'number', 1);
  if (nodes > most) {
    const message = `A formula can have ${most} parts; this has ${nodes}. Move some of them to expressions of their own.`;
    context.report(at, 'too-large', message, { expected: `at most ${most} parts` });
  }
}

function checkNode(
  node: Formula,
  of: 'expression' | 'metric',
  path: string,
  wants: 'number' | 'instant',
  context: CheckContext,
): void {
  const { report } = context;
  if (of === 'metric' && ['aggregate', 'expression', 'attribute', 'asOf', 'daysBetween'].includes(node.type)) {
    const message = `A metric’s formula is over metrics and numbers: \`${node.type}\` is a matter of each profile. Make a metric of it first (\`values\`).`;
    return report(`${path}/type`, 'wrong-type', message, { expected: 'a `metric` or a `number`', nearest: 'metric' });
  }
  if (of === 'expression' && node.type === 'metric') {
    const message =
      'An expression is a value of each profile, over attributes, aggregates and expressions; metrics belong in a metric’s formula. To compare a profile with a metric, use a condition.';
    return report(`${path}/type`, 'wrong-type', message, { expected: 'an `aggregate`, `expression` or `attribute`' });
  }
  if (node.type === 'number' && !Number.isFinite(node.value))
    return report(`${path}/value`, 'invalid', `Expected a number, not ${shown(node.value)}.`);
  const type = typeOf(node, context);
  if (wants === 'instant') {
    if (type === 'datetime') return;
    const expected = '`asOf`, or an attribute or aggregate of type `datetime`';
    const what = type ? typeInWords[type] : 'something else';
    return report(path, 'wrong-type', `Days lie between two instants; this is ${what}. Expected ${expected}.`, {
      expected,
    });
  }
  if (type === undefined || isNumeric(type)) return;
  const expected = 'a number';
  const hint = type === 'datetime' ? ' An instant stands in `daysBetween` only.' : '';
  report(path, 'wrong-type', `Formulas calculate with numbers; this is ${typeInWords[type]}.${hint}`, { expected });
}

/** The type of a part; undefined where the definition is not there (which is reported as such). */
function typeOf(node: Formula, context: CheckContext): ValueType | undefined {
  switch (node.type) {
    case 'asOf':
      return 'datetime';
    case 'attribute':
      return node.attribute.type;
    case 'aggregate':
    case 'expression':
      return profileValueType(node, context.definitions) ?? undefined;
    default:
      return 'number';
  }
}

/** Checks the attributes that a formula reads. */
export function checkFormulaAttributes(formula: Formula, at: string, context: CheckContext): void {
  if (formula.type === 'attribute') checkAttribute(formula.attribute, `${at}/attribute`, context);
  for (const [place, part] of formulaParts(formula)) checkFormulaAttributes(part, `${at}/${place}`, context);
}
