/** A Nest route that only parses what it is sent, as a process of its own. Prints its port. */
import 'reflect-metadata';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

class Parsing {
  take(body: { batch?: unknown[] }): { success: boolean } {
    return { success: body !== null };
  }
}
// Decorators by hand: Node strips types, it does not know this syntax.
Body()(Parsing.prototype, 'take', 0);
const method = Object.getOwnPropertyDescriptor(Parsing.prototype, 'take')!;
Post()(Parsing.prototype, 'take', method);
HttpCode(200)(Parsing.prototype, 'take', method);
Controller('parse')(Parsing);

class Minimal {}
Module({ controllers: [Parsing] })(Minimal);

const application = await NestFactory.create<NestFastifyApplication>(
  Minimal,
  new FastifyAdapter({ bodyLimit: 8 * 1024 * 1024 }),
  { logger: false },
);
await application.listen(0, '127.0.0.1');
console.log(new URL(await application.getUrl()).port);
