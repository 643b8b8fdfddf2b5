/** Characters of a file's name that are kept. */
export const MOST_NAME = 200;

/** The last part of a name as it was sent, without what could not be stored or shown. */
export function plainFileName(sent: string | undefined): string {
  const last = (sent ?? '').split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/\p{Cc}/gu, '')
    .toWellFormed()
    .trim()
    .slice(0, MOST_NAME)
    .toWellFormed();
  return plain === '' ? 'file.csv' : plain;
}
