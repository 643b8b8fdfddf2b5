/** Words that are English, and no German ones. */
const english =
  /\b(the|a|of|is|are|has|it|this|these|with|or|and|not|no|only|here|there|expected|must|cannot|did you|than|from|to|for)\b/i;
/** What is the same in every language: code, names, and instants. */
const quoted = /`[^`]*`|„[^“]*“|\[[^\]]*\]|\{.*\}/gs;

/** What is wrong with a German message, given the English one; undefined where nothing is. */
export function faultInGerman(german: string, original: string): string | undefined {
  if (german === original) return `is not translated: ${german}`;
  if (/undefined|\[object/.test(german)) return `has a gap: ${german}`;
  const word = english.exec(german.replaceAll(quoted, ''))?.[0];
  return word && `says “${word}”: ${german}`;
}
