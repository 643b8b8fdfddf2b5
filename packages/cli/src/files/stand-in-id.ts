import { createHash } from 'node:crypto';
import type { DefinitionId, DefinitionKind } from '@cutline/segment-definition';

/** An id for a definition that the workspace does not have yet: the same for the same key (a UUID of version 8, RFC 9562). */
export function standInId(kind: DefinitionKind, key: string): DefinitionId {
  const hex = createHash('sha256').update(`${kind}:${key}`).digest('hex');
  const variant = '89ab'[parseInt(hex[16]!, 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
