import { describe, expect, it } from 'vitest';
import type { Comparison } from '../comparison.ts';
import { at, holds, profile } from './evaluate-by-hand.ts';
import type { AttributeValue, EvaluatedProfile, Evaluation } from './evaluated-world.ts';
import type { ValueType } from '../value-type.ts';

type Given = EvaluatedProfile['attributes'][number];

const compares = (
  attributes: Given[],
  type: ValueType,
  comparison: Comparison,
  changed: Partial<Evaluation> = {},
): boolean =>
  holds(
    { type: 'attribute', attribute: { name: 'city', type }, comparison },
    { profiles: [profile(1, { attributes })] },
    changed,
  );
const given = (value: AttributeValue, time: string, batch = 1, messageId = 'm'): Given => ({
  name: 'city',
  value,
  time: at(time),
  messageId,
  batch,
});
const is = (attributes: Given[], value: string, changed: Partial<Evaluation> = {}): boolean =>
  compares(attributes, 'string', { type: 'equals', operand: { type: 'constant', value } }, changed);

describe('an attribute', () => {
  it('is the latest that was given, whatever the order of batches', () => {
    const attributes = [given('Oslo', '2024-06-02T00:00:00Z', 1), given('Rome', '2024-06-01T00:00:00Z', 5)];
    expect(is(attributes, 'Oslo')).toBe(true);
  });

  it('of several given at the same time is that of the greatest message id, whatever batch it came in', () => {
    const attributes = ['Oslo', 'Rome', 'Bern'].map((city, index) =>
      given(city, '2024-06-01T00:00:00Z', [5, 2, 3][index], ['m-09', 'm-9', 'm-10'][index]),
    );
    expect(is(attributes, 'Rome')).toBe(true);
    expect(is(attributes, 'Oslo', { known: 1 })).toBe(false);
  });

  it('compares message ids by their UTF-8 bytes', () => {
    // U+FB01 is EF AC 81, U+1F600 is F0 9F 98 80; in UTF-16 the second one is the lesser.
    const attributes = ['\uFB01', '\u{1F600}', 'Z'].map((id) => given(id, '2024-06-01T00:00:00Z', 1, id));
    expect(is(attributes, '\u{1F600}')).toBe(true);
  });

  it('of several given at the same time by messages of the same id is that of the greatest batch', () => {
    const attributes = ['Oslo', 'Rome', 'Bern'].map((city, index) =>
      given(city, '2024-06-01T00:00:00Z', [2, 5, 3][index]),
    );
    expect(is(attributes, 'Rome')).toBe(true);
    expect(is(attributes, 'Bern', { known: 4 })).toBe(true);
  });

  it('is read only from batches that are known', () => {
    const attributes = [given('Oslo', '2024-06-01T00:00:00Z', 1), given('Rome', '2024-06-02T00:00:00Z', 5)];
    expect(is(attributes, 'Oslo', { known: 4 })).toBe(true);
    expect(is(attributes, 'Rome', { known: 5 })).toBe(true);
  });

  it('must have been given before asOf', () => {
    const attributes = [given('Oslo', '2024-06-01T00:00:00Z'), given('Rome', '2024-06-02T00:00:00Z', 2)];
    expect(is(attributes, 'Oslo', { asOf: at('2024-06-02T00:00:00Z') })).toBe(true);
    expect(is(attributes, 'Rome', { asOf: at('2024-06-02T00:00:00.001Z') })).toBe(true);
    expect(compares(attributes, 'string', { type: 'isNotSet' }, { asOf: at('2024-06-01T00:00:00Z') })).toBe(true);
  });

  it('that was taken away is no value, and the one before it does not come back', () => {
    const attributes = [given('Oslo', '2024-06-01T00:00:00Z'), given(null, '2024-06-02T00:00:00Z', 2)];
    expect(compares(attributes, 'string', { type: 'isNotSet' })).toBe(true);
  });

  it('of another type hides the one before it too', () => {
    const attributes = [given('Oslo', '2024-06-01T00:00:00Z'), given(7, '2024-06-02T00:00:00Z', 2)];
    expect(compares(attributes, 'string', { type: 'isNotSet' })).toBe(true);
    expect(compares(attributes, 'number', { type: 'isSet' })).toBe(true);
  });

  it('is read as a type', () => {
    const isSet = (value: AttributeValue, type: ValueType): boolean =>
      compares([given(value, '2024-06-01T00:00:00Z')], type, { type: 'isSet' });
    expect(isSet(3.5, 'integer')).toBe(false);
    expect(isSet(3, 'integer')).toBe(true);
    expect(isSet('3', 'number')).toBe(false);
    expect(isSet(['a'], 'list')).toBe(true);
    expect(isSet(['a'], 'string')).toBe(false);
    expect(isSet({ date: '2024-01-01' }, 'datetime')).toBe(true);
    expect(isSet({ date: '2024-01-01' }, 'string')).toBe(false);
    expect(isSet({ instant: 0 }, 'number')).toBe(false);
  });
});

describe('a consent', () => {
  const consent = (
    granted: boolean,
    time: string,
    batch = 1,
    messageId = 'm',
  ): EvaluatedProfile['consents'][number] => ({
    channel: 'email',
    granted,
    time: at(time),
    messageId,
    batch,
  });
  const agreed = (consents: EvaluatedProfile['consents'], is: boolean, changed: Partial<Evaluation> = {}): boolean =>
    holds({ type: 'consent', channel: 'email', is }, { profiles: [profile(1, { consents })] }, changed);

  it('is what was said last before asOf, in a batch that is read', () => {
    const consents = [consent(false, '2024-06-02T00:00:00Z', 2), consent(true, '2024-06-01T00:00:00Z', 3)];
    expect(agreed(consents, true)).toBe(false);
    expect(agreed(consents, true, { known: 1 })).toBe(false);
    expect(agreed(consents, true, { asOf: at('2024-06-02T00:00:00Z') })).toBe(true);
    expect(agreed([consent(false, '2024-06-01T00:00:00Z', 1), consent(true, '2024-06-01T00:00:00Z', 2)], true)).toBe(
      true,
    );
  });

  it('of several given at the same time is that of the greatest message id', () => {
    const consents = [consent(true, '2024-06-01T00:00:00Z', 1, 'b'), consent(false, '2024-06-01T00:00:00Z', 2, 'a')];
    expect(agreed(consents, true)).toBe(true);
    expect(agreed(consents.toReversed(), true)).toBe(true);
  });

  it('of false is the exact opposite: it holds for who was never asked', () => {
    expect(agreed([], true)).toBe(false);
    expect(agreed([], false)).toBe(true);
    expect(agreed([consent(true, '2024-06-01T00:00:00Z')], false)).toBe(false);
    const sms = [{ ...consent(true, '2024-06-01T00:00:00Z'), channel: 'sms' }];
    expect(agreed(sms, false)).toBe(true);
  });
});
