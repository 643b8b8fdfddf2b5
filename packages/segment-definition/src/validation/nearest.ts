/**
 * The candidate that comes nearest to what was written, or undefined where none is near enough to be meant: within a third of
 * its length in edits (Damerau and Levenshtein's, upper and lower case alike), or the only one that begins with it.
 */
export function nearest(written: string, candidates: Iterable<string>): string | undefined {
  const wanted = written.trim().toLowerCase().slice(0, 200);
  if (wanted === '') return undefined;
  let best: { candidate: string; edits: number } | undefined;
  const beginning: string[] = [];
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    const most = Math.max(1, Math.floor(Math.max(wanted.length, lower.length) / 3));
    if (wanted.length >= 2 && (lower.startsWith(wanted) || wanted.startsWith(lower))) beginning.push(candidate);
    if (Math.abs(wanted.length - lower.length) > most) continue;
    const edits = editsBetween(wanted, lower);
    if (edits <= most && edits < (best?.edits ?? Infinity)) best = { candidate, edits };
  }
  return best?.candidate ?? (beginning.length === 1 ? beginning[0] : undefined);
}

/** How many insertions, deletions, replacements and swaps of neighbours make one text of another. */
export function editsBetween(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = last;
    last = row;
  }
  return last[other.length]!;
}
