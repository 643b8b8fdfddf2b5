/** Entered texts as values without repetition; where numbers are asked for, what is none is set apart. */
export function parseTags(entered: string[], numeric: boolean): { values: (string | number)[]; wrong: string[] } {
  const texts = [...new Set(entered.map((each) => each.trim()).filter((each) => each !== ''))];
  if (!numeric) return { values: texts, wrong: [] };
  const isNumber = (text: string): boolean => Number.isFinite(Number(text));
  return {
    values: [...new Set(texts.filter(isNumber).map(Number))],
    wrong: texts.filter((text) => !isNumber(text)),
  };
}
