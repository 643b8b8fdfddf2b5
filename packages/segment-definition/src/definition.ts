import { z } from 'zod';
import { aggregate } from './aggregate.ts';
import { metric } from './metric.ts';
import { segment } from './segment.ts';

/** Any definition: plain JSON with a `kind`; immutable once published. */
export const definition = z.discriminatedUnion('kind', [aggregate, metric, segment]).meta({ id: 'Definition' });

export type Definition = z.infer<typeof definition>;
export type DefinitionKind = Definition['kind'];
export type DefinitionId = string;
/** The published definitions of a workspace, by id. */
export type Definitions = ReadonlyMap<DefinitionId, Definition>;
