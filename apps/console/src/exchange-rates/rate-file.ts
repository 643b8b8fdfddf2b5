import type { Problem } from '../api/problem.ts';

/** More bytes than these the API does not take at once. */
export const mostBytes = 1_000_000;

/** Something wrong in a file of rates. */
export interface Fault {
  /** Counted from 1, the header is line 1; null where it is about the file as a whole. */
  line: number | null;
  message: string;
  /** The line as it stands in the file; empty for the file as a whole. */
  raw: string;
}

/** What the API refused about a CSV, by line. It counts rows without the header and blank lines: `/rates/3/day`. */
export function faultsOf(problem: Problem, csv: string): Fault[] {
  const lines = csv
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((raw, index) => ({ raw, line: index + 1 }))
    .filter(({ raw }) => raw.trim() !== '');
  return problem.errors
    .map(({ path, message, code }) => {
      const row = /^\/rates\/(\d+)/.exec(path)?.[1];
      const at = code === 'no-header' ? lines[0] : row === undefined ? undefined : lines[Number(row) + 1];
      return { line: at?.line ?? null, raw: at?.raw ?? '', message: message.replace(/^Line \d+: /, '') };
    })
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** A file to begin with, and a link that downloads it. */
export function exampleFile(ownCurrency: string): { csv: string; href: string } {
  const [one, other] = ['USD', 'GBP', 'EUR'].filter((code) => code !== ownCurrency);
  const csv = `currency,day,rate\n${one},2026-01-02,0.9234\n${one},2026-01-05,0.9187\n${other},2026-01-02,1.1526\n`;
  return { csv, href: `data:text/csv;charset=utf-8,${encodeURIComponent(csv)}` };
}
