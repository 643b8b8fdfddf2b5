import { Module } from '@nestjs/common';
import { FirstRunModule } from '../first-run/first-run.module.ts';
import { ImportsModule } from '../imports/imports.module.ts';
import { PrivacyModule } from '../privacy/privacy.module.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { SchedulesModule } from '../schedules/schedules.module.ts';
import { WorkspacesModule } from '../workspaces/workspaces.module.ts';
import { HousekeepingService } from './housekeeping.service.ts';
import { ThinningService } from './thinning.service.ts';

@Module({
  imports: [FirstRunModule, ImportsModule, PrivacyModule, RunsModule, SchedulesModule, WorkspacesModule],
  providers: [HousekeepingService, ThinningService],
})
export class HousekeepingModule {}
