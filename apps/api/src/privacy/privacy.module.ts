import { Module } from '@nestjs/common';
import { ErasureWorkflowsService } from './erasure-workflows.service.ts';
import { ErasuresController } from './erasures.controller.ts';
import { ErasuresService } from './erasures.service.ts';
import { PendingPrivacyService } from './pending-privacy.service.ts';
import { PersonExportController } from './person-export.controller.ts';
import { PersonExportService } from './person-export.service.ts';
import { RetentionWorkflowsService } from './retention-workflows.service.ts';
import { RetentionController } from './retention.controller.ts';
import { RetentionService } from './retention.service.ts';

@Module({
  controllers: [ErasuresController, RetentionController, PersonExportController],
  providers: [
    ErasuresService,
    ErasureWorkflowsService,
    PersonExportService,
    RetentionService,
    RetentionWorkflowsService,
    PendingPrivacyService,
  ],
  exports: [PendingPrivacyService],
})
export class PrivacyModule {}
