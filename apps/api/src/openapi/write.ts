import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.ts';
import { describeApplication } from './document.ts';

/** Writes apps/api/openapi.json. No service needs to run: nothing connects before the application listens. */
const nowhere = {
  port: 0,
  host: '127.0.0.1',
  publicUrl: 'http://localhost',
  postgresUrl: 'postgres://127.0.0.1:1/none',
  clickHouse: { url: 'http://127.0.0.1:1' },
  temporalAddress: '127.0.0.1:1',
  home: '.',
};
const application = await NestFactory.create(AppModule.for(nowhere), new FastifyAdapter(), { logger: false, abortOnError: false });
const document = describeApplication(application);
await writeFile(new URL('../../openapi.json', import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
await application.close();
