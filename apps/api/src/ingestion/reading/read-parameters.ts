import { RefusedMessage, type Notes } from './message-problem.ts';
import { readMemberName } from './read-attributes.ts';
import { storedNumber } from './read-number.ts';
import { below, isObject, soundText } from './read-text.ts';

/** Parameters that an event may have: ClickHouse gives so many paths of JSON a column of their own. */
export const mostParameters = 256;
const longestList = 1_000;

/** Collects the parameters of an event under flat names, in the order in which they are added; of two with one name the first counts. */
export class ParameterReader {
  readonly parameters: Record<string, unknown> = {};
  readonly #notes: Notes;
  #count = 0;

  constructor(notes: Notes) {
    this.#notes = notes;
  }

  /**
   * Adds the members of an object but those in `taken`. Objects are taken apart (`coupon.code`), lists of objects by their members
   * (`filters.value` is the list of the values), and null is no value.
   */
  addAll(object: Record<string, unknown>, prefix: string, pointer: string, taken?: ReadonlySet<string>): void {
    for (const key of Object.keys(object)) {
      if (!taken?.has(key)) this.add(prefix + key, object[key], below(pointer, key));
    }
  }

  add(given: string, value: unknown, pointer: string): void {
    const name = readMemberName(given, pointer, this.#notes);
    if (name === undefined || value === null || value === undefined) return;
    if (isObject(value)) this.addAll(value, `${name}.`, pointer);
    else if (!Array.isArray(value)) this.#set(name, this.#plain(value, pointer), pointer);
    else if (value.some(isObject)) this.#addObjects(name, value, pointer);
    else this.#set(name, this.#list(value, pointer), pointer);
  }

  #addObjects(name: string, items: readonly unknown[], pointer: string): void {
    const lists = new Map<string, unknown[]>();
    for (const item of items.slice(0, longestList)) {
      if (!isObject(item)) continue;
      for (const key of Object.keys(item)) {
        const list = lists.get(key);
        if (list) list.push(item[key]);
        else lists.set(key, [item[key]]);
      }
    }
    if (items.length > longestList) this.#noteCut(pointer);
    for (const [key, list] of lists) {
      const inner = readMemberName(`${name}.${key}`, pointer, this.#notes);
      if (inner !== undefined) this.#set(inner, this.#list(list, pointer), pointer);
    }
  }

  #list(items: readonly unknown[], pointer: string): unknown[] {
    if (items.length > longestList) this.#noteCut(pointer);
    const kept = items.slice(0, longestList).filter((item) => item !== null && typeof item !== 'object');
    if (
      kept.length < Math.min(items.length, longestList) &&
      items.some((item) => typeof item === 'object' && item !== null)
    )
      this.#notes.add('nested-list', pointer, 'Lists and objects inside a list are left aside.');
    return kept.map((item) => this.#plain(item, pointer));
  }

  #plain(value: unknown, pointer: string): unknown {
    if (typeof value === 'string') return soundText(value, pointer);
    return typeof value === 'number' ? storedNumber(value, pointer, this.#notes) : value;
  }

  #set(name: string, value: unknown, pointer: string): void {
    if (Object.hasOwn(this.parameters, name)) {
      this.#notes.add('said-twice', pointer, `“${name}” is said twice; the first counts.`);
      return;
    }
    this.#count += 1;
    if (this.#count > mostParameters)
      throw new RefusedMessage('too-many-members', '/properties', `There are more than ${mostParameters} parameters.`);
    this.parameters[name] = value;
  }

  #noteCut(pointer: string): void {
    this.#notes.add('too-long', pointer, `The list is cut after ${longestList} items.`);
  }
}
