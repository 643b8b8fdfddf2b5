import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptedLanguage } from './accepted-language.ts';

/** The language of the answer, by the request's `Accept-Language`; the answer says that it depends on that. */
export const InLanguage = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const http = context.switchToHttp();
  void http.getResponse<FastifyReply>().header('vary', 'Accept-Language');
  return acceptedLanguage(http.getRequest<FastifyRequest>().headers['accept-language']);
});
