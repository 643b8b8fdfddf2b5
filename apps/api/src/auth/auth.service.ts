import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { POSTGRES } from '../databases/tokens.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { createAuth, type Auth } from './auth.ts';
import { headersOf, toWebRequest } from './web-request.ts';

/** Sessions of people. */
@Injectable()
export class AuthService {
  readonly #auth: Auth;

  constructor(@Inject(POSTGRES) database: Database, @Inject(SETTINGS) settings: Settings) {
    this.#auth = createAuth(database, { publicUrl: settings.publicUrl, secret: settings.authSecret });
  }

  /** The person whose session's cookie came with the request; null without a valid one. */
  async personOf(request: FastifyRequest): Promise<{ id: string; name: string; email: string } | null> {
    if (!request.headers.cookie) return null;
    const session = await this.#auth.api.getSession({ headers: headersOf(request) });
    if (!session) return null;
    const { id, name, email } = session.user;
    return { id, name, email };
  }

  /** Answers a request under /api/auth. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const response = await this.#auth.handler(toWebRequest(request));
    void reply.status(response.status);
    for (const [name, value] of response.headers) if (name !== 'set-cookie') void reply.header(name, value);
    for (const cookie of response.headers.getSetCookie()) void reply.header('set-cookie', cookie);
    await reply.send(response.body === null ? null : await response.text());
  }
}
