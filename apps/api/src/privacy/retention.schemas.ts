import { z } from 'zod';
import { author, count, instant } from '../openapi/formats.ts';

const action = z.string().min(1).max(200).describe('The name of the events.');
const days = z.int().min(1).max(36_500).describe('Events older than this many days are deleted.');

export const newRetentionRule = z.strictObject({ action, days }).meta({ id: 'NewRetentionRule' });

export const retentionRule = z
  .object({
    action: z.string(),
    days: z.int(),
    createdBy: author.nullable(),
    createdAt: instant.describe('When it was made, or last changed.'),
    appliedAt: instant.nullable(),
    deleted: count.describe('Events that were deleted when it was last applied.'),
    nextAt: instant.describe('The next night, 03:00 in the workspace’s time zone, when it is applied.'),
  })
  .meta({ id: 'RetentionRule' });

export const retentionPreview = z
  .object({
    before: instant.describe('Events that happened before it would go: a midnight in the workspace’s time zone.'),
    events: count.describe('Events that would go if the rule were applied now.'),
  })
  .meta({ id: 'RetentionPreview' });

export const rulePath = z.object({ action });

export type NewRetentionRule = z.infer<typeof newRetentionRule>;
export type RetentionRule = z.infer<typeof retentionRule>;
export type RetentionPreview = z.infer<typeof retentionPreview>;
