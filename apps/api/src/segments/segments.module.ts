import { Module } from '@nestjs/common';
import { FreshnessService } from './freshness.service.ts';
import { SegmentsController } from './segments.controller.ts';
import { SegmentsService } from './segments.service.ts';

@Module({ controllers: [SegmentsController], providers: [SegmentsService, FreshnessService] })
export class SegmentsModule {}
