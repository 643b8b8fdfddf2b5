import { z } from 'zod';
import { count, instant, uuid } from '../openapi/formats.ts';
import { pageOf } from '../pagination/page.ts';

const name = z.string().trim().min(1).max(200);
const prefix = z.string().max(600).describe('What the keys begin with that are shown; empty: all.');

export const importLocation = z
  .object({
    id: uuid,
    name: z.string(),
    endpoint: z.string(),
    region: z.string(),
    bucket: z.string(),
    prefix,
    accessKeyId: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'ImportLocation' });

export const importLocationPage = pageOf(importLocation, 'ImportLocationPage');

export const newLocation = z
  .strictObject({
    name,
    endpoint: z.string().trim().max(500).describe('Of the S3 interface, e.g. `https://s3.eu-central-1.amazonaws.com`.'),
    region: z.string().trim().min(1).max(100).default('us-east-1'),
    bucket: z.string().trim().min(1).max(255),
    prefix: prefix.default(''),
    accessKeyId: z.string().trim().min(1).max(200),
    secretAccessKey: z.string().trim().min(1).max(500).describe('Is stored sealed and never shown again.'),
  })
  .meta({ id: 'NewImportLocation' });

export const changedLocation = z
  .strictObject({
    name: name.optional(),
    endpoint: newLocation.shape.endpoint.optional(),
    region: z.string().trim().min(1).max(100).optional(),
    bucket: newLocation.shape.bucket.optional(),
    prefix: prefix.optional(),
    accessKeyId: newLocation.shape.accessKeyId.optional(),
    secretAccessKey: newLocation.shape.secretAccessKey.optional(),
  })
  .meta({ id: 'ChangedImportLocation' });

/** A file, or a folder with more of them. */
export const placeEntry = z
  .object({
    type: z.enum(['file', 'folder']),
    path: z.string().describe('Of a bucket, the whole key.'),
    name: z.string(),
    bytes: count.nullable(),
    modified: instant.nullable(),
  })
  .meta({ id: 'ImportPlaceEntry' });

export const placePage = z
  .object({ items: z.array(placeEntry), nextCursor: z.string().nullable() })
  .meta({ id: 'ImportPlacePage' });

export const folderContents = z
  .object({
    available: z.boolean().describe('Whether this installation imports from a folder.'),
    items: z.array(placeEntry),
  })
  .meta({ id: 'ImportFolderContents' });

export const folderQuery = z.strictObject({ path: z.string().max(2_000).default('') });
export const objectsQuery = z.strictObject({
  // Both may grow ninefold in an address, of which a server reads 16 KiB.
  prefix: z.string().max(600).default(''),
  cursor: z.string().max(1_000).optional(),
});

export const fromFolder = z.strictObject({ path: z.string().min(1).max(2_000) }).meta({ id: 'ImportFromFolder' });
export const fromBucket = z
  .strictObject({ locationId: uuid, key: z.string().min(1).max(1_024) })
  .meta({ id: 'ImportFromBucket' });

export const locationPath = z.object({ locationId: uuid });

export type Location = z.infer<typeof importLocation>;
export type NewLocation = z.infer<typeof newLocation>;
export type ChangedLocation = z.infer<typeof changedLocation>;
export type PlaceEntry = z.infer<typeof placeEntry>;
export type PlacePage = z.infer<typeof placePage>;
export type FolderContents = z.infer<typeof folderContents>;
