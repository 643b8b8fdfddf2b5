import { Module } from '@nestjs/common';
import { WorkspacesModule } from '../workspaces/workspaces.module.ts';
import { OrganisationsController } from './organisations.controller.ts';
import { OrganisationsService } from './organisations.service.ts';
import { SetupController } from './setup.controller.ts';

@Module({
  imports: [WorkspacesModule],
  controllers: [OrganisationsController, SetupController],
  providers: [OrganisationsService],
})
export class OrganisationsModule {}
