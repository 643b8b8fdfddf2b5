import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { open, seal } from '@cutline/secrets';
import { checkEndpoint, openBucket, secretContext, type Bucket } from '@cutline/worker/places';
import { z } from 'zod';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page, PageQuery } from '../pagination/page.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { orPlaceProblem } from './as-place-problem.ts';
import {
  deleteLocation,
  findLocation,
  listLocations,
  nextLocationId,
  saveLocation,
  type LocationRow,
} from './locations.queries.ts';
import type { ChangedLocation, Location, NewLocation, PlacePage } from './places.schemas.ts';

const key = z.object({ id: z.uuid() });

/** Buckets that a workspace imports from. One is kept only when it can be read. */
@Injectable()
export class LocationsService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async list(workspace: WorkspaceRow, { limit, cursor }: PageQuery): Promise<Page<Location>> {
    const after = decodeCursor(cursor, key)?.id ?? null;
    const rows = await listLocations(this.database, workspace.id, after, limit + 1);
    const page = toPage(rows, limit, ({ id }) => ({ id }));
    return { ...page, items: page.items.map(describe) };
  }

  /** Throws 422 for an endpoint that is not allowed, and for a bucket that cannot be read. */
  async create(
    workspace: WorkspaceRow,
    caller: Caller,
    { secretAccessKey, ...fields }: NewLocation,
  ): Promise<Location> {
    const id = await nextLocationId(this.database);
    const sealedSecret = seal(this.settings.keyring, secretAccessKey, secretContext(id));
    const row = {
      ...fields,
      id,
      workspaceId: workspace.id,
      sealedSecret,
      createdBy: authorOf(caller),
      createdAt: new Date(),
    };
    await this.#tryOut(row);
    return describe(await saveLocation(this.database, row));
  }

  /** Throws 404, and 422 as `create`. */
  async change(
    workspace: WorkspaceRow,
    id: string,
    { secretAccessKey, ...fields }: ChangedLocation,
  ): Promise<Location> {
    const before = await this.row(workspace, id);
    const { keyring } = this.settings;
    // Whoever points it elsewhere shows that they know the secret: nobody has it sent to an address of theirs.
    const moved = fields.endpoint !== undefined && fields.endpoint !== before.endpoint;
    if (moved && secretAccessKey === undefined)
      throw new Problem(422, 'secret-needed', 'Another endpoint needs the secret access key again.', {
        errors: [{ path: '/secretAccessKey', message: 'Another endpoint needs it again.', code: 'secret-needed' }],
      });
    const secret = secretAccessKey ?? open(keyring, before.sealedSecret, secretContext(id));
    const row = { ...before, ...fields, sealedSecret: seal(keyring, secret, secretContext(id)) };
    await this.#tryOut(row);
    return describe(await saveLocation(this.database, row));
  }

  /** Throws 404. */
  async remove(workspace: WorkspaceRow, id: string): Promise<void> {
    if (!(await deleteLocation(this.database, workspace.id, id))) throw notFound('place');
  }

  /** Throws 404, and 422 where the bucket refuses or does not answer. */
  async browse(workspace: WorkspaceRow, id: string, prefix: string, cursor?: string): Promise<PlacePage> {
    const row = await this.row(workspace, id);
    const { entries, next } = await this.withBucket(row, (bucket) => bucket.list(prefix || row.prefix, cursor));
    return {
      items: entries.map((entry) => ({
        type: entry.type,
        path: entry.key,
        name: entry.key.split('/').filter(Boolean).at(-1) ?? entry.key,
        bytes: entry.type === 'file' ? entry.bytes : null,
        modified: entry.type === 'file' ? entry.modified : null,
      })),
      nextCursor: next,
    };
  }

  /** Throws 404. */
  async row(workspace: WorkspaceRow, id: string): Promise<LocationRow> {
    const row = await findLocation(this.database, workspace.id, id);
    if (!row) throw notFound('place');
    return row;
  }

  /** Throws 422 where the bucket refuses or does not answer. */
  withBucket<T>(row: LocationRow, ask: (bucket: Bucket) => Promise<T>): Promise<T> {
    return orPlaceProblem(async () => {
      const bucket = openBucket(row, this.settings.keyring, this.settings.importPlaces);
      try {
        return await ask(bucket);
      } finally {
        bucket.close();
      }
    });
  }

  async #tryOut(row: LocationRow): Promise<void> {
    await orPlaceProblem(async () => checkEndpoint(row.endpoint, this.settings.importPlaces), '/endpoint');
    await this.withBucket(row, (bucket) => bucket.list(row.prefix));
  }
}

function describe({ createdAt, ...row }: LocationRow): Location {
  const { id, name, endpoint, region, bucket, prefix, accessKeyId } = row;
  return { id, name, endpoint, region, bucket, prefix, accessKeyId, createdAt: createdAt.toISOString() };
}
