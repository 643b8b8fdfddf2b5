import { inject, provide, type InjectionKey } from 'vue';
import type { DefinitionKind } from '../api/contract.ts';

/** A definition that is missed while another is written, to be created beside it. */
export interface Missing {
  kind: DefinitionKind;
  name: string;
  /** Receives the new definition's id. */
  use: (id: string) => void;
}

const key: InjectionKey<(missing: Missing) => void> = Symbol('creation');

/** Says how what is missed gets created; pickers inside offer it then. */
export function provideCreation(create: (missing: Missing) => void): void {
  provide(key, create);
}

/** How to create what is missed; null where nothing can be created from. */
export function useCreation(): ((missing: Missing) => void) | null {
  return inject(key, null);
}
