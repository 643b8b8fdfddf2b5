import { Module } from '@nestjs/common';
import { BasisService } from './basis.service.ts';
import { DistributionsService } from './distributions.service.ts';
import { HistogramsService } from './histograms.service.ts';
import { PreviewsController } from './previews.controller.ts';
import { PreviewsService } from './previews.service.ts';
import { SlotsService } from './slots.service.ts';
import { ThresholdsService } from './thresholds.service.ts';

@Module({
  controllers: [PreviewsController],
  providers: [BasisService, DistributionsService, HistogramsService, PreviewsService, SlotsService, ThresholdsService],
})
export class PreviewsModule {}
