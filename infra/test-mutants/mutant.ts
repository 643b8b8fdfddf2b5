import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One rule told wrong: where it stands, word for word, and what stands there instead. */
export interface Mutant {
  /** Which rule, as it is wrong now. */
  rule: string;
  /** From the root of the checkout. */
  file: string;
  /** Must occur exactly once. */
  text: string;
  replacement: string;
  /** The test that has to find it; without, those beside its file and random definitions have to. */
  foundBy?: NamedTest;
}

/** One test of a file; all of them where it has no name. */
export interface NamedTest {
  /** From the root of the checkout. */
  file: string;
  name?: string;
}

/**
 * Puts the wrong rule into a copy of the checkout. Returns what puts the right one back.
 *
 * @throws Error when the text is not there exactly once, or the test is not there: the list has to follow the code
 */
export function applyMutant(root: string, { rule, file, text, replacement, foundBy }: Mutant): () => void {
  const path = join(root, file);
  // Of tests that have another name by now vitest would run none, and none would fail.
  if (foundBy?.name && !readFileSync(join(root, foundBy.file), 'utf8').includes(foundBy.name))
    throw new Error(`“${rule}”: there is no test “${foundBy.name}” in ${foundBy.file}`);
  const right = readFileSync(path, 'utf8');
  const found = right.split(text).length - 1;
  if (found !== 1) throw new Error(`“${rule}”: the text occurs ${found} times in ${file}, not once: ${text}`);
  writeFileSync(
    path,
    right.replace(text, () => replacement),
  );
  return () => writeFileSync(path, right);
}

/** Writes the mutants of one file of a package down. */
export function mutantsOf(file: string, ...rules: [rule: string, text: string, replacement: string][]): Mutant[] {
  return rules.map(([rule, text, replacement]) => ({ rule, file: `packages/${file}`, text, replacement }));
}

/** Writes down mutants of one file that a test by name has to find: of code that other processes take a part in, where running all would take long. */
export function mutantsFoundBy(
  test: NamedTest,
  file: string,
  ...rules: [rule: string, text: string, replacement: string][]
): Mutant[] {
  return rules.map(([rule, text, replacement]) => ({ rule, file, text, replacement, foundBy: test }));
}
