/** What keys look like. */
export const keyPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const longest = 80;

/** A name as a key: `Purchases, last year` becomes `purchases-last-year`. Undefined where it has no letter that a key has. */
export function keyOfName(name: string): string | undefined {
  const key = name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  return key === '' ? undefined : key;
}

/** The name's key, or with a number behind it the first that is not taken; of the kind where the name gives none. */
export function freeKey(name: string, kind: string, taken: ReadonlySet<string>): string {
  const wanted = keyOfName(name) ?? kind;
  let key = wanted;
  for (let count = 2; taken.has(key); count++) key = `${wanted}-${count}`;
  return key;
}
