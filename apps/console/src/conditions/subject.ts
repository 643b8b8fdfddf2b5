import { messagesOf } from '@cutline/segment-definition';
import { computed, type ComputedRef } from 'vue';
import { useCatalogue } from '../catalogue/catalogue.ts';
import { iconOf } from '../definitions/kinds.ts';
import { iconOfType } from '../figures/value.ts';
import { language } from '../language/language.ts';
import { t } from '../language/messages.ts';
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

/** What a condition is about, in words. */
export function subjectName(leaf: LeafDraft, nameOf: (id: string) => string): string {
  switch (leaf.type) {
    case 'attribute':
      return leaf.attribute.name;
    case 'consent':
      return leaf.channel;
    case 'event':
      return messagesOf(language.value).forms.or(leaf.actions) || t.conditions.events;
    case 'sequence':
      return t.conditions.eventsInOrder;
    case 'aggregate':
      return nameOf(leaf.aggregate);
    case 'expression':
      return nameOf(leaf.expression);
    case 'segment':
      return nameOf(leaf.segment);
  }
}

function iconOfLeaf(leaf: LeafDraft): string {
  switch (leaf.type) {
    case 'attribute':
      return iconOfType(leaf.attribute.type);
    case 'consent':
      return consentIcon;
    case 'event':
      return iconOfAction(leaf.actions[0] ?? '');
    case 'sequence':
      return sequenceIcon;
    default:
      return iconOf(leaf.type);
  }
}

export function useSubject(leaf: ComputedRef<LeafDraft | null>): ComputedRef<Subject | null> {
  const { catalogue, pending } = useCatalogue();
  const { byId } = useValueTypes();

  function isUnseen(about: LeafDraft): boolean {
    if (pending.value) return false;
    const { attributes, channels } = catalogue.value;
    if (about.type === 'attribute') return !attributes.some(({ name }) => name === about.attribute.name);
    return about.type === 'consent' && !channels.some(({ channel }) => channel === about.channel);
  }
  return computed(
    () =>
      leaf.value && {
        called: subjectName(leaf.value, (id) => byId.value.get(id)?.name ?? '…'),
        icon: iconOfLeaf(leaf.value),
        unseen: isUnseen(leaf.value),
      },
  );
}
