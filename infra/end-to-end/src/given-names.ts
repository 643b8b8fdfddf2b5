import { inject } from 'vitest';
import { call } from './api.ts';
import { englishWordIn } from './english.ts';

/** Where the API has what people and shops have named. */
const places = ['/definitions', '/catalogue', '/profiles/1', '/profiles/1/events', '/api-keys'];

/** What was given to the product, in whatever language: everything under these keys. */
const given = new Set(['name', 'description', 'action', 'channel', 'examples', 'attributes', 'parameters']);

/** Names and values that were given to the product and have English in them, the longest first. */
export async function givenNames(): Promise<string[]> {
  const answers = await Promise.all(places.map((place) => ask<unknown>(place)));
  const names = new Set(answers.flatMap((answer) => gather(answer, false)).filter(englishWordIn));
  return [...names].sort((a, b) => b.length - a.length);
}

function ask<T>(place: string): Promise<T> {
  const { url, workspaceId, apiKey } = inject('credentials');
  return call<T>(`${url}/api/v1/workspaces/${workspaceId}${place}`, apiKey, 'GET');
}

function gather(value: unknown, isGiven: boolean): string[] {
  if (typeof value === 'string') return isGiven ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => gather(each, isGiven));
  return Object.entries(value ?? {}).flatMap(([key, each]) => gather(each, isGiven || given.has(key)));
}
