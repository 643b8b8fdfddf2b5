import { expect, it } from 'vitest';
import type { ProfileDetail } from '../api/contract.ts';
import { calledIn } from './naming.ts';

function profile(identifiers: [kind: 'customId' | 'email', value: string][], attributes = {}): ProfileDetail {
  const said = { since: null, source: null, sourceName: null };
  return {
    profile: 7,
    numbers: [7],
    identifiers: identifiers.map(([kind, value]) => ({ kind, value, ...said })),
    links: [],
    attributes,
    attributeTypes: {},
    attributeOrigins: {},
    consents: {},
    consentOrigins: {},
    firstEvent: null,
    lastEvent: null,
    events: 0,
    segments: [],
    values: [],
  };
}

it('tells people of one name apart by their strongest identifier, and says nothing twice', () => {
  const both: Parameters<typeof profile>[0] = [
    ['email', 'eve@example.com'],
    ['customId', 'eve-4'],
  ];
  expect(calledIn(profile(both, { firstName: 'Eve' }))).toBe('Eve (eve-4)');
  expect(calledIn(profile([['customId', 'eve-4']]))).toBe('eve-4');
  expect(calledIn(profile([], { firstName: 'Eve' }))).toBe('Eve');
});
