import { expect, it } from 'vitest';
import { sourceText } from './source-text.ts';

it.each([
  [{ source: '01a201fa-b382-7f0b-9b8c-3d60393dbada', sourceName: 'Web shop' }, 'Web shop'],
  [{ source: '01a201fa-b382-7f0b-9b8c-3d60393dbada', sourceName: null }, 'a source that was deleted'],
  [{ source: 'import', sourceName: null }, 'an import'],
  [{ source: '', sourceName: null }, 'before sources were noted'],
  [{ source: 'benchmark', sourceName: null }, 'benchmark'],
])('%o is read as %s', (from, text) => {
  expect(sourceText(from)).toBe(text);
});
