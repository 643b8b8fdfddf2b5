import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WithWriteKey } from '../access/access.decorator.ts';
import type { SendingSource } from '../access/caller.ts';
import { FromSource } from '../access/parameters.ts';
import { writeKeyOf } from '../access/write-key-of.ts';
import { encodingFor } from './encode-script.ts';
import { TrackingCodeService } from './tracking-code.service.ts';

/** What a page loads to be tracked. Its settings come with it, so a change of them reaches every page within minutes. */
@Controller()
@ApiExcludeController()
export class TrackingCodeController {
  constructor(private readonly trackingCode: TrackingCodeService) {}

  @Get('v1/cutline.js')
  @WithWriteKey()
  async get(@FromSource() source: SendingSource, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const script = await this.trackingCode.scriptOf(source, writeKeyOf(request)!);
    const encoding = encodingFor(request.headers['accept-encoding']);
    void reply.headers({ etag: script.etag, 'cache-control': 'public, max-age=300', vary: 'Accept-Encoding' });
    if (request.headers['if-none-match'] === script.etag) return reply.status(304).send();
    if (encoding !== 'identity') void reply.header('content-encoding', encoding);
    return reply.type('text/javascript; charset=utf-8').send(script[encoding]);
  }
}
