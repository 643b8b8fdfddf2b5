import { Module } from '@nestjs/common';
import { EvidenceService } from './evidence.service.ts';
import { PublishedRunService } from './published-run.service.ts';
import { WhyController } from './why.controller.ts';
import { WhyService } from './why.service.ts';

@Module({ controllers: [WhyController], providers: [EvidenceService, PublishedRunService, WhyService] })
export class WhyModule {}
