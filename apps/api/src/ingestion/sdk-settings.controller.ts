import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { WithWriteKey } from '../access/access.decorator.ts';
import type { SendingSource } from '../access/caller.ts';
import { FromSource } from '../access/parameters.ts';
import { writeKeyOf } from '../access/write-key-of.ts';
import { SETTINGS, type Settings } from '../settings/settings.ts';
import { addressOf, rudderSourceConfig, segmentSettings } from './sdk-settings.ts';

/** What browser SDKs fetch first; in their own words, so it is not in the OpenAPI description. */
@Controller()
@ApiExcludeController()
export class SdkSettingsController {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  @Get('v1/projects/:writeKey/settings')
  @WithWriteKey()
  segment(@Param('writeKey') writeKey: string, @Req() request: FastifyRequest) {
    return segmentSettings(writeKey, addressOf(request, this.settings.publicUrl));
  }

  @Get('sourceConfig')
  @WithWriteKey()
  rudderStack(@FromSource() source: SendingSource, @Req() request: FastifyRequest) {
    return rudderSourceConfig(source, writeKeyOf(request)!);
  }
}
