import { Global, Module } from '@nestjs/common';
import { TemporalService } from './temporal.service.ts';

@Global()
@Module({ providers: [TemporalService], exports: [TemporalService] })
export class TemporalModule {}
