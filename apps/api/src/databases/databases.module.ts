import type { ClickHouseClient } from '@clickhouse/client';
import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { connectClickHouse } from '@cutline/clickhouse';
import { connectPostgres, type Database } from '@cutline/postgres';
import { observeStatements } from '@cutline/telemetry';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { CLICKHOUSE, POSTGRES } from './tokens.ts';

/** Connections to PostgreSQL and ClickHouse; both open on first use. */
@Global()
@Module({
  providers: [
    {
      provide: POSTGRES,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => connectPostgres(settings.postgresUrl, 20),
    },
    {
      provide: CLICKHOUSE,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => connectClickHouse(settings.clickHouse, observeStatements),
    },
  ],
  exports: [POSTGRES, CLICKHOUSE],
})
export class DatabasesModule implements OnApplicationShutdown {
  constructor(
    @Inject(POSTGRES) private readonly postgres: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([this.postgres.$client.end(), this.clickHouse.close()]);
  }
}
