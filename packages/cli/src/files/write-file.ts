import type { Definition } from '@cutline/segment-definition';

/** A file's text: the key first, then what everyone reads first. */
export function fileText(key: string, formerly: readonly string[], document: Definition): string {
  const { formatVersion, kind, name, description, ...rest } = document;
  const content = {
    key,
    ...(formerly.length > 0 && { formerly: formerly.length === 1 ? formerly[0] : formerly }),
    formatVersion,
    kind,
    name,
    ...(description !== undefined && { description }),
    ...rest,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
