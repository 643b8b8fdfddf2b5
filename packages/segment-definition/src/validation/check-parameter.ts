import type { Attribute } from '../attribute.ts';
import { fixedTypeOf, ownParameters, productFields, type Parameter } from '../parameter.ts';
import type { CheckContext } from './check-context.ts';
import { typeInWords } from './check-operand.ts';
import { cut, oneOf } from './in-words.ts';
import { didYouMean, nearest } from './nearest.ts';

/** Checks a parameter's name and type. Returns whether they are right, so that what is built on them can be looked at. */
export function checkParameter({ name, type }: Parameter, at: string, { report }: CheckContext): boolean {
  const fields = Object.keys(productFields).map((field) => `products[].${field}`);
  if (/^products(\[|\.|$)/.test(name) && !fields.includes(name)) {
    const meant = nearest(name.replace(/^products(\[\d*\])?\.?/, 'products[].'), fields) ?? nearest(name, fields);
    const expected = oneOf(fields);
    const message = `Product lines have no \`${cut(name)}\`.${didYouMean(meant)} Expected ${expected}.`;
    report(`${at}/name`, 'unknown-parameter', message, { expected, ...(meant && { nearest: meant }) });
    return false;
  }
  const fixed = fixedTypeOf(name);
  if (fixed && fixed !== type) {
    const message = `\`${name}\` is always ${typeInWords[fixed]}. Expected the type \`${fixed}\`, not \`${type}\`.`;
    report(`${at}/type`, 'wrong-type', message, { expected: `\`${fixed}\``, nearest: fixed });
    return false;
  }
  if (!fixed && type === 'money') {
    const money = [...Object.entries(ownParameters), ...Object.entries(productFields).map(prefixed)]
      .filter(([, each]) => each === 'money')
      .map(([each]) => each);
    const message = `Only ${oneOf(money, 'and')} are money; \`${cut(name)}\` has no currency. Read it as \`number\`.`;
    report(`${at}/type`, 'wrong-type', message, { expected: '`number`', nearest: 'number' });
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
export function checkAttribute({ name, type }: Attribute, at: string, { report }: CheckContext): boolean {
  if (type !== 'money') return true;
  const message = `Attributes are not money, because they have no currency. Read \`${cut(name)}\` as \`number\`.`;
  report(`${at}/type`, 'wrong-type', message, { expected: '`number`', nearest: 'number' });
  return false;
}
