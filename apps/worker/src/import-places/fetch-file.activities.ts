import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { and, eq } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import type { Dependencies } from '../dependencies.ts';
import { origin } from '../import-file/origin.ts';
import { openBucket } from './bucket.ts';
import { PlaceRefused } from './place-refused.ts';

export interface FetchFileInput {
  workspaceId: string;
  importId: string;
}

/** Milliseconds between two notes of how much has arrived. */
const notedEvery = 1_000;

/** Activities of `fetchFile`. */
export function fetchFileActivities({ database, home, keyring, places = {} }: Dependencies) {
  const { importFile, importLocation } = schema;
  const underWay = (id: string) => and(eq(importFile.id, id), eq(importFile.status, 'uploading'));
  return {
    /** Brings the file to the uploads, beginning after the bytes that an earlier try has brought. */
    async fetchObject({ workspaceId, importId }: FetchFileInput): Promise<void> {
      const { cancellationSignal } = Context.current();
      const [row] = await database
        .select()
        .from(importFile)
        .where(and(underWay(importId), eq(importFile.workspaceId, workspaceId)));
      if (!row) return;
      const from = origin.parse(row.origin);
      if (from.type !== 'bucket') throw ApplicationFailure.nonRetryable('The file is in no bucket.', 'no-bucket');
      const [location] = await database
        .select()
        .from(importLocation)
        .where(and(eq(importLocation.id, from.location), eq(importLocation.workspaceId, workspaceId)));
      if (!location) throw ApplicationFailure.nonRetryable('The place was removed.', 'not-there');

      const whole = join(home, 'uploads', importId);
      const partial = `${whole}.fetched`;
      await mkdir(join(home, 'uploads'), { recursive: true });
      let position = await sizeOf(partial);
      const note = (): Promise<unknown> => database.update(importFile).set({ position }).where(underWay(importId));
      if (position < row.bytes) {
        const bucket = refusing(() => openBucket(location, keyring, places));
        const noting = setInterval(() => void note().catch(() => {}), notedEvery);
        const count = new Transform({
          transform(chunk: Buffer, _, done) {
            position += chunk.length;
            done(null, chunk);
          },
        });
        try {
          const body = await refusingLater(() => bucket.read(from.key, from.etag, position, cancellationSignal));
          await pipeline(body, count, createWriteStream(partial, { flags: 'a', mode: 0o600 }), {
            signal: cancellationSignal,
          });
        } catch (error) {
          if (cancellationSignal.aborted) throw new CancelledFailure('Fetching was stopped');
          throw error;
        } finally {
          clearInterval(noting);
          bucket.close();
        }
      }
      if (position !== row.bytes) {
        await rm(partial, { force: true });
        throw ApplicationFailure.nonRetryable('The object is not as long as the bucket said.', 'file-changed');
      }
      const hash = createHash('sha256');
      await pipeline(createReadStream(partial), hash);
      await rename(partial, whole);
      const checksum = hash.digest('hex');
      await database.update(importFile).set({ status: 'uploaded', checksum, position: 0 }).where(underWay(importId));
    },

    /** Notes that the file does not come: because of `failure`, or because somebody stopped it. */
    async giveFetchingUp({ importId, failure }: FetchFileInput & { failure: FetchFailure | null }): Promise<void> {
      await rm(join(home, 'uploads', `${importId}.fetched`), { force: true });
      const error = failure && {
        type: 'about:blank',
        title: 'The file could not be fetched',
        status: 422,
        code: failure.code,
        detail: failure.message,
      };
      await database
        .update(importFile)
        .set({ status: failure ? 'failed' : 'cancelled', error, finishedAt: new Date() })
        .where(underWay(importId));
    },
  };
}

export interface FetchFailure {
  code: string;
  message: string;
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function refused(error: unknown): unknown {
  return error instanceof PlaceRefused ? ApplicationFailure.nonRetryable(error.message, error.code) : error;
}

function refusing<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw refused(error);
  }
}

async function refusingLater<T>(ask: () => Promise<T>): Promise<T> {
  return ask().catch((error: unknown) => {
    throw refused(error);
  });
}
