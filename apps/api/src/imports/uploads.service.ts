import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { FastifyRequest } from 'fastify';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { Problem } from '../problem-details/problem.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { insertImport, nextImportId } from './imports.queries.ts';
import type { Import } from './imports.schemas.ts';
import { ImportsService } from './imports.service.ts';
import { MOST_BYTES, plainFileName } from './upload-limits.ts';

interface Received {
  bytes: number;
  checksum: string;
}

/** Takes files in: straight to disk, never into memory. */
@Injectable()
export class UploadsService {
  readonly #folder: string;

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(SETTINGS) settings: Settings,
    private readonly imports: ImportsService,
  ) {
    this.#folder = join(settings.home, 'uploads');
  }

  /** Throws 415 for what is no form, 422 for a form without a file or an empty one, 413 for one too large. */
  async receive(workspace: WorkspaceRow, caller: Caller, request: FastifyRequest): Promise<Import> {
    if (!request.isMultipart()) {
      throw new Problem(415, 'not-multipart', 'Send the file as multipart/form-data, in the field “file”.');
    }
    const part = await firstFile(request);
    if (!part) throw refuseFile('no-file', 'The form has no file. Send one in the field “file”.');
    if (part.fieldname !== 'file') {
      part.file.resume();
      throw refuseFile(
        'no-file',
        `The file stands in the field “${part.fieldname.slice(0, 50)}”. Send it in the field “file”.`,
      );
    }
    const id = await nextImportId(this.database);
    const path = join(this.#folder, id);
    const partial = `${path}.part`;
    await mkdir(this.#folder, { recursive: true });
    try {
      const { bytes, checksum } = await save(part.file, partial);
      if (part.file.truncated)
        throw new Problem(413, 'file-too-large', 'A file has at most 10 GiB. Cut it into parts.');
      if (bytes === 0) throw refuseFile('empty-file', 'The file is empty.');
      await rename(partial, path);
      const values = { id, workspaceId: workspace.id, fileName: plainFileName(part.filename), bytes, checksum };
      const row = await insertImport(this.database, { ...values, status: 'uploaded', createdBy: authorOf(caller) });
      const [described] = await this.imports.describe([row]);
      return described!;
    } catch (error) {
      await Promise.all([rm(partial, { force: true }), rm(path, { force: true })]);
      throw isBrokenForm(error) ? brokenForm : error;
    }
  }
}

const brokenForm = new Problem(400, 'broken-form', 'The form breaks off or cannot be read.');

/** The form's parser throws plain errors; these are its words for forms that are none. */
function isBrokenForm(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Unexpected end of|Multipart:|Malformed|Unsupported content type|Part terminated early)/.test(error.message)
  );
}

async function firstFile(request: FastifyRequest) {
  try {
    return await request.file({ limits: { fileSize: MOST_BYTES, files: 1 } });
  } catch (error) {
    throw isBrokenForm(error) ? brokenForm : error;
  }
}

function refuseFile(code: string, detail: string): Problem {
  return new Problem(422, code, detail, { errors: [{ path: '/file', message: detail, code }] });
}

async function save(source: Readable, path: string): Promise<Received> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(source, measure, createWriteStream(path, { mode: 0o600 }));
  return { bytes, checksum: hash.digest('hex') };
}
