import { formulaParts, type Formula } from '../formula.ts';
import { isNumeric, type ValueType } from '../value-type.ts';
import { profileValueType } from '../value-type-of.ts';
import type { CheckContext } from './check-context.ts';
import { checkAttribute } from './check-parameter.ts';
import { sentences, shown } from './in-words.ts';

const most = 500;
const deepest = 50;

/** Checks a formula of an expression, or of a metric: each has inputs of its own, and every part is a number. */
export function checkFormula(formula: Formula, of: 'expression' | 'metric', at: string, context: CheckContext): void {
  const { expected, size } = context.messages;
  let nodes = 0;
  const visit = (node: Formula, path: string, wants: 'number' | 'instant', depth: number): void => {
    nodes += 1;
    if (depth === deepest + 1) context.report(path, 'too-deep', size.formulaTooDeep(deepest));
    if (depth > deepest) return;
    checkNode(node, of, path, wants, context);
    const inner = node.type === 'daysBetween' ? 'instant' : 'number';
    for (const [place, part] of formulaParts(node)) visit(part, `${path}/${place}`, inner, depth + 1);
  };
  visit(formula, at, 'number', 1);
  if (nodes > most) {
    const message = size.tooManyParts(most, nodes);
    context.report(at, 'too-large', message, { expected: expected.atMostParts(most) });
  }
}

function checkNode(
  node: Formula,
  of: 'expression' | 'metric',
  path: string,
  wants: 'number' | 'instant',
  context: CheckContext,
): void {
  const { messages, report } = context;
  const { expected, formulas } = messages;
  if (of === 'metric' && ['aggregate', 'expression', 'attribute', 'asOf', 'daysBetween'].includes(node.type)) {
    const message = formulas.notOfMetrics(node.type);
    return report(`${path}/type`, 'wrong-type', message, { expected: expected.partOfMetric, nearest: 'metric' });
  }
  if (of === 'expression' && node.type === 'metric') {
    const hints = { expected: expected.partOfExpression };
    return report(`${path}/type`, 'wrong-type', formulas.metricInExpression, hints);
  }
  if (node.type === 'number' && !Number.isFinite(node.value))
    return report(`${path}/value`, 'invalid', messages.expectedNot(expected.aNumber, shown(node.value, messages)));
  const type = typeOf(node, context);
  if (wants === 'instant') {
    if (type === 'datetime') return;
    return report(path, 'wrong-type', formulas.notAnInstant(type), { expected: expected.instantInFormula });
  }
  if (type === undefined || isNumeric(type)) return;
  const hint = type === 'datetime' ? formulas.instantElsewhere : undefined;
  report(path, 'wrong-type', sentences(formulas.notANumber(type), hint), { expected: expected.aNumber });
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
