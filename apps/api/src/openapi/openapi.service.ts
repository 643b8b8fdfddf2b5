import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';

/** Keeps the document once it is made: it can be described only when every module is there. */
@Injectable()
export class OpenApiService {
  #document: OpenAPIObject | undefined;

  get document(): OpenAPIObject {
    if (!this.#document) throw new Error('The application has not been described yet.');
    return this.#document;
  }

  set document(document: OpenAPIObject) {
    this.#document = document;
  }
}
