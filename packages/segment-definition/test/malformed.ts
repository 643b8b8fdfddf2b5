/** Numbers from 0 until before 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Place = { holder: Json[] | Record<string, Json>; key: string | number };

const deep = (levels: number): Json => {
  let value: Json = { type: 'all', of: [] };
  for (let i = 0; i < levels; i++) value = { type: 'not', of: value };
  return value;
};
const hostile = (text: string): Json => JSON.parse(text) as Json;

/** Values that are wrong wherever they stand, and likely to be met. */
const wild: (() => Json)[] = [
  () => null,
  () => NaN,
  () => Infinity,
  () => -1e300,
  () => Number.MIN_VALUE,
  () => 'NaN',
  () => 'x'.repeat(100_000),
  () => '\u0000',
  () => '‮ \ud800',
  () => '__proto__',
  () => [],
  () => [[[[]]]],
  () => Array.from({ length: 5_000 }, (_, index) => index),
  () => Array.from({ length: 201 }, () => deep(0)),
  () => ({}),
  () => ({ type: 'constructor' }),
  () => ({ type: { type: 'all' } }),
  () => hostile('{"__proto__": {"type": "all", "of": []}}'),
  () => hostile('{"type": "toString", "constructor": {"prototype": {"valid": true}}}'),
  () => ({ length: 3, 0: 'a' }),
  () => deep(300),
  () => deep(30),
];

/** Changes that leave a document well formed as JSON, and wrong. */
const changes: ((place: Place, random: () => number) => string)[] = [
  function drop({ holder, key }) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1, null);
    else delete holder[key];
    return 'drop';
  },
  function rename({ holder, key }, random) {
    if (Array.isArray(holder)) {
      holder.push({ stray: true });
      return 'stray item';
    }
    const name = String(key);
    const at = Math.floor(random() * name.length);
    const value = holder[name]!;
    delete holder[name];
    holder[`${name.slice(0, at)}${name.slice(at + 1)}_`] = value;
    return 'rename';
  },
  function retype({ holder, key }) {
    const value = (holder as Record<string, Json>)[key]!;
    const retyped: Json =
      typeof value === 'string'
        ? value.length
        : typeof value === 'number'
          ? String(value)
          : typeof value === 'boolean'
            ? Number(value)
            : Array.isArray(value)
              ? { ...value }
              : [value];
    (holder as Record<string, Json>)[key] = retyped;
    return 'retype';
  },
  function duplicate({ holder, key }) {
    const value = (holder as Record<string, Json>)[key]!;
    if (Array.isArray(holder)) holder.push([value]);
    else holder[`${key}2`] = value;
    return 'duplicate';
  },
  function replace({ holder, key }, random) {
    (holder as Record<string, Json>)[key] = wild[Math.floor(random() * wild.length)]!();
    return 'wild value';
  },
  function misspell({ holder, key }, random) {
    const value = (holder as Record<string, Json>)[key];
    (holder as Record<string, Json>)[key] =
      typeof value === 'string' ? `${value}${random() < 0.5 ? '~' : value}` : { was: value ?? null };
    return 'misspell';
  },
  function pollute({ holder }) {
    Object.assign(Array.isArray(holder) ? (holder[0] ??= {})! : holder, { constructor: { prototype: {} } });
    if (!Array.isArray(holder))
      Object.defineProperty(holder, '__proto__', {
        value: { polluted: true },
        enumerable: true,
        configurable: true,
        writable: true,
      });
    return 'pollute';
  },
];

function placesOf(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, Json>;
  return Object.keys(value).flatMap((key) => [{ holder, key }, ...placesOf(holder[key]!)]);
}

/** A copy of a document with something wrong at a random place, and what was done to it. */
export function malformed(document: object, random: () => number): { document: unknown; change: string } {
  const copy = JSON.parse(JSON.stringify(document)) as Json;
  const places = placesOf(copy);
  const change = changes[Math.floor(random() * changes.length)]!(places[Math.floor(random() * places.length)]!, random);
  return { document: copy, change };
}
