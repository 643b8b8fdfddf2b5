import type { ValueType } from '@cutline/segment-definition';
import type { DefinitionKind, DefinitionSummary } from '../api/contract.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { figureOf } from '../definitions/figure.ts';
import { iconOf } from '../definitions/kinds.ts';
import { counted, formatCount, formatShare } from '../figures/number.ts';
import { iconOfType, valueTypeWords } from '../figures/value.ts';
import { iconOfAction } from '../profiles/action-icon.ts';
import { blankComparison } from '../comparisons/change-comparison.ts';
import type { LeafDraft } from './condition-draft.ts';
import { newEvent, newSequence } from './new-conditions.ts';

/** Something that a condition can be about. */
export interface ConditionItem {
  /** Tells items apart. */
  id: string;
  label: string;
  type?: 'label' | 'item';
  description?: string;
  icon?: string;
  figure?: string;
  /** The condition it begins; or the definition that is to be created first. */
  begin?: () => LeafDraft;
  create?: 'aggregate' | 'expression';
}

interface Sources {
  catalogue: Catalogue;
  definitions: DefinitionSummary[];
  search: string;
  /** Not offered: the segment that is being built. */
  exclude: string | null;
  /** Definitions that can be created from here. */
  creatable: boolean;
}

/** How many of a group are shown before more is typed. */
const most = 40;

export const sequenceIcon = 'i-lucide-list-ordered';
export const consentIcon = 'i-lucide-bell-ring';

export function newAttribute(name: string, type: ValueType): LeafDraft {
  return { type: 'attribute', attribute: { name, type }, comparison: blankComparison(type) };
}

/** Everything a condition can be about that has all words of the search in it, by kind. Unknown names can be used as typed. */
export function conditionItems({ catalogue, definitions, search, exclude, creatable }: Sources): ConditionItem[][] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const typed = search.trim();

  const attributes = catalogue.attributes.map(({ name, type, share, examples }): ConditionItem => ({
    id: `attribute:${name}`,
    label: name,
    icon: iconOfType(type),
    description: examples.length ? `e.g. ${examples.slice(0, 3).join(', ')}` : valueTypeWords[type],
    figure: share === null ? undefined : formatShare(share),
    begin: () => newAttribute(name, type),
  }));
  const events = catalogue.events.map(({ action, events: count, profiles }): ConditionItem => ({
    id: `event:${action}`,
    label: action,
    icon: iconOfAction(action),
    description: `${counted(count, 'event')} of ${counted(profiles, 'profile')}`,
    begin: () => newEvent(action),
  }));
  const sequences: ConditionItem[] = [
    {
      id: 'sequence',
      label: 'Events in order',
      icon: sequenceIcon,
      description: 'One event, then another, perhaps without a third between',
      begin: () => newSequence(),
    },
    ...catalogue.events.slice(0, words.length ? most : 3).map(({ action }): ConditionItem => ({
      id: `sequence:${action}`,
      label: `${action}, then …`,
      icon: sequenceIcon,
      begin: () => newSequence([action]),
    })),
  ];
  const channels = catalogue.channels.map(({ channel, profiles, agreed }): ConditionItem => ({
    id: `consent:${channel}`,
    label: channel,
    icon: consentIcon,
    description: `${counted(agreed, 'profile')} of ${formatCount(profiles)} asked agree`,
    begin: () => ({ type: 'consent', channel, is: true }),
  }));
  const defined = (kind: DefinitionKind, begin: (id: string) => LeafDraft): ConditionItem[] =>
    definitions
      .filter((each) => each.kind === kind && each.id !== exclude)
      .map((each) => ({
        id: each.id,
        label: each.name,
        icon: iconOf(kind),
        description: each.sentence,
        figure: figureOf(each),
        begin: () => begin(each.id),
      }));
  const comparison = blankComparison('number');
  const groups: [string, ConditionItem[]][] = [
    ['Attributes', attributes],
    ['Events', events],
    ['Sequences', sequences],
    ['Aggregates', defined('aggregate', (aggregate) => ({ type: 'aggregate', aggregate, comparison }))],
    [
      'Expressions',
      defined('expression', (expression) => ({
        type: 'expression',
        expression,
        comparison,
      })),
    ],
    ['Segments', defined('segment', (segment) => ({ type: 'segment', segment, is: true }))],
    ['Consents', channels],
  ];
  const found = groups
    .map(([name, items]): [string, ConditionItem[]] => [
      name,
      items.filter(({ label, description = '' }) => matches(`${name} ${label} ${description}`)).slice(0, most),
    ])
    .filter(([, items]) => items.length > 0)
    .map(([name, items]) => [{ id: `label:${name}`, type: 'label' as const, label: name }, ...items]);
  const others = [...unseen(typed, catalogue), ...(creatable ? creations(typed) : [])];
  return others.length ? [...found, others] : found;
}

function unseen(typed: string, catalogue: Catalogue): ConditionItem[] {
  if (!typed) return [];
  const known = {
    attribute: catalogue.attributes.some(({ name }) => name === typed),
    event: catalogue.events.some(({ action }) => action === typed),
    consent: catalogue.channels.some(({ channel }) => channel === typed),
  };
  const description = 'Never seen so far';
  return [
    ...(known.attribute
      ? []
      : [
          {
            id: 'unseen:attribute',
            label: `The attribute “${typed}”`,
            icon: 'i-lucide-type',
            description,
            begin: () => newAttribute(typed, 'string'),
          },
        ]),
    ...(known.event
      ? []
      : [
          {
            id: 'unseen:event',
            label: `The event “${typed}”`,
            icon: 'i-lucide-circle-dot',
            description,
            begin: () => newEvent(typed),
          },
        ]),
    ...(known.consent || typed.length > 100
      ? []
      : [
          {
            id: 'unseen:consent',
            label: `Consent to “${typed}”`,
            icon: consentIcon,
            description,
            begin: (): LeafDraft => ({ type: 'consent', channel: typed, is: true }),
          },
        ]),
  ];
}

function creations(typed: string): ConditionItem[] {
  return (['aggregate', 'expression'] as const).map((kind) => ({
    id: `create:${kind}`,
    label: `New ${kind}${typed ? ` “${typed}”` : '…'}`,
    icon: 'i-lucide-plus',
    create: kind,
  }));
}
