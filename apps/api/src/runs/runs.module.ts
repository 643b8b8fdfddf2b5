import { Module } from '@nestjs/common';
import { RunRequestsService } from './run-requests.service.ts';
import { RunsController } from './runs.controller.ts';
import { RunsService } from './runs.service.ts';
import { StreamsController } from './streams.controller.ts';
import { StreamsService } from './streams.service.ts';

@Module({
  controllers: [RunsController, StreamsController],
  providers: [RunsService, RunRequestsService, StreamsService],
  exports: [RunRequestsService],
})
export class RunsModule {}
