import { Module } from '@nestjs/common';
import { ConflictsController } from './conflicts.controller.ts';
import { ConflictsService } from './conflicts.service.ts';
import { MergesController } from './merges.controller.ts';
import { MergesService } from './merges.service.ts';

@Module({ controllers: [ConflictsController, MergesController], providers: [ConflictsService, MergesService] })
export class IdentityModule {}
