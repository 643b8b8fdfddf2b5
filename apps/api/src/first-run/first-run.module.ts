import { Module } from '@nestjs/common';
import { DemoService } from './demo.service.ts';
import { FirstRunService } from './first-run.service.ts';

@Module({ providers: [DemoService, FirstRunService], exports: [DemoService] })
export class FirstRunModule {}
