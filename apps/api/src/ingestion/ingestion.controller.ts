import { Body, Controller, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { WithWriteKey } from '../access/access.decorator.ts';
import type { SendingSource } from '../access/caller.ts';
import { FromSource } from '../access/parameters.ts';
import { Operation } from '../openapi/operation.decorator.ts';
import { batchBody, messageBodies } from './describe-bodies.ts';
import { acceptedBatch, acceptedMessage, type AcceptedBatch, type AcceptedMessage } from './ingestion.schemas.ts';
import { IngestionService } from './ingestion.service.ts';
import type { MessageBody } from './message-body.ts';

const problems = [400, 413, 415, 429];

/** Where SDKs send what happens. */
@Controller('v1')
@ApiTags('ingestion')
export class IngestionController {
  constructor(private readonly ingestion: IngestionService) {}

  @Post('track')
  @WithWriteKey()
  @ApiBody(messageBodies.track)
  @Operation({ id: 'track', summary: 'Somebody did something', answers: acceptedMessage, problems })
  track(@FromSource() source: SendingSource, @Body() body: MessageBody): Promise<AcceptedMessage> {
    return this.ingestion.takeOne(source, 'track', body);
  }

  @Post('identify')
  @WithWriteKey()
  @ApiBody(messageBodies.identify)
  @Operation({ id: 'identify', summary: 'Who somebody is', answers: acceptedMessage, problems })
  identify(@FromSource() source: SendingSource, @Body() body: MessageBody): Promise<AcceptedMessage> {
    return this.ingestion.takeOne(source, 'identify', body);
  }

  @Post('page')
  @WithWriteKey()
  @ApiBody(messageBodies.page)
  @Operation({ id: 'page', summary: 'Somebody sees a page', answers: acceptedMessage, problems })
  page(@FromSource() source: SendingSource, @Body() body: MessageBody): Promise<AcceptedMessage> {
    return this.ingestion.takeOne(source, 'page', body);
  }

  @Post('screen')
  @WithWriteKey()
  @ApiBody(messageBodies.screen)
  @Operation({ id: 'screen', summary: 'Somebody sees a screen of an app', answers: acceptedMessage, problems })
  screen(@FromSource() source: SendingSource, @Body() body: MessageBody): Promise<AcceptedMessage> {
    return this.ingestion.takeOne(source, 'screen', body);
  }

  @Post('group')
  @WithWriteKey()
  @ApiBody(messageBodies.group)
  @Operation({ id: 'group', summary: 'Somebody belongs to a group', answers: acceptedMessage, problems })
  group(@FromSource() source: SendingSource, @Body() body: MessageBody): Promise<AcceptedMessage> {
    return this.ingestion.takeOne(source, 'group', body);
  }

  @Post('alias')
  @WithWriteKey()
  @ApiBody(messageBodies.alias)
  @Operation({ id: 'alias', summary: 'Two ids are the same person', answers: acceptedMessage, problems })
  alias(@FromSource() source: SendingSource, @Body() body: MessageBody): Promise<AcceptedMessage> {
    return this.ingestion.takeOne(source, 'alias', body);
  }

  @Post('batch')
  @WithWriteKey()
  @ApiBody(batchBody)
  @Operation({
    id: 'batch',
    summary: 'Several messages at once',
    description: 'Those that can be are taken, and the answer names the others. 400 only where none could be taken.',
    answers: acceptedBatch,
    problems,
  })
  batch(@FromSource() source: SendingSource, @Body() body: MessageBody): Promise<AcceptedBatch> {
    return this.ingestion.takeBatch(source, body);
  }
}
