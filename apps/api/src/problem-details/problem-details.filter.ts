import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';
import { toDetails } from './problem-body.ts';
import { problemOfError } from './problem-of-error.ts';

const fault = new Problem(
  500,
  'internal-error',
  'Something went wrong on our side. The request id finds it in the logs.',
);

/** Answers every error as RFC 9457. What is not a refusal is logged here and told to nobody. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  readonly #logger = new Logger('problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOfError(error) ?? fault;
    if (problem === fault) this.#logger.error({ err: error, requestId: request.id }, 'A request failed');
    else if (problem.status >= 500)
      this.#logger.warn(
        { requestId: request.id, code: problem.code, reason: reasonOf(error) },
        'A service does not answer',
      );
    // An answer that has begun (a file half sent) cannot become a problem; cutting it off tells the client.
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="cutline"');
    if (problem.extras.retryAfter !== undefined) void reply.header('retry-after', String(problem.extras.retryAfter));
    void reply.header('content-language', problem.extras.language ?? 'en');
    void reply
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(toDetails(problem, request.id)));
  }
}

function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? inner.message.slice(0, 200) : 'unknown';
}
