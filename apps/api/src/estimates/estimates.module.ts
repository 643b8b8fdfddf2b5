import { Module } from '@nestjs/common';
import { EstimatesController } from './estimates.controller.ts';
import { EstimatesService } from './estimates.service.ts';
import { PlanInputService } from './plan-input.service.ts';
import { SpeedService } from './speed.service.ts';

@Module({
  controllers: [EstimatesController],
  providers: [EstimatesService, PlanInputService, SpeedService],
})
export class EstimatesModule {}
