import { Module } from '@nestjs/common';
import { RunsModule } from '../runs/runs.module.ts';
import { SchedulesModule } from '../schedules/schedules.module.ts';
import { RemovalsService } from './removals.service.ts';
import { WorkspacesController } from './workspaces.controller.ts';
import { WorkspacesService } from './workspaces.service.ts';

@Module({
  imports: [RunsModule, SchedulesModule],
  controllers: [WorkspacesController],
  providers: [WorkspacesService, RemovalsService],
  exports: [WorkspacesService, RemovalsService],
})
export class WorkspacesModule {}
