/** Tells whoever builds the page. */
export function warn(...words: unknown[]): void {
  console.warn('Cutline:', ...words);
}
