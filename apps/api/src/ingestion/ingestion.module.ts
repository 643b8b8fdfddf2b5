import { Module } from '@nestjs/common';
import { InboxGaugeService } from './inbox-gauge.service.ts';
import { InboxService } from './inbox.service.ts';
import { IngestionController } from './ingestion.controller.ts';
import { IngestionService } from './ingestion.service.ts';
import { MappingsService } from './mappings.service.ts';
import { RatesService } from './rates.service.ts';
import { SdkAliasesController } from './sdk-aliases.controller.ts';
import { SdkSettingsController } from './sdk-settings.controller.ts';
import { SourceCountsService } from './source-counts.service.ts';

@Module({
  controllers: [IngestionController, SdkAliasesController, SdkSettingsController],
  providers: [IngestionService, InboxGaugeService, InboxService, MappingsService, RatesService, SourceCountsService],
})
export class IngestionModule {}
