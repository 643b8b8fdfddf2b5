import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AccessModule } from './access/access.module.ts';
import { CatalogueModule } from './catalogue/catalogue.module.ts';
import { CurrencyRatesModule } from './currency-rates/currency-rates.module.ts';
import { ApiKeysModule } from './api-keys/api-keys.module.ts';
import { AuthModule } from './auth/auth.module.ts';
import { DatabasesModule } from './databases/databases.module.ts';
import { DefinitionsModule } from './definitions/definitions.module.ts';
import { EstimatesModule } from './estimates/estimates.module.ts';
import { FirstRunModule } from './first-run/first-run.module.ts';
import { HealthModule } from './health/health.module.ts';
import { HousekeepingModule } from './housekeeping/housekeeping.module.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { ImportsModule } from './imports/imports.module.ts';
import { IngestionModule } from './ingestion/ingestion.module.ts';
import { loggingModule } from './logging/logging.module.ts';
import { MeModule } from './me/me.module.ts';
import { OpenApiModule } from './openapi/openapi.module.ts';
import { OrganisationsModule } from './organisations/organisations.module.ts';
import { PreviewsModule } from './previews/previews.module.ts';
import { PrivacyModule } from './privacy/privacy.module.ts';
import { ProblemDetailsModule } from './problem-details/problem-details.module.ts';
import { ProfilesModule } from './profiles/profiles.module.ts';
import { RunsModule } from './runs/runs.module.ts';
import { SegmentsModule } from './segments/segments.module.ts';
import type { Settings } from './settings/settings.ts';
import { SettingsModule } from './settings/settings.module.ts';
import { SourcesModule } from './sources/sources.module.ts';
import { TemporalModule } from './temporal/temporal.module.ts';
import { TrackingCodeModule } from './tracking-code/tracking-code.module.ts';
import { WhyModule } from './why/why.module.ts';
import { WorkspacesModule } from './workspaces/workspaces.module.ts';

@Module({})
export class AppModule {
  static for(settings: Settings): DynamicModule {
    const foundations = [
      SettingsModule.for(settings),
      loggingModule(settings),
      DatabasesModule,
      TemporalModule,
      AccessModule,
      ProblemDetailsModule,
    ];
    const features = [
      AuthModule,
      OpenApiModule,
      HealthModule,
      MeModule,
      OrganisationsModule,
      WorkspacesModule,
      ApiKeysModule,
      DefinitionsModule,
      PreviewsModule,
      EstimatesModule,
      WhyModule,
      SegmentsModule,
      ProfilesModule,
      CatalogueModule,
      CurrencyRatesModule,
      IngestionModule,
      IdentityModule,
      ImportsModule,
      PrivacyModule,
      RunsModule,
      SourcesModule,
      TrackingCodeModule,
      FirstRunModule,
    ];
    return { module: AppModule, imports: [...foundations, ...features, ScheduleModule.forRoot(), HousekeepingModule] };
  }
}
