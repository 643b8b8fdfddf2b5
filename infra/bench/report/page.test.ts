import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writePage } from './page.ts';

it('a section takes the place of the one of its size, and leaves the others as they are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cutline-bench-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'page.md');
  writePage(file, [{ part: 'diff', size: 10, text: 'a diff' }]);
  writePage(file, [{ part: 'chain', size: 100, text: 'a large chain' }]);
  writePage(file, [{ part: 'chain', size: 1, text: 'a small chain' }]);
  writePage(file, [{ part: 'chain', size: 100, text: 'a larger chain,\n\nin two parts' }]);
  const page = readFileSync(file, 'utf8');
  expect(page).not.toContain('a large chain');
  const places = ['# Benchmark', '## The chain', 'a small chain', 'a larger chain,\n\nin two parts', 'a diff'];
  const found = places.map((each) => page.indexOf(each));
  expect(found.every((place) => place >= 0)).toBe(true);
  expect(found).toEqual(found.toSorted((one, other) => one - other));
});
