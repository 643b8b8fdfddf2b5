import type { Condition, Times } from '../condition.ts';
import { profileValueType } from '../value-type-of.ts';
import { checkComparison } from './check-comparison.ts';
import type { CheckContext } from './check-context.ts';
import { checkPattern, checkSelection } from './check-filter.ts';
import { checkAttribute } from './check-parameter.ts';
import { checkWindow } from './check-window.ts';
import { shown } from './in-words.ts';

/** Checks a condition and those below it; references are checked elsewhere. */
export function checkCondition(node: Condition, at: string, context: CheckContext): void {
  const comparisonAt = `${at}/comparison`;
  switch (node.type) {
    case 'all':
    case 'any':
      for (const [index, each] of node.of.entries()) checkCondition(each, `${at}/of/${index}`, context);
      return;
    case 'not':
      return checkCondition(node.of, `${at}/of`, context);
    case 'attribute': {
      const right = checkAttribute(node.attribute, `${at}/attribute`, context);
      return checkComparison(node.comparison, right ? node.attribute.type : undefined, comparisonAt, context);
    }
    case 'aggregate':
    case 'expression':
      return checkComparison(node.comparison, profileValueType(node, context.definitions), comparisonAt, context);
    case 'event':
      checkSelection(node, at, context);
      return node.times && checkTimes(node.times, `${at}/times`, context);
    case 'sequence':
      for (const [index, step] of node.steps.entries()) checkPattern(step, `${at}/steps/${index}`, context);
      if (node.without) checkPattern(node.without, `${at}/without`, context);
      return checkWindow(node.window, `${at}/window`, context);
  }
}

/** A number of times is a whole number from 0. */
function checkTimes(times: Times, at: string, context: CheckContext): void {
  const { messages, report } = context;
  const { currencyOfTimes, wrongOrder, wrongTimes } = messages.comparisons;
  const expected = messages.expected.numberOfTimes;
  const constants =
    times.type === 'between'
      ? [['from', times.from] as const, ['to', times.to] as const]
      : [['operand', times.operand] as const];
  for (const [field, { value, currency }] of constants) {
    if (!Number.isInteger(value) || Number(value) < 0)
      report(`${at}/${field}/value`, 'wrong-type', wrongTimes(shown(value, messages)), { expected });
    if (currency !== undefined) report(`${at}/${field}/currency`, 'wrong-currency', currencyOfTimes);
  }
  if (times.type === 'between' && Number(times.from.value) > Number(times.to.value)) {
    const message = wrongOrder(shown(times.from.value, messages), shown(times.to.value, messages));
    report(`${at}/to`, 'impossible-comparison', message);
  }
}
