import type { Definition, ValueType } from '@cutline/segment-definition';
import type { DefinitionKind, DefinitionSummary } from '../api/contract.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { figureOf } from '../definitions/figure.ts';
import { iconOf } from '../definitions/kinds.ts';
import { formatShare } from '../figures/number.ts';
import { iconOfType } from '../figures/value.ts';
import { t } from '../language/messages.ts';
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
  sentenceOf: (document: Definition) => string;
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
export function conditionItems({
  catalogue,
  definitions,
  search,
  exclude,
  sentenceOf,
  creatable,
}: Sources): ConditionItem[][] {
  const say = t.conditions;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const typed = search.trim();

  const attributes = catalogue.attributes.map(({ name, type, share, examples }): ConditionItem => ({
    id: `attribute:${name}`,
    label: name,
    icon: iconOfType(type),
    description: examples.length ? say.examples(examples.slice(0, 3).join(', ')) : t.figures.valueTypes[type],
    figure: share === null ? undefined : formatShare(share),
    begin: () => newAttribute(name, type),
  }));
  const events = catalogue.events.map(({ action, events: count, profiles }): ConditionItem => ({
    id: `event:${action}`,
    label: action,
    icon: iconOfAction(action),
    description: say.eventsOf(count, profiles),
    begin: () => newEvent(action),
  }));
  const sequences: ConditionItem[] = [
    {
      id: 'sequence',
      label: say.eventsInOrder,
      icon: sequenceIcon,
      description: say.eventsInOrderHelp,
      begin: () => newSequence(),
    },
    ...catalogue.events.slice(0, words.length ? most : 3).map(({ action }): ConditionItem => ({
      id: `sequence:${action}`,
      label: say.thenMore(action),
      icon: sequenceIcon,
      begin: () => newSequence([action]),
    })),
  ];
  const channels = catalogue.channels.map(({ channel, profiles, agreed }): ConditionItem => ({
    id: `consent:${channel}`,
    label: channel,
    icon: consentIcon,
    description: say.agreed(agreed, profiles),
    begin: () => ({ type: 'consent', channel, is: true }),
  }));
  const defined = (kind: DefinitionKind, begin: (id: string) => LeafDraft): ConditionItem[] =>
    definitions
      .filter((each) => each.kind === kind && each.id !== exclude)
      .map((each) => ({
        id: each.id,
        label: each.name,
        icon: iconOf(kind),
        description: sentenceOf(each.document),
        figure: figureOf(each),
        begin: () => begin(each.id),
      }));
  const comparison = blankComparison('number');
  const groups: [string, ConditionItem[]][] = [
    [say.groups.attributes, attributes],
    [say.groups.events, events],
    [say.groups.sequences, sequences],
    [say.groups.aggregates, defined('aggregate', (aggregate) => ({ type: 'aggregate', aggregate, comparison }))],
    [
      say.groups.expressions,
      defined('expression', (expression) => ({
        type: 'expression',
        expression,
        comparison,
      })),
    ],
    [say.groups.segments, defined('segment', (segment) => ({ type: 'segment', segment, is: true }))],
    [say.groups.consents, channels],
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
  const say = t.conditions.unseen;
  const description = say.help;
  return [
    ...(known.attribute
      ? []
      : [
          {
            id: 'unseen:attribute',
            label: say.attribute(typed),
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
            label: say.event(typed),
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
            label: say.consent(typed),
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
    label: t.conditions.creations[kind](typed),
    icon: 'i-lucide-plus',
    create: kind,
  }));
}
