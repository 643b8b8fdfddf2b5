import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { FileStore } from '@tus/file-store';
import { EVENTS, Server } from '@tus/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authorOf, type Caller, type WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { plainFileName } from './file-name.ts';
import { refuseFile, tooLarge } from './form-file.ts';
import {
  deleteUploading,
  findImport,
  insertImport,
  nextImportId,
  noteUploaded,
  type ImportRow,
} from './imports.queries.ts';
import { UnfinishedUploadsService } from './unfinished-uploads.service.ts';

/** Of `Upload-Metadata`: pairs of a name and, behind a space, a value in base64. */
const wellFormed = /^[\w.-]+( [A-Za-z0-9+/]*={0,2})?(,[\w.-]+( [A-Za-z0-9+/]*={0,2})?)*$/;

/** Takes files in parts. What has arrived is on the disk, so that an upload goes on whatever was cut off or restarted. */
@Injectable()
export class ResumableUploadsService {
  readonly #limit: number;
  readonly #origin: string;
  /** The ids of uploads that requests begin. */
  readonly #begun = new WeakMap<object, string>();
  #server: Server | undefined;

  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(SETTINGS) settings: Settings,
    private readonly unfinished: UnfinishedUploadsService,
  ) {
    this.#limit = settings.uploadLimit;
    this.#origin = settings.publicUrl;
  }

  /** Throws 400 for a length or metadata that are none, 413 for one too great, 422 for an empty file. */
  async create(workspace: WorkspaceRow, caller: Caller, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const said = request.headers['upload-length'];
    if (typeof said !== 'string' || !/^\d{1,15}$/.test(said))
      throw new Problem(400, 'no-length', 'Say in the header Upload-Length how many bytes the file has.');
    const bytes = Number(said);
    const metadata = request.headers['upload-metadata'];
    if (metadata !== undefined && !wellFormed.test(String(metadata)))
      throw new Problem(400, 'bad-metadata', 'Upload-Metadata is a list of names, each with its value in base64.');
    if (bytes > this.#limit) throw tooLarge(this.#limit);
    if (bytes === 0) throw refuseFile('empty-file', 'The file is empty.');
    const id = await nextImportId(this.database);
    const values = { id, workspaceId: workspace.id, bytes, checksum: '', createdBy: authorOf(caller) };
    await insertImport(this.database, { ...values, fileName: sentName(request), status: 'uploading' });
    this.#begun.set(request.raw, id);
    await this.#handle(request, reply);
  }

  /** Says how much has arrived. Throws 404. */
  async offset(workspace: WorkspaceRow, id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const row = await this.#row(workspace, id);
    const whole = row.status !== 'uploading' || (await this.unfinished.finish(row));
    if (!whole) return this.#handle(request, reply);
    void reply.headers({
      'tus-resumable': '1.0.0',
      'upload-offset': String(row.bytes),
      'upload-length': String(row.bytes),
      'cache-control': 'no-store',
    });
    await reply.status(200).send();
  }

  /** Takes a part. Throws 404. */
  async append(workspace: WorkspaceRow, id: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const row = await this.#row(workspace, id);
    if (row.status !== 'uploading') throw new Problem(409, 'already-uploaded', 'This file has been uploaded already.');
    if (!request.headers['content-type']?.startsWith('application/offset+octet-stream'))
      throw new Problem(415, 'unsupported-media-type', 'Send parts as application/offset+octet-stream.');
    await this.#handle(request, reply);
  }

  /** Throws 404. */
  async stop(workspace: WorkspaceRow, id: string): Promise<void> {
    const row = await this.#row(workspace, id);
    if (row.status !== 'uploading') throw notFound('upload');
    await deleteUploading(this.database, id);
    await this.unfinished.remove(id);
  }

  async #row(workspace: WorkspaceRow, id: string): Promise<ImportRow> {
    const row = await findImport(this.database, workspace.id, id);
    if (!row || row.origin) throw notFound('upload');
    return row;
  }

  /** From here on the answer is the protocol's. */
  async #handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    reply.hijack();
    this.#server ??= this.#make();
    await this.#server.handle(request.raw, reply.raw);
  }

  #make(): Server {
    const server = new Server({
      path: '/uploads',
      datastore: new FileStore({ directory: this.unfinished.folder }),
      maxSize: this.#limit,
      allowedOrigins: [this.#origin],
      namingFunction: ({ runtime }) => this.#begun.get(runtime!.node!.req) ?? '',
      generateUrl: ({ url }, { id }) => `${new URL(url).pathname}/${id}`,
      getFileIdFromRequest: (_, last) => last,
      onUploadFinish: async (_, upload) => {
        const row = await noteUploaded(this.database, upload.id, upload.offset);
        if (row) await this.unfinished.finish(row);
        return {};
      },
    });
    server.on(EVENTS.POST_RECEIVE, (_, upload) => {
      // For those who watch: where an upload goes on is what the disk says.
      noteUploaded(this.database, upload.id, upload.offset).catch(() => {});
    });
    return server;
  }
}

/** `filename` in `Upload-Metadata`: pairs of a name and a value in base64. */
function sentName(request: FastifyRequest): string {
  const metadata = String(request.headers['upload-metadata'] ?? '');
  const value = /(?:^|,)\s*filename ([A-Za-z0-9+/=]*)/.exec(metadata)?.[1] ?? '';
  return plainFileName(Buffer.from(value, 'base64').toString('utf8'));
}
