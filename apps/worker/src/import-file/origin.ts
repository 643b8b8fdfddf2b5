import { z } from 'zod';

/** Where an import's bytes come from. */
export const origin = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('upload') }),
    z.object({
      type: z.literal('folder'),
      /** Within the installation's import folder, with slashes. */
      path: z.string(),
      /** When it was last changed, as it was found: ISO 8601. */
      modified: z.iso.datetime(),
    }),
    z.object({
      type: z.literal('bucket'),
      /** An import location's id. */
      location: z.uuid(),
      key: z.string(),
      /** The object's version, as it was found: it is fetched in parts, which must be of one. */
      etag: z.string(),
    }),
  ])
  .meta({ id: 'ImportOrigin' });

export type Origin = z.infer<typeof origin>;
