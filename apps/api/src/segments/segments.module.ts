import { Module } from '@nestjs/common';
import { SegmentsController } from './segments.controller.ts';
import { SegmentsService } from './segments.service.ts';

@Module({ controllers: [SegmentsController], providers: [SegmentsService] })
export class SegmentsModule {}
