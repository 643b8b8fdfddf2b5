import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readMessageBody, type MessageBody } from './message-body.ts';
import { messageBodyType } from './open-to-pages.ts';

/** Makes bodies of SDK routes `MessageBody`. */
export function takeMessageBodies(server: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  server.addContentTypeParser(
    messageBodyType,
    (request: FastifyRequest, payload: IncomingMessage): Promise<MessageBody> =>
      readMessageBody(payload, request.headers['content-encoding']),
  );
}
