import { z } from 'zod';
import { enRefusals } from './messages/en-refusals.ts';

/** The format that documents are written in now; older ones are brought to it by `upgradeDefinition`. */
export const formatVersion = 2;

/** The fields that every definition begins with. */
export function described<K extends string>(kind: K) {
  return {
    formatVersion: z.literal(formatVersion).default(formatVersion),
    kind: z.literal(kind),
    name: z.string().trim().min(1, enRefusals.noName).max(120),
    description: z.string().max(2_000).optional(),
  };
}

/** Definitions refer to one another by id. */
export const definitionId = z.uuid();
