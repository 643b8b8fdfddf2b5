import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthModule } from '../auth/auth.module.ts';
import { AccessGuard } from './access.guard.ts';
import { IdentifyService } from './identify.service.ts';
import { SourceKeysService } from './source-keys.service.ts';

@Module({
  imports: [AuthModule],
  providers: [IdentifyService, SourceKeysService, { provide: APP_GUARD, useClass: AccessGuard }],
})
export class AccessModule {}
