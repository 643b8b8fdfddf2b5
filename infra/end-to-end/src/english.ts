/** Words that the texts of a console in English are full of, and that texts in German never have: not “Do” (Thursday), nor “des Segments”. */
const words = `
  the of and or not your you they their it its with without this these that those
  is are be been has have had does did can cannot no none nothing nobody everyone yet
  from to for by at on as than then when what which who why how if only every each any some more most less other
  between before after since until ago now next previous first back again here yes all
  add choose new edit save cancel close open show hide remove delete rename copy search try loading undo redo publish archive
  customer customers profiles event events action actions run runs rule rules members metric metrics
  expression expressions aggregates value values changes settings people keys names file files row rows
  day days week weeks month months year years time times
`
  .trim()
  .split(/\s+/);

const english = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

/** The first English word in a text; undefined where there is none. */
export function englishWordIn(text: string): string | undefined {
  return english.exec(text)?.[0];
}
