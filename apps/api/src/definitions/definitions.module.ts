import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { BaseSizeService } from './base-size.service.ts';
import { DefinitionsController } from './definitions.controller.ts';
import { DefinitionsService } from './definitions.service.ts';
import { PublishingService } from './publishing.service.ts';
import { StatesService } from './states.service.ts';

@Module({
  imports: [CatalogueModule, RunsModule],
  controllers: [DefinitionsController],
  providers: [BaseSizeService, DefinitionsService, PublishingService, StatesService],
})
export class DefinitionsModule {}
