import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignProfiles, type IdentifierRow, type KnownIdentities } from './assign-profiles.ts';
import type { Identifiers } from './incoming.ts';

const nobody: KnownIdentities = { identifiers: [], withCustomId: [], lastProfile: 0 };

function knowing(identifiers: IdentifierRow[]): KnownIdentities {
  return {
    identifiers,
    withCustomId: identifiers.filter(({ kind }) => kind === 'customId').map(({ profile }) => profile),
    lastProfile: Math.max(0, ...identifiers.map(({ profile }) => profile)),
  };
}

test('new people are numbered in the order in which they come, each once', () => {
  const { profiles, added, lastProfile } = assignProfiles(
    [{ customId: 'b' }, { email: 'a@b.c' }, { customId: 'b' }],
    nobody,
  );
  expect(profiles).toEqual([1, 2, 1]);
  expect(added).toEqual([
    { kind: 'customId', value: 'b', profile: 1 },
    { kind: 'email', value: 'a@b.c', profile: 2 },
  ]);
  expect(lastProfile).toBe(2);
});

test('the customId decides, and a free address is attached to its profile', () => {
  const known = knowing([{ kind: 'customId', value: 'x', profile: 4 }]);
  const { profiles, added, conflicts } = assignProfiles([{ customId: 'x', email: 'x@b.c' }, { email: 'x@b.c' }], known);
  expect([profiles, conflicts]).toEqual([[4, 4], 0]);
  expect(added).toEqual([{ kind: 'email', value: 'x@b.c', profile: 4 }]);
});

test('an address that is another customer’s stays theirs, and the conflict is counted', () => {
  const known = knowing([
    { kind: 'customId', value: 'x', profile: 4 },
    { kind: 'customId', value: 'y', profile: 5 },
    { kind: 'email', value: 'y@b.c', profile: 5 },
  ]);
  expect(
    assignProfiles(
      [
        { customId: 'x', email: 'y@b.c' },
        { customId: 'new', email: 'y@b.c' },
      ],
      known,
    ),
  ).toMatchObject({
    profiles: [4, 6],
    conflicts: 2,
    added: [{ kind: 'customId', value: 'new', profile: 6 }],
  });
});

test('somebody known by address only gets their customId when it is first seen', () => {
  const known = knowing([{ kind: 'email', value: 'a@b.c', profile: 3 }]);
  expect(
    assignProfiles(
      [
        { customId: 'x', email: 'a@b.c' },
        { customId: 'y', email: 'a@b.c' },
      ],
      known,
    ),
  ).toMatchObject({ profiles: [3, 4], conflicts: 1 });
});

test('without a customId the address decides, then the telephone number', () => {
  const known = knowing([
    { kind: 'email', value: 'a@b.c', profile: 1 },
    { kind: 'phone', value: '+1', profile: 2 },
  ]);
  expect(
    assignProfiles(
      [
        { email: 'a@b.c', phone: '+1' },
        { email: 'new@b.c', phone: '+1' },
      ],
      known,
    ),
  ).toMatchObject({ profiles: [1, 2], conflicts: 1 });
});

test('asked again with what it stored, it answers the same and adds nothing; numbers have no gaps', () => {
  const one = fc.constantFrom('a', 'b', 'c', 'd');
  const entry = fc
    .record({ customId: one, email: one, phone: one, anonymousId: one }, { requiredKeys: [] })
    .filter((identifiers: Identifiers) => Object.keys(identifiers).length > 0);
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
      const first = assignProfiles(entries, nobody);
      expect(new Set(first.profiles).size).toBe(first.lastProfile);
      expect(first.named).toEqual(first.added);
      const again = assignProfiles(entries, { ...knowing(first.added), lastProfile: first.lastProfile });
      expect(again.named).toEqual(first.added);
      expect(again).toMatchObject({ profiles: first.profiles, added: [], lastProfile: first.lastProfile });
    }),
  );
});
