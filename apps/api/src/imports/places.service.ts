import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { Origin } from '@cutline/worker/origin';
import { findInFolder, listFolder } from '@cutline/worker/places';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { orPlaceProblem } from './as-place-problem.ts';
import { plainFileName } from './file-name.ts';
import { refuseFile, tooLarge } from './form-file.ts';
import { ImportWorkflowsService } from './import-workflows.service.ts';
import { deleteUploading, insertImport, nextImportId } from './imports.queries.ts';
import type { Import } from './imports.schemas.ts';
import { ImportsService } from './imports.service.ts';
import { LocationsService } from './locations.service.ts';
import type { FolderContents } from './places.schemas.ts';
import { checksumOf } from './unfinished-uploads.service.ts';

/** Imports of files that are somewhere already. */
@Injectable()
export class PlacesService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly imports: ImportsService,
    private readonly locations: LocationsService,
    private readonly workflows: ImportWorkflowsService,
  ) {}

  /** Throws 422 for what is not in the folder. */
  async folder(path: string): Promise<FolderContents> {
    const { importPlaces } = this.settings;
    if (importPlaces.folder === undefined) return { available: false, items: [] };
    return { available: true, items: await orPlaceProblem(() => listFolder(importPlaces, path)) };
  }

  /** The file stays where it is, and is read there. Throws 422 for one that is not in the folder, or empty; 413 for one too large. */
  async fromFolder(workspace: WorkspaceRow, caller: Caller, path: string): Promise<Import> {
    const found = await orPlaceProblem(() => findInFolder(this.settings.importPlaces, path), '/path');
    this.#checkSize(found.bytes);
    const checksum = await checksumOf(found.real);
    const origin: Origin = { type: 'folder', path, modified: found.modified };
    const id = await nextImportId(this.database);
    const values = {
      id,
      workspaceId: workspace.id,
      fileName: plainFileName(path),
      origin,
      bytes: found.bytes,
      checksum,
    };
    await insertImport(this.database, { ...values, status: 'uploaded', createdBy: authorOf(caller) });
    return this.imports.get(workspace, id);
  }

  /** The file is fetched first. Throws 404 for a place that is not there, 422 for an object that is not, 503 where Temporal is away. */
  async fromBucket(workspace: WorkspaceRow, caller: Caller, locationId: string, key: string): Promise<Import> {
    const location = await this.locations.row(workspace, locationId);
    const { bytes, etag } = await this.locations.withBucket(location, (bucket) => bucket.find(key));
    this.#checkSize(bytes);
    const origin: Origin = { type: 'bucket', location: locationId, key, etag };
    const id = await nextImportId(this.database);
    const values = { id, workspaceId: workspace.id, fileName: plainFileName(key), origin, bytes, checksum: '' };
    await insertImport(this.database, { ...values, status: 'uploading', createdBy: authorOf(caller) });
    try {
      await this.workflows.fetch(workspace.id, id);
    } catch (error) {
      await deleteUploading(this.database, id);
      throw error;
    }
    return this.imports.get(workspace, id);
  }

  #checkSize(bytes: number): void {
    if (bytes > this.settings.uploadLimit) throw tooLarge(this.settings.uploadLimit);
    if (bytes === 0) throw refuseFile('empty-file', 'The file is empty.');
  }
}
