import { z } from 'zod';
import { count, instant, uuid } from '../openapi/formats.ts';
import { pageFields, pageOf } from '../pagination/page.ts';
import { boundary } from '../previews/previews.schemas.ts';
import { attributes, profileNumber } from '../profiles/profiles.schemas.ts';

export const change = z.enum(['entered', 'left']).meta({ id: 'MembershipChangeKind' });

export const segmentMember = z
  .object({ profile: profileNumber, customId: z.string().nullable(), email: z.string().nullable(), attributes })
  .meta({ id: 'Member' });

export const memberPage = z
  .object({
    items: z.array(segmentMember),
    nextCursor: z.string().nullable(),
    total: count.describe('Members altogether, whatever was searched for.'),
    asOf: instant.nullable(),
    run: count.nullable().describe('The run that published them; null before the first.'),
  })
  .meta({ id: 'MemberPage' });

export const membershipChange = z
  .object({
    profile: profileNumber,
    customId: z.string().nullable(),
    email: z.string().nullable(),
    change,
    at: instant,
    run: count,
    version: count,
    reason: z.string(),
  })
  .meta({ id: 'MembershipChange' });

export const changePage = pageOf(membershipChange, 'MembershipChangePage');

export const segmentSize = z
  .object({
    run: count,
    asOf: instant,
    version: count,
    members: count,
    afterRules: count.nullable().describe('Those for whom the rules held, before a refinement.'),
    boundary: boundary.nullable().describe('Where a refinement cut.'),
    entered: count,
    left: count,
    corrected: count
      .nullable()
      .describe(
        'Changes of these that nothing since the run before explains: what was kept between runs was wrong there.',
      ),
  })
  .meta({ id: 'SegmentSize' });

export const segmentPath = z.object({ segmentId: uuid });

export const memberQuery = z.strictObject({
  ...pageFields,
  search: z.string().max(200).optional().describe('Beginning of a customId, e-mail or phone.'),
});

export const changeQuery = z.strictObject({ ...pageFields, change: change.optional() });

export type MemberPage = z.infer<typeof memberPage>;
export type MemberQuery = z.infer<typeof memberQuery>;
export type MembershipChange = z.infer<typeof membershipChange>;
export type ChangeQuery = z.infer<typeof changeQuery>;
export type SegmentSize = z.infer<typeof segmentSize>;
