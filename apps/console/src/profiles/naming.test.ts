import { describe, expect, it } from 'vitest';
import { attributeText, detailOfProfile, initialsOf, nameOfProfile } from './naming.ts';

const profile = (change: object) => ({ profile: 7, customId: null, email: null, ...change });

describe('what a profile is called', () => {
  it('is its name, else its e-mail, its customer id, its number', () => {
    expect(nameOfProfile(profile({ email: 'a@b.c', attributes: { firstName: 'Elina', lastName: 'Koski' } }))).toBe(
      'Elina Koski',
    );
    expect(nameOfProfile(profile({ email: 'a@b.c', customId: '00042' }))).toBe('a@b.c');
    expect(nameOfProfile(profile({ customId: '00042' }))).toBe('00042');
    expect(nameOfProfile(profile({}))).toBe('Profile 7');
  });

  it('is followed by something that it does not say already', () => {
    expect(detailOfProfile(profile({ email: 'a@b.c', customId: '00042' }))).toBe('00042');
    expect(detailOfProfile(profile({ customId: '00042' }))).toBe('');
  });
});

it('writes a list of texts as people do', () => {
  expect(attributeText(['Garden', 'Lighting'])).toBe('Garden, Lighting');
  expect(attributeText([])).toBe('–');
});

it('writes dates and instants as days, and other text as it is', () => {
  const day = attributeText('1988-03-20T12:00:00.000Z');
  expect(day).not.toContain('1988-03-20');
  expect(attributeText('1988-03-20')).toBe(day);
  expect(attributeText('1988-20-03')).toBe('1988-20-03');
});

it.each([
  ['Elina Maria Koski', 'EK'],
  ['ada.lovelace@example.com', 'AL'],
  ['Åsa', 'Å'],
  ['00042', ''],
  ['+49 30 1234', ''],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
