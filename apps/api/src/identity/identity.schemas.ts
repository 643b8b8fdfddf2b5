import { z } from 'zod';
import { actor, instant } from '../openapi/formats.ts';
import { pageFields, pageOf } from '../pagination/page.ts';

const kind = z.enum(['customId', 'email', 'phone', 'anonymousId']);

/** How a person is named by whoever asks. */
export const identifierOf = z
  .strictObject({ kind, value: z.string().min(1).max(1_024) })
  .meta({ id: 'IdentifierOf', description: 'One identifier, as it stands in the profile.' });

const identityEnd = z
  .object({
    kind,
    value: z.string(),
    profile: z.int().min(0).describe('Number of the profile that it is in.'),
    name: z.object({ kind, value: z.string() }).nullable().describe('The strongest identifier of that profile.'),
  })
  .meta({ id: 'IdentityEnd' });

const said = {
  time: instant.describe('When it was said first.'),
  source: z.string().describe('A source’s id, `import`, `demo`, or `console`.'),
  sourceName: z.string().nullable(),
};

export const conflict = z
  .object({
    from: identityEnd,
    to: identityEnd,
    ...said,
    dismissedAt: instant.nullable(),
    dismissedBy: actor.nullable(),
  })
  .meta({
    id: 'IdentityConflict',
    description: 'Two identifiers stood in one message, and are in two profiles that have a customId each.',
  });
export const conflictPage = pageOf(conflict, 'IdentityConflictPage');

export const conflictQuery = z.strictObject({
  ...pageFields,
  dismissed: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true`: those that somebody looked at and left as they are.'),
});

export const conflictEnds = z
  .strictObject({ from: identifierOf, to: identifierOf })
  .meta({ id: 'IdentityConflictEnds' });

export const merge = z
  .object({
    kind: z
      .enum(['alias', 'merge'])
      .describe('`alias`: a message said so. `merge`: a person did, or a program with an API key.'),
    from: identityEnd,
    into: identityEnd,
    ...said,
    by: actor.nullable(),
    undoableUntil: instant.nullable().describe('Null where it cannot be undone any more, or was.'),
    undoneAt: instant.nullable(),
    undoneBy: actor.nullable(),
  })
  .meta({ id: 'IdentityMerge' });
export const mergePage = pageOf(merge, 'IdentityMergePage');

export const newMerge = z.strictObject({ from: identifierOf, into: identifierOf }).meta({ id: 'NewIdentityMerge' });
export const mergeEnds = newMerge.extend({ kind: merge.shape.kind }).meta({ id: 'IdentityMergeEnds' });

export const accepted = z
  .object({ messageId: z.string() })
  .meta({ id: 'AcceptedIdentityChange', description: 'It takes effect with the next batch, mostly within a second.' });

export type IdentifierOf = z.infer<typeof identifierOf>;
export type IdentityEnd = z.infer<typeof identityEnd>;
export type Conflict = z.infer<typeof conflict>;
export type ConflictQuery = z.infer<typeof conflictQuery>;
export type ConflictEnds = z.infer<typeof conflictEnds>;
export type Merge = z.infer<typeof merge>;
export type NewMerge = z.infer<typeof newMerge>;
export type MergeEnds = z.infer<typeof mergeEnds>;
export type Accepted = z.infer<typeof accepted>;
