import type { DefinitionId, Definitions } from '../definition.ts';
import { messagesOf, type Language } from '../messages/catalogue.ts';
import type { Messages } from '../messages/en.ts';

/** What sentences are made with: a language's messages, and names. */
export interface Speaker {
  messages: Messages;
  definitions: Definitions;
  /** Zone (IANA) that instants are said in; UTC, and said to be so, where none is given. */
  timeZone?: string | undefined;
  /** A definition's name in quotation marks; one that is not there is said to be missing. */
  nameOf(id: DefinitionId): string;
  /** What a parameter is called: a word of the language for those that every event has. */
  parameter(name: string): string;
}

/** A speaker of a language who knows these definitions. */
export function speakerOf(language: Language, definitions: Definitions, timeZone?: string): Speaker {
  const messages = messagesOf(language);
  const known: Record<string, string> = messages.parameters;
  return {
    messages,
    definitions,
    timeZone,
    nameOf: (id) => messages.quoted(definitions.get(id)?.name ?? messages.missing),
    parameter: (name) => (Object.hasOwn(known, name) ? known[name]! : name),
  };
}

/** A date or an instant as messages take it: an instant with the zone it is to be said in (RFC 9557). */
export function momentFor({ timeZone }: Pick<Speaker, 'timeZone'>, moment: string): string {
  return timeZone === undefined || moment.length === 10 ? moment : `${moment}[${timeZone}]`;
}
