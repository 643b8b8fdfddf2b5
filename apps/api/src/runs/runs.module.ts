import { Module } from '@nestjs/common';
import { RunRequestsService } from './run-requests.service.ts';
import { RunsController } from './runs.controller.ts';
import { RunsService } from './runs.service.ts';

@Module({ controllers: [RunsController], providers: [RunsService, RunRequestsService], exports: [RunRequestsService] })
export class RunsModule {}
