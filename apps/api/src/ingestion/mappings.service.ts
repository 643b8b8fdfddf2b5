import { Injectable, Logger } from '@nestjs/common';
import type { SendingSource } from '../access/caller.ts';
import { compileMapping, type CompiledMapping } from './mapping/compile-mapping.ts';
import { sourceMapping } from './mapping/source-mapping.ts';

/** The mappings of sources, ready to be applied: compiled once for as long as a source is remembered. */
@Injectable()
export class MappingsService {
  readonly #logger = new Logger('ingestion');
  readonly #compiled = new WeakMap<SendingSource, CompiledMapping>();
  readonly #default = compileMapping(null);

  of(source: SendingSource): CompiledMapping {
    if (source.mapping === null) return this.#default;
    const known = this.#compiled.get(source);
    if (known) return known;
    const own = sourceMapping.safeParse(source.mapping);
    if (!own.success) this.#logger.warn({ source: source.id }, 'A mapping cannot be read; the default holds');
    const compiled = own.success ? compileMapping(own.data) : this.#default;
    this.#compiled.set(source, compiled);
    return compiled;
  }
}
