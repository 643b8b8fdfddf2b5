/** Something that can be written into a formula: a name or a function. */
export interface Insertable {
  /** What it is called, and found by. */
  label: string;
  /** What is written. */
  text: string;
  icon: string;
  /** What it is, or gives now. */
  about?: string;
  /** Where the caret goes, counted back from the end of what was written. */
  back?: number;
}

/** A piece of text that is being completed: what stands from `from` up to the caret, and the word to look for. */
export interface Completing {
  from: number;
  to: number;
  query: string;
}

/** What the caret stands at the end of: a name whose bracket (or brace) is not closed yet, or a word. Null where there is nothing to complete. */
export function completingAt(text: string, caret: number): Completing | null {
  const before = text.slice(0, caret);
  const open = /[[{](?:\\.|[^\\\]}])*$/su.exec(before);
  if (open) {
    // A bracket that follows before anything is calculated closes this name, and goes with it.
    const rest = /^(?:\\.|[^\\[\](){}+*/,<>=-])*[\]}]/u.exec(text.slice(caret));
    return { from: open.index, to: caret + (rest?.[0].length ?? 0), query: open[0].slice(1) };
  }
  const word = /[\p{L}_][\p{L}\p{N}_]*$/u.exec(before);
  return word ? { from: word.index, to: caret, query: word[0] } : null;
}

const most = 8;

/** What a word can become, those first that begin with it; at most eight. */
export function completionsFor(query: string, all: Insertable[]): Insertable[] {
  const wanted = query.trim().toLowerCase();
  const rank = ({ label }: Insertable): number => {
    const name = label.toLowerCase();
    return name.startsWith(wanted) ? 0 : name.split(/[\s,.]+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  return all
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .toSorted((a, b) => rank(a) - rank(b) || a.label.length - b.label.length)
    .slice(0, most);
}

/** A text with a piece of it replaced, and the caret behind it. */
export function replaced(
  text: string,
  { from, to }: { from: number; to: number },
  { text: written, back = 0 }: Insertable,
): { text: string; caret: number } {
  return { text: text.slice(0, from) + written + text.slice(to), caret: from + written.length - back };
}
