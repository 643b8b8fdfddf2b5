import { Module } from '@nestjs/common';
import { EventNamesService } from './event-names.service.ts';
import { InboxController } from './inbox.controller.ts';
import { MappingController } from './mapping.controller.ts';
import { MappingService } from './mapping.service.ts';
import { MessagesController } from './messages.controller.ts';
import { MessagesService } from './messages.service.ts';
import { SourcesController } from './sources.controller.ts';
import { SourcesService } from './sources.service.ts';
import { WriteKeysController } from './write-keys.controller.ts';
import { WriteKeysService } from './write-keys.service.ts';

@Module({
  controllers: [SourcesController, WriteKeysController, MappingController, MessagesController, InboxController],
  providers: [SourcesService, WriteKeysService, MappingService, EventNamesService, MessagesService],
})
export class SourcesModule {}
