import type { Attribute } from '../attribute.ts';
import { fixedTypeOf, ownParameters, productFields, type Parameter } from '../parameter.ts';
import type { CheckContext } from './check-context.ts';
import { cut, sentences } from './in-words.ts';
import { nearest } from './nearest.ts';

/** Checks a parameter's name and type. Returns whether they are right, so that what is built on them can be looked at. */
export function checkParameter({ name, type }: Parameter, at: string, { messages, report }: CheckContext): boolean {
  const { expected: words, parameters } = messages;
  const fields = Object.keys(productFields).map((field) => `products[].${field}`);
  if (/^products(\[|\.|$)/.test(name) && !fields.includes(name)) {
    const meant = nearest(name.replace(/^products(\[\d*\])?\.?/, 'products[].'), fields) ?? nearest(name, fields);
    const expected = words.oneOf(fields);
    const hint = meant && messages.didYouMean(meant);
    const message = sentences(parameters.unknownOfLines(cut(name)), hint, parameters.expected(expected));
    report(`${at}/name`, 'unknown-parameter', message, { expected, ...(meant && { nearest: meant }) });
    return false;
  }
  const fixed = fixedTypeOf(name);
  if (fixed && fixed !== type) {
    const message = parameters.fixedType(name, fixed, type);
    report(`${at}/type`, 'wrong-type', message, { expected: words.type(fixed), nearest: fixed });
    return false;
  }
  if (!fixed && type === 'money') {
    const money = [...Object.entries(ownParameters), ...Object.entries(productFields).map(prefixed)]
      .filter(([, each]) => each === 'money')
      .map(([each]) => each);
    const message = parameters.notMoney(cut(name), money);
    report(`${at}/type`, 'wrong-type', message, { expected: words.type('number'), nearest: 'number' });
    return false;
  }
  return true;
}

function prefixed<T>([field, type]: [string, T]): [string, T] {
  return [`products[].${field}`, type];
}

/** Whether a parameter has a value for each product line and not one for the event. */
export function isOfLines({ name }: Parameter): boolean {
  return /^products(\[|\.|$)/.test(name);
}

/** Attributes hold what a shop sent: amounts there have no currency. */
export function checkAttribute({ name, type }: Attribute, at: string, { messages, report }: CheckContext): boolean {
  if (type !== 'money') return true;
  const message = messages.parameters.attributeIsNotMoney(cut(name));
  report(`${at}/type`, 'wrong-type', message, { expected: messages.expected.type('number'), nearest: 'number' });
  return false;
}
