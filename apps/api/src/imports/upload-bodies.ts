import type { FastifyInstance } from 'fastify';

/** Of what a part of a resumable upload is (https://tus.io/protocols/resumable-upload, version 1.0.0). */
const partType = 'application/offset+octet-stream';

/** Leaves the parts of resumable uploads unread: whoever takes them reads the stream. */
export function leaveUploadBodies(server: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  server.addContentTypeParser(partType, (_request, _payload, done) => done(null, undefined));
}
