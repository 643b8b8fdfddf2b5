import { Module } from '@nestjs/common';
import { ImportWorkflowsService } from './import-workflows.service.ts';
import { ImportsController } from './imports.controller.ts';
import { ImportsService } from './imports.service.ts';
import { RejectsService } from './rejects.service.ts';
import { SamplesService } from './samples.service.ts';
import { UploadsService } from './uploads.service.ts';

@Module({
  controllers: [ImportsController],
  providers: [ImportsService, ImportWorkflowsService, RejectsService, SamplesService, UploadsService],
  exports: [ImportWorkflowsService],
})
export class ImportsModule {}
