import type { ValueType } from '@cutline/segment-definition';
import type { CatalogueName } from './catalogue.ts';

/** Whether it must be said what type a name is read as: where its values came in several, or in another, or never. */
export function asksForType(known: CatalogueName | undefined, chosen: ValueType): boolean {
  return !known || known.type !== chosen || known.types.some((type) => type !== chosen);
}
