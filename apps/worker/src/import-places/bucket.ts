import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import type { schema } from '@cutline/postgres';
import { open, type Keyring } from '@cutline/secrets';
import { checkEndpoint } from './allowed-endpoint.ts';
import { PlaceRefused } from './place-refused.ts';
import type { ImportPlaces } from './places.ts';

export type ImportLocation = typeof schema.importLocation.$inferSelect;

/** An object, or what several have in common: a folder. Keys are whole, the location's prefix and all. */
export type BucketEntry =
  { type: 'file'; key: string; bytes: number; modified: string | null } | { type: 'folder'; key: string };

export interface FoundObject {
  bytes: number;
  etag: string;
}

/** A bucket that files are fetched from. What it refuses, or does not have, is thrown as `PlaceRefused`; outages as they come. */
export interface Bucket {
  /** A page of what is under a prefix, which must begin with the location's. */
  list(prefix: string, cursor?: string): Promise<{ entries: BucketEntry[]; next: string | null }>;
  find(key: string): Promise<FoundObject>;
  /** The bytes of an object from a place on, as long as it is the one with this tag. */
  read(key: string, etag: string, from: number, signal: AbortSignal): Promise<Readable>;
  close(): void;
}

/** What a location's secret is sealed with. */
export function secretContext(locationId: string): string {
  return `import-location:${locationId}`;
}

/** Throws `PlaceRefused` for an endpoint that is not allowed (any more). */
export function openBucket(location: ImportLocation, keyring: Keyring, places: ImportPlaces): Bucket {
  checkEndpoint(location.endpoint, places);
  const { bucket: Bucket, prefix: own } = location;
  const client = new S3Client({
    endpoint: location.endpoint,
    region: location.region,
    credentials: {
      accessKeyId: location.accessKeyId,
      secretAccessKey: open(keyring, location.sealedSecret, secretContext(location.id)),
    },
    forcePathStyle: true,
    maxAttempts: 3,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 },
  });
  const inside = (key: string): string => {
    if (!key.startsWith(own)) throw new PlaceRefused('not-there', `“${key}” is outside of what this place shows.`);
    return key;
  };
  return {
    async list(prefix, cursor) {
      const command = new ListObjectsV2Command({
        Bucket,
        Prefix: inside(prefix || own),
        Delimiter: '/',
        ContinuationToken: cursor,
        MaxKeys: 200,
      });
      const found = await said(() => client.send(command));
      const folders = (found.CommonPrefixes ?? []).map(({ Prefix }) => ({
        type: 'folder' as const,
        key: Prefix ?? '',
      }));
      const files = (found.Contents ?? [])
        .filter(({ Key, Size }) => Key !== undefined && !(Key.endsWith('/') && !Size))
        .map(({ Key, Size, LastModified }) => ({
          type: 'file' as const,
          key: Key!,
          bytes: Size ?? 0,
          modified: LastModified?.toISOString() ?? null,
        }));
      return { entries: [...folders, ...files], next: found.NextContinuationToken ?? null };
    },
    async find(key) {
      const found = await said(() => client.send(new HeadObjectCommand({ Bucket, Key: inside(key) })));
      return { bytes: found.ContentLength ?? 0, etag: found.ETag ?? '' };
    },
    async read(key, etag, from, signal) {
      const command = new GetObjectCommand({ Bucket, Key: inside(key), IfMatch: etag, Range: `bytes=${from}-` });
      const { Body, ETag } = await said(() => client.send(command, { abortSignal: signal }));
      // Not every server knows the condition.
      if (ETag !== etag) throw changed;
      return Body as Readable;
    },
    close: () => client.destroy(),
  };
}

const changed = new PlaceRefused('not-there', 'The object was changed since it was chosen. Choose it again.');

/** Says what a bucket answers in our words. Whatever may pass (5xx, a broken connection) is thrown on. */
async function said<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    const status = error.$metadata.httpStatusCode ?? 0;
    if (status >= 500 || status === 0) throw error;
    if (status === 404)
      throw new PlaceRefused('not-there', 'The bucket has no such object, or there is no such bucket.');
    if (status === 412) throw changed;
    const why =
      status === 401 || status === 403 ? 'Check the access key and what it may read' : 'Check endpoint and bucket';
    throw new PlaceRefused('bucket-refused', `The bucket answered ${status} (${error.name}). ${why}.`);
  }
}
