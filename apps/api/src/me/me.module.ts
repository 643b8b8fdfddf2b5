import { Module } from '@nestjs/common';
import { WorkspacesModule } from '../workspaces/workspaces.module.ts';
import { MeController } from './me.controller.ts';
import { MeService } from './me.service.ts';

@Module({ imports: [WorkspacesModule], controllers: [MeController], providers: [MeService] })
export class MeModule {}
