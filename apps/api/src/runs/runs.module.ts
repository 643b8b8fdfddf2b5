import { Module } from '@nestjs/common';
import { RunPlansService } from './run-plans.service.ts';
import { RunQuotaController } from './run-quota.controller.ts';
import { RunQuotaService } from './run-quota.service.ts';
import { RunRequestsService } from './run-requests.service.ts';
import { RunsController } from './runs.controller.ts';
import { RunsService } from './runs.service.ts';
import { StreamsController } from './streams.controller.ts';
import { StreamsService } from './streams.service.ts';

@Module({
  controllers: [RunsController, RunQuotaController, StreamsController],
  providers: [RunsService, RunPlansService, RunQuotaService, RunRequestsService, StreamsService],
  exports: [RunRequestsService],
})
export class RunsModule {}
