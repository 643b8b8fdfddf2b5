import { randomUUID } from 'node:crypto';
import type { InboxMessage } from '@cutline/worker/incoming';
import type { CompiledMapping, CompiledRule } from '../mapping/compile-mapping.ts';
import { Notes, RefusedMessage, type MessageProblem } from './message-problem.ts';
import { readMessageTime } from './message-time.ts';
import { isMessageType, messageTypes, type MessageType } from './message-type.ts';
import { isTooDeep, deepest } from './nesting.ts';
import { mostAttributes, readAttributes } from './read-attributes.ts';
import { readConsents } from './read-consents.ts';
import { readEvent } from './read-event.ts';
import { readId, readIdentifiers } from './read-identifiers.ts';
import { isObject, readName, readObject, typeNameOf } from './read-text.ts';

export interface ReadingSettings {
  mapping: CompiledMapping;
  /** UTC milliseconds: when it was received. */
  now: number;
  /** ISO 4217 code of the workspace. */
  currency: string;
  /** Given by the route; a message of a batch says it itself. */
  type?: MessageType;
  /** What the batch says for all of its messages. */
  batch?: { sentAt?: unknown; context?: unknown };
}

/** A message as it was read; one that is ignored is one that the mapping does not take, and its problem says where. */
export type ReadMessage =
  | { outcome: 'taken'; message: InboxMessage; problems: MessageProblem[] }
  | { outcome: 'ignored'; problems: [MessageProblem] }
  | { outcome: 'refused'; problems: [MessageProblem] };

/**
 * Reads one message of Segment's specification. Pure, but for the message id that one without gets. What cannot be stored or would count wrongly
 * refuses the message; what is merely of no use is left aside and noted. What comes out can always land.
 */
export function readMessage(given: unknown, settings: ReadingSettings): ReadMessage {
  try {
    return read(given, settings);
  } catch (error) {
    if (error instanceof RefusedMessage) return { outcome: 'refused', problems: [error.problem] };
    throw error;
  }
}

function read(given: unknown, settings: ReadingSettings): ReadMessage {
  if (!isObject(given))
    throw new RefusedMessage('not-an-object', '', `A message is an object; found ${typeNameOf(given)}.`);
  if (isTooDeep(given)) throw new RefusedMessage('too-deep', '', `It nests more than ${deepest} levels deep.`);
  const type = settings.type ?? readType(given['type']);
  const notes = new Notes();
  const context = { ...readObject(settings.batch?.context, '/context'), ...readObject(given['context'], '/context') };
  const traits = readObject(given['traits'], '/traits') ?? {};
  const contextTraits = readObject(context['traits'], '/context/traits') ?? {};
  const own = { traits, pointer: '/traits' };
  const remembered = { traits: contextTraits, pointer: '/context/traits' };
  // The traits of a group are not the person's.
  const identifiers = readIdentifiers(given, type === 'group' ? [remembered] : [own, remembered], notes);
  const rule = ruleOf(type, given, settings.mapping);
  if (rule?.action === null) return { outcome: 'ignored', problems: [ignoredAs(type, rule)] };
  const { time, corrected } = readMessageTime(given, settings.batch?.sentAt, settings.now);
  if (corrected)
    notes.add('time-corrected', '/sentAt', 'The sender’s clock is off by a minute or more; the time is corrected.');
  const message: InboxMessage = {
    identifiers,
    time: new Date(time).toISOString(),
    messageId: readName(given['messageId'], '/messageId', 500) ?? `random-${randomUUID()}`,
  };
  if (type === 'alias') message.previous = readPrevious(given, notes);
  if (type === 'identify' || type === 'track') {
    const attributes = attributesOf(type, own, remembered, notes);
    if (attributes) message.attributes = attributes;
    const consent = isObject(context['consent']) ? context['consent']['categoryPreferences'] : undefined;
    const consents = readConsents(
      [
        { value: traits['consents'], pointer: '/traits/consents' },
        { value: context['consents'], pointer: '/context/consents' },
        { value: consent, pointer: '/context/consent/categoryPreferences' },
      ],
      notes,
    );
    if (consents) message.consents = consents;
  }
  if (rule) {
    const place = type === 'group' ? 'traits' : 'properties';
    message.event = readEvent(propertiesOf(type, given, traits), `/${place}`, {
      mapping: settings.mapping,
      rule: { ...rule, action: rule.action! },
      currency: settings.currency,
      context,
      notes,
    });
  }
  return { outcome: 'taken', message, problems: notes.problems };
}

/** Which part of the mapping does not take a message. */
function ignoredAs(type: MessageType, { name }: CompiledRule): MessageProblem {
  if (type !== 'track')
    return { code: 'ignored-kind', pointer: '', message: `The mapping of this source ignores ${type} messages.` };
  if (name === null)
    return {
      code: 'ignored-otherwise',
      pointer: '/event',
      message: 'No rule speaks of it, and such events are ignored.',
    };
  return { code: 'ignored-by-rule', pointer: '/event', message: `The rule “${name}” ignores it.` };
}

function readType(given: unknown): MessageType {
  if (isMessageType(given)) return given;
  throw new RefusedMessage('bad-type', '/type', `The type is one of ${messageTypes.join(', ')}.`);
}

function ruleOf(type: MessageType, given: Record<string, unknown>, mapping: CompiledMapping): CompiledRule | undefined {
  switch (type) {
    case 'identify':
    case 'alias':
      return undefined;
    case 'track': {
      const name = readName(given['event'], '/event', 200);
      if (name === undefined) throw new RefusedMessage('missing-event', '/event', 'Say in `event` what happened.');
      return mapping.ruleFor(name);
    }
    default:
      return mapping[type];
  }
}

/** The traits that `identify` gives, in either place; other messages only repeat in their context what was said before. */
function attributesOf(
  type: MessageType,
  own: { traits: Record<string, unknown>; pointer: string },
  remembered: { traits: Record<string, unknown>; pointer: string },
  notes: Notes,
): InboxMessage['attributes'] {
  const attributes = readAttributes(own.traits, own.pointer, notes);
  if (type === 'identify') {
    const others = Object.keys(remembered.traits).some((key) => !Object.hasOwn(own.traits, key));
    const more = others ? readAttributes(remembered.traits, remembered.pointer, new Notes()) : {};
    for (const name of Object.keys(more)) if (!Object.hasOwn(attributes, name)) attributes[name] = more[name]!;
    if (Object.keys(attributes).length > mostAttributes)
      throw new RefusedMessage('too-many-members', '/traits', `There are more than ${mostAttributes} attributes.`);
  }
  for (const _ in attributes) return attributes;
  return undefined;
}

function propertiesOf(
  type: MessageType,
  given: Record<string, unknown>,
  traits: Record<string, unknown>,
): Record<string, unknown> {
  if (type === 'group') return { groupId: readName(given['groupId'], '/groupId', 500) ?? null, ...traits };
  const properties = readObject(given['properties'], '/properties') ?? {};
  if (type === 'track') return properties;
  return { name: given['name'], category: given['category'], ...properties };
}

function readPrevious(given: Record<string, unknown>, notes: Notes): string | undefined {
  const previous = readId(given['previousId'], '/previousId', notes);
  if (previous === undefined)
    throw new RefusedMessage(
      'missing-previous-id',
      '/previousId',
      'An alias says in `previousId` who the person was before.',
    );
  if (previous !== readName(given['userId'], '/userId', 500)) return previous;
  notes.add('alias-of-itself', '/previousId', 'It is the person’s own id, so there is nothing to join.');
  return undefined;
}
