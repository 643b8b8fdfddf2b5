import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { FastifyRequest } from 'fastify';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { plainFileName } from './file-name.ts';
import { asFormProblem, formFile, refuseFile, tooLarge } from './form-file.ts';
import { insertImport, nextImportId } from './imports.queries.ts';
import type { Import } from './imports.schemas.ts';
import { ImportsService } from './imports.service.ts';
import { saveFile } from './save-file.ts';

/** Takes files in: straight to disk, never into memory. */
@Injectable()
export class UploadsService {
  readonly #folder: string;
  readonly #limit: number;

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(SETTINGS) settings: Settings,
    private readonly imports: ImportsService,
  ) {
    this.#folder = join(settings.home, 'uploads');
    this.#limit = settings.uploadLimit;
  }

  /** Throws 415 for what is no form, 422 for a form without a file or an empty one, 413 for one too large, 400 for one cut off. */
  async receive(workspace: WorkspaceRow, caller: Caller, request: FastifyRequest): Promise<Import> {
    const part = await formFile(request, this.#limit);
    const id = await nextImportId(this.database);
    const path = join(this.#folder, id);
    const partial = `${path}.part`;
    try {
      await mkdir(this.#folder, { recursive: true });
      const { bytes, checksum } = await saveFile(part.file, partial);
      if (part.file.truncated) throw tooLarge(this.#limit);
      if (bytes === 0) throw refuseFile('empty-file', 'The file is empty.');
      await rename(partial, path);
      const values = { id, workspaceId: workspace.id, fileName: plainFileName(part.filename), bytes, checksum };
      const row = await insertImport(this.database, { ...values, status: 'uploaded', createdBy: authorOf(caller) });
      const [described] = await this.imports.describe([row]);
      return described!;
    } catch (error) {
      await Promise.all([rm(partial, { force: true }), rm(path, { force: true })]);
      throw asFormProblem(error);
    }
  }
}
