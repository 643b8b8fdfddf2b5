import { expect, it } from 'vitest';
import type { ProfileLink } from '../api/contract.ts';
import { joinsOf, linkText } from './links.ts';

const link = (change: Partial<ProfileLink>): ProfileLink => ({
  kind: 'together',
  from: { kind: 'anonymousId', value: 'device' },
  to: { kind: 'customId', value: 'ada' },
  time: '2026-03-01T00:00:00.000Z',
  source: 'demo',
  sourceName: null,
  by: null,
  state: 'holds',
  otherProfile: null,
  ...change,
});

it('a link is told once, where the identifier that was joined stands', () => {
  const links = [link({})];
  expect(joinsOf({ kind: 'anonymousId', value: 'device' }, links).map(linkText)).toEqual(['Named together with ada']);
  expect(joinsOf({ kind: 'customId', value: 'ada' }, links)).toEqual([]);
});

it('what was undone, what is a conflict, and what nobody noted joins nothing', () => {
  const links = [link({ state: 'undone' }), link({ state: 'conflict' }), link({ source: 'unknown', time: null })];
  expect(joinsOf({ kind: 'anonymousId', value: 'device' }, links)).toEqual([]);
});

it('says who merged', () => {
  const merge = link({ kind: 'merge', by: { type: 'person', id: 'p', name: 'Grace' } });
  const [join] = joinsOf({ kind: 'anonymousId', value: 'device' }, [merge]);
  expect(linkText(join!)).toBe('Merged with ada by Grace');
});
