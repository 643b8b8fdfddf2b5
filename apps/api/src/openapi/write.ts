import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { newKey } from '@cutline/secrets';
import { createApplication } from '../application.ts';
import { OpenApiService } from './openapi.service.ts';

/** Writes apps/api/openapi.json. No service needs to run: nothing connects before it is asked something. */
const application = await createApplication({
  port: 0,
  host: '127.0.0.1',
  publicUrl: 'http://localhost',
  postgresUrl: 'postgres://127.0.0.1:1/none',
  clickHouse: { url: 'http://127.0.0.1:1' },
  temporalAddress: '127.0.0.1:1',
  taskQueue: 'none',
  authSecret: 'of no use: nobody signs in here, nothing listens',
  keyring: { keys: [newKey()], hashKey: '' },
  home: '.',
  firstRun: false,
  trustProxy: false,
  uploadLimit: 0,
  importPlaces: {},
  inboxLimit: 0,
  logLevel: 'silent',
});
const { document } = application.get(OpenApiService);
await writeFile(new URL('../../openapi.json', import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
await application.close();
