import { Module } from '@nestjs/common';
import { ImportWorkflowsService } from './import-workflows.service.ts';
import { ImportsController } from './imports.controller.ts';
import { ImportsService } from './imports.service.ts';
import { ResumableUploadsController } from './resumable-uploads.controller.ts';
import { ResumableUploadsService } from './resumable-uploads.service.ts';
import { LocationsController } from './locations.controller.ts';
import { LocationsService } from './locations.service.ts';
import { PlacesController } from './places.controller.ts';
import { PlacesService } from './places.service.ts';
import { RejectsService } from './rejects.service.ts';
import { SamplesService } from './samples.service.ts';
import { UnfinishedUploadsService } from './unfinished-uploads.service.ts';
import { UploadsService } from './uploads.service.ts';

@Module({
  controllers: [ResumableUploadsController, PlacesController, LocationsController, ImportsController],
  providers: [
    ImportsService,
    ImportWorkflowsService,
    LocationsService,
    PlacesService,
    RejectsService,
    ResumableUploadsService,
    SamplesService,
    UnfinishedUploadsService,
    UploadsService,
  ],
  exports: [ImportWorkflowsService, UnfinishedUploadsService],
})
export class ImportsModule {}
