import type { ValidationMessages } from '../messages/en-validation.ts';

/** What was written, short enough to stand in a message. */
export function shown(value: unknown, messages: ValidationMessages): string {
  if (value === undefined) return messages.nothing;
  if (Array.isArray(value)) return value.length === 0 ? messages.emptyList : messages.list(value.length);
  if (typeof value === 'object' && value !== null) return messages.object;
  if (typeof value === 'string') return value === '' ? messages.emptyText : messages.text(cut(value));
  return cut(String(value));
}

/** The same of a constant, said to be a text or a number. */
export function shownAsConstant(value: string | number, messages: ValidationMessages): string {
  const written = shown(value, messages);
  if (value === '') return written;
  return typeof value === 'number' ? messages.theNumber(written) : messages.theText(written);
}

/** A long text's beginning. */
export function cut(text: string, most = 60): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most).join('')}…`;
}

/** Sentences beside one another; those that are not said are left out. */
export function sentences(...said: (string | undefined)[]): string {
  return said.filter((each) => each !== undefined).join(' ');
}
