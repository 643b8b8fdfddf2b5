import { computed, type ComputedRef } from 'vue';
import { useCatalogue } from '../catalogue/catalogue.ts';
import { iconOf } from '../definitions/kinds.ts';
import { iconOfType } from '../figures/value.ts';
import { iconOfAction } from '../profiles/action-icon.ts';
import type { LeafDraft } from './condition-draft.ts';
import { consentIcon, sequenceIcon } from './condition-items.ts';
import { useValueTypes } from './value-types.ts';

/** What a condition is about, as its picker shows it. */
export interface Subject {
  called: string;
  icon: string;
  /** The catalogue does not know the name. */
  unseen: boolean;
}

export function useSubject(leaf: ComputedRef<LeafDraft | null>): ComputedRef<Subject | null> {
  const { catalogue, pending } = useCatalogue();
  const { byId } = useValueTypes();
  const named = (id: string): string => byId.value.get(id)?.name ?? '…';

  return computed(() => {
    const about = leaf.value;
    if (!about) return null;
    switch (about.type) {
      case 'attribute': {
        const { name, type } = about.attribute;
        const unseen = !pending.value && !catalogue.value.attributes.some((each) => each.name === name);
        return { called: name, icon: iconOfType(type), unseen };
      }
      case 'consent': {
        const { channel } = about;
        const unseen = !pending.value && !catalogue.value.channels.some((each) => each.channel === channel);
        return { called: channel, icon: consentIcon, unseen };
      }
      case 'event':
        return {
          called: about.actions.join(' or ') || 'Events',
          icon: iconOfAction(about.actions[0] ?? ''),
          unseen: false,
        };
      case 'sequence':
        return { called: 'Events in order', icon: sequenceIcon, unseen: false };
      case 'aggregate':
        return { called: named(about.aggregate), icon: iconOf('aggregate'), unseen: false };
      case 'expression':
        return { called: named(about.expression), icon: iconOf('expression'), unseen: false };
      case 'segment':
        return { called: named(about.segment), icon: iconOf('segment'), unseen: false };
    }
  });
}
