import { z } from 'zod';
import { aggregate } from './aggregate.ts';
import { expression } from './expression.ts';
import { metric } from './metric.ts';
import { segment } from './segment.ts';

/** Any definition: plain JSON with a `kind`; immutable once published. */
export const definition = z
  .discriminatedUnion('kind', [aggregate, expression, metric, segment])
  .meta({ id: 'Definition' });

export const definitionKind = z.enum(['aggregate', 'expression', 'metric', 'segment']).meta({ id: 'DefinitionKind' });

export type Definition = z.infer<typeof definition>;
export type DefinitionKind = Definition['kind'];
export type DefinitionId = string;
/** The published definitions of a workspace, by id. */
export type Definitions = ReadonlyMap<DefinitionId, Definition>;
