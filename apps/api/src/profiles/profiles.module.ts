import { Module } from '@nestjs/common';
import { HistoryService } from './history.service.ts';
import { ProfilesController } from './profiles.controller.ts';
import { ProfilesService } from './profiles.service.ts';
import { StandingService } from './standing.service.ts';

@Module({ controllers: [ProfilesController], providers: [ProfilesService, HistoryService, StandingService] })
export class ProfilesModule {}
