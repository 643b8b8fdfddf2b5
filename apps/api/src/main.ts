import 'reflect-metadata';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { connectPostgres, migratePostgres } from '@cutline/postgres';
import { keyringIn } from '@cutline/secrets';
import { telemetrySettingsFrom } from '@cutline/telemetry';
import { createApplication } from './application.ts';
import { authSecretIn } from './auth/auth-secret.ts';
import { credentialsFile } from './first-run/credentials.ts';
import { FirstRunService } from './first-run/first-run.service.ts';
import { settingsFrom, type Settings } from './settings/settings.ts';
import { startApiTelemetry } from './telemetry/start-api-telemetry.ts';

const read = settingsFrom(process.env);
const observed = telemetrySettingsFrom(process.env);
const settings: Settings = {
  ...read,
  authSecret: await authSecretIn(read.home, process.env),
  keyring: await keyringIn(read.home, process.env),
};

await migrate(settings);
const application = await createApplication(settings);
application.enableShutdownHooks(['SIGINT', 'SIGTERM']);
const telemetry = await startApiTelemetry(application, observed);
application
  .getHttpAdapter()
  .getInstance()
  .addHook('onClose', () => telemetry.stop());
const firstRun = application.get(FirstRunService);
const credentials = await firstRun.prepare();
await application.listen(settings.port, settings.host);
void firstRun.fillDemo();

// A launcher shows what is in the file itself, and keeps our output in a log where no password belongs.
if (credentials && !settings.stateFile) {
  const { url, email, password, apiKey } = credentials;
  process.stdout.write(
    `\n${url}\n  e-mail    ${email}\n  password  ${password}\n  API key   ${apiKey}\nKept in ${credentialsFile(settings.home)}\n\n`,
  );
}

/** Forward only, and safe when several processes start at once. */
async function migrate({ postgresUrl, clickHouse }: Settings): Promise<void> {
  const postgres = connectPostgres(postgresUrl, 2);
  const client = connectClickHouse(clickHouse);
  try {
    await migratePostgres(postgres, () => migrateClickHouse(client, clickHouse));
  } finally {
    await Promise.all([postgres.$client.end(), client.close()]);
  }
}
