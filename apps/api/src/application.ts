import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import fastifyMultipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.ts';
import { serveConsole } from './console-files/console-files.ts';
import { takeCsvBodies } from './csv/csv-bodies.ts';
import { openToPages } from './ingestion/open-to-pages.ts';
import { isSdkPath, pathOf } from './ingestion/sdk-paths.ts';
import { takeMessageBodies } from './ingestion/take-message-bodies.ts';
import { leaveUploadBodies } from './imports/upload-bodies.ts';
import { logRequests } from './logging/log-requests.ts';
import { QuietLogger } from './logging/quiet-logger.ts';
import { REQUEST_ID_HEADER, requestIdOf } from './logging/request-id.ts';
import { describeApplication } from './openapi/document.ts';
import { OpenApiService } from './openapi/openapi.service.ts';
import { problemOfError } from './problem-details/problem-of-error.ts';
import { toDetails } from './problem-details/problem-body.ts';
import { Problem } from './problem-details/problem.ts';
import { observeRequests } from './telemetry/observe-requests.ts';
import { securityHeaders } from './settings/security-headers.ts';
import type { Settings } from './settings/settings.ts';

/** What the server answers to: `url` as the router has it, e.g. `/api/v1/runs/:runId`. */
export interface Route {
  method: string;
  url: string;
}

/** Bytes of a JSON body; files have a limit of their own. */
const bodyLimit = 1024 * 1024;

/** The whole API, ready to listen or to be injected requests. Connects to nothing yet. `onRoute` is told of every route. */
export async function createApplication(
  settings: Settings,
  onRoute: (route: Route) => void = () => {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit,
    genReqId: requestIdOf,
    trustProxy: settings.trustProxy,
    // Nest knows no route that ends in a slash, and RudderStack's SDK asks for one.
    rewriteUrl: ({ url = '/' }) => url.replace(/^\/sourceConfig\/(?=$|\?)/, '/sourceConfig'),
    routerOptions: { maxParamLength: 500 },
    // What the router refuses reaches no filter of Nest's.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const problem = problemOfError(error) ?? new Problem(400, 'unreadable', 'The address is malformed.');
      void reply.header(REQUEST_ID_HEADER, request.id).status(problem.status).type('application/problem+json');
      void reply.send(JSON.stringify(toDetails(problem, request.id)));
    },
    // Long enough for the largest file over a slow line; what stands still is cut off by the connection's own timeout.
    requestTimeout: 3_600_000,
  });
  const server = adapter.getInstance();
  server.removeContentTypeParser('text/plain');
  takeMessageBodies(server);
  takeCsvBodies(server, '/currency-rates', '/currency-rates/check');
  leaveUploadBodies(server);
  server.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) if (each !== 'HEAD') onRoute({ method: each, url });
  });
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header(REQUEST_ID_HEADER, request.id);
    done();
  });
  openToPages(server);
  const application = await NestFactory.create<NestFastifyApplication>(AppModule.for(settings), adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  const logger = new QuietLogger(application.get(Logger));
  application.useLogger(logger);
  logRequests(server, logger);
  observeRequests(server, settings.trustProxy);
  application.useSecurityHeaders(securityHeaders);
  // Where SDKs send, no cookie counts, so no page can act in a person's name.
  application.enableCsrfProtection({ exclude: ({ url }: { url?: string }) => isSdkPath(pathOf(url)) });
  await server.register(fastifyMultipart, { throwFileSizeLimit: false });
  await serveConsole(application, settings.consoleFolder);
  application.get(OpenApiService).document = describeApplication(application);
  return application;
}
