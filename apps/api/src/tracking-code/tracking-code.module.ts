import { Module } from '@nestjs/common';
import { TrackingCodeController } from './tracking-code.controller.ts';
import { TrackingCodeService } from './tracking-code.service.ts';

@Module({ controllers: [TrackingCodeController], providers: [TrackingCodeService] })
export class TrackingCodeModule {}
