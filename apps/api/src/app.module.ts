import { Module, type DynamicModule } from '@nestjs/common';
import { SETTINGS, type Settings } from './settings/settings.ts';
import { OpenApiController } from './openapi/openapi.controller.ts';
import { OpenApiService } from './openapi/openapi.service.ts';
import { WorkspacesController } from './workspaces/workspaces.controller.ts';
import { WorkspacesService } from './workspaces/workspaces.service.ts';
import { OrganisationsController } from './organisations/organisations.controller.ts';
import { SetupController } from './organisations/setup.controller.ts';
import { OrganisationsService } from './organisations/organisations.service.ts';
import { MeController } from './me/me.controller.ts';
import { MeService } from './me/me.service.ts';
import { ApiKeysController } from './api-keys/api-keys.controller.ts';
import { ApiKeysService } from './api-keys/api-keys.service.ts';
import { DefinitionsController } from './definitions/definitions.controller.ts';
import { DefinitionsService } from './definitions/definitions.service.ts';
import { PublishingService } from './definitions/publishing.service.ts';
import { PreviewsController } from './previews/previews.controller.ts';
import { PreviewsService } from './previews/previews.service.ts';
import { SegmentsController } from './segments/segments.controller.ts';
import { SegmentsService } from './segments/segments.service.ts';
import { ProfilesController } from './profiles/profiles.controller.ts';
import { ProfilesService } from './profiles/profiles.service.ts';
import { ActionsController } from './actions/actions.controller.ts';
import { ActionsService } from './actions/actions.service.ts';
import { RunsController } from './runs/runs.controller.ts';
import { RunsService } from './runs/runs.service.ts';
import { ImportsController } from './imports/imports.controller.ts';
import { ImportsService } from './imports/imports.service.ts';
import { RejectsService } from './imports/rejects.service.ts';
import { SamplesService } from './imports/samples.service.ts';
import { UploadsService } from './imports/uploads.service.ts';
import { HealthController } from './health/health.controller.ts';
import { HealthService } from './health/health.service.ts';

@Module({})
export class AppModule {
  static for(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      controllers: [OpenApiController, WorkspacesController, OrganisationsController, SetupController, MeController, ApiKeysController, DefinitionsController, PreviewsController, SegmentsController, ProfilesController, ActionsController, RunsController, ImportsController, HealthController],
      providers: [{ provide: SETTINGS, useValue: settings }, OpenApiService, WorkspacesService, OrganisationsService, MeService, ApiKeysService, DefinitionsService, PublishingService, PreviewsService, SegmentsService, ProfilesService, ActionsService, RunsService, ImportsService, RejectsService, SamplesService, UploadsService, HealthService],
    };
  }
}
