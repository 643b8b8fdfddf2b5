import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public, WithWriteKey } from '../access/access.decorator.ts';
import type { SendingSource } from '../access/caller.ts';
import { FromSource } from '../access/parameters.ts';
import type { AcceptedBatch, AcceptedMessage } from './ingestion.schemas.ts';
import { IngestionService } from './ingestion.service.ts';
import type { MessageBody } from './message-body.ts';
import { pathOf, shortForms } from './sdk-paths.ts';

/** The same routes under the names that SDKs know them by; the OpenAPI description has the long ones. */
@Controller()
@ApiExcludeController()
export class SdkAliasesController {
  constructor(private readonly ingestion: IngestionService) {}

  @Post(['v1/b', 'v1/import', 'beacon/v1/batch'])
  @HttpCode(200)
  @WithWriteKey()
  batch(@FromSource() source: SendingSource, @Body() body: MessageBody): Promise<AcceptedBatch> {
    return this.ingestion.takeBatch(source, body);
  }

  /** What analytics-next measures of itself: taken, and forgotten. */
  @Post('v1/m')
  @HttpCode(200)
  @Public()
  metrics(): AcceptedMessage {
    return { success: true };
  }

  @Post(Object.keys(shortForms).map((name) => `v1/${name}`))
  @HttpCode(200)
  @WithWriteKey()
  one(
    @FromSource() source: SendingSource,
    @Body() body: MessageBody,
    @Req() { url }: FastifyRequest,
  ): Promise<AcceptedMessage> {
    const name = pathOf(url).slice('/v1/'.length) as keyof typeof shortForms;
    return this.ingestion.takeOne(source, shortForms[name], body);
  }
}
