import type { DefinitionId, Definitions } from '../definition.ts';
import { messagesOf, type Language } from '../messages/catalogue.ts';
import type { Messages } from '../messages/en.ts';

/** What sentences are made with: a language's messages, and names. */
export interface Speaker {
  messages: Messages;
  definitions: Definitions;
  /** A definition's name in quotation marks; one that is not there is said to be missing. */
  nameOf(id: DefinitionId): string;
  /** What a parameter is called: a word of the language for those that every event has. */
  parameter(name: string): string;
}

/** A speaker of a language who knows these definitions. */
export function speakerOf(language: Language, definitions: Definitions): Speaker {
  const messages = messagesOf(language);
  const known: Record<string, string> = messages.parameters;
  return {
    messages,
    definitions,
    nameOf: (id) => messages.quoted(definitions.get(id)?.name ?? messages.missing),
    parameter: (name) => (Object.hasOwn(known, name) ? known[name]! : name),
  };
}
