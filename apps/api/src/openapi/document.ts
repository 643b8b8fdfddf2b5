import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { problemDetails } from '../problem-details/problem.schema.ts';
import { documentProblems } from './document-problems.ts';
import { mergeComponents } from './merge-components.ts';
import { zodConverter } from './zod-converter.ts';

const tags: [string, string][] = [
  ['me', 'Who asks.'],
  ['organisations', 'People and their roles.'],
  ['workspaces', 'Where events, profiles and definitions live.'],
  ['api keys', 'Keys for machines.'],
  ['definitions', 'Aggregates, expressions, metrics and segments.'],
  ['previews', 'Counts and costs before anything is published.'],
  ['segments', 'Members, changes and sizes.'],
  ['profiles', 'Customers and what they did.'],
  ['identity', 'Who is who: conflicts, merges, and taking them back.'],
  ['why', 'Why somebody is in a segment, or is not.'],
  ['catalogue', 'What really came in: events, parameters, attributes, consents.'],
  ['ingestion', 'Events as they happen, from sites, apps and servers.'],
  ['sources', 'Sites, apps and servers that send events, their keys, and what arrives.'],
  ['imports', 'Files of events.'],
  ['privacy', 'Everything about a person, exported or erased; how long events are kept.'],
  ['currency rates', 'What amounts in other currencies are worth.'],
  ['runs', 'Evaluations of a workspace.'],
  ['health', 'The state of the installation.'],
  ['openapi', 'This description.'],
];

/** Describes the application's routes as OpenAPI 3.1. Needs no service to be running. */
export function describeApplication(application: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.1')
    .setTitle('Cutline')
    .setDescription(
      'Customer segmentation. Errors are problem details (RFC 9457). Every operation names in `x-scope` what it asks of its caller: ' +
        '`public`, `any` (a valid session or key), `write-key` (of a source), or a scope.',
    )
    .setVersion('1.0.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', bearerFormat: 'ck_…', description: 'An API key of the workspace.' },
      'apiKey',
    )
    .addBasicAuth(
      { type: 'http', scheme: 'basic', description: 'The write key of a source as the user name, without a password.' },
      'writeKey',
    )
    .addCookieAuth(
      'cutline.session_token',
      { type: 'apiKey', in: 'cookie', description: 'The session of a person who signed in.' },
      'session',
    );
  for (const [name, description] of tags) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(application, builder.build(), {
    autoTagControllers: false,
    standardSchemaConverter: zodConverter,
  });
  const problem = zodConverter(problemDetails, { schemaType: 'output' });
  Object.assign(((document.components ??= {}).schemas ??= {}), problem?.components);
  return documentProblems(textBodies(mergeComponents(document)));
}

/** A body of CSV is text, whatever it is as JSON. */
function textBodies(document: OpenAPIObject): OpenAPIObject {
  for (const item of Object.values(document.paths)) {
    const body = item.post?.requestBody;
    if (body && 'content' in body && body.content['text/csv']) body.content['text/csv'].schema = { type: 'string' };
  }
  return document;
}

/** What `GET /openapi.json` answers, as a schema: any OpenAPI document. */
export const openApi = z.looseObject({ openapi: z.string() }).meta({ id: 'OpenApi' });
