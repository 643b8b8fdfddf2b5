import { Module } from '@nestjs/common';
import { ActionsController } from './actions.controller.ts';
import { ActionsService } from './actions.service.ts';

@Module({ controllers: [ActionsController], providers: [ActionsService] })
export class ActionsModule {}
