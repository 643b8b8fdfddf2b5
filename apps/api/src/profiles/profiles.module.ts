import { Module } from '@nestjs/common';
import { ProfilesController } from './profiles.controller.ts';
import { ProfilesService } from './profiles.service.ts';
import { StandingService } from './standing.service.ts';

@Module({ controllers: [ProfilesController], providers: [ProfilesService, StandingService] })
export class ProfilesModule {}
