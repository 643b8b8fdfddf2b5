import { referencesOf } from '@cutline/segment-definition';
import { everyConstruct, published } from '@cutline/segment-definition/every-construct';
import { describe, expect, it } from 'vitest';
import { rewriteReferences } from './references.ts';

describe('references in a document', () => {
  it('are found where the language has them, in every construct, and nowhere else', () => {
    let seen = 0;
    for (const document of [...everyConstruct, ...published.values()]) {
      const found: unknown[] = [];
      const copy = rewriteReferences(document, (id, kind, path) => {
        found.push({ id, kind, path });
        return id;
      });
      expect(copy).toEqual(document);
      const byPath = (one: { path: string }, other: { path: string }): number => (one.path < other.path ? -1 : 1);
      const expected = referencesOf(document).sort(byPath);
      expect((found as typeof expected).sort(byPath)).toEqual(expected);
      seen += expected.length;
    }
    expect(seen).toBeGreaterThan(30);
  });

  it('are left alone in texts, and written anew in drafts', () => {
    const draft = {
      kind: 'segment',
      where: { type: 'in', values: ['aggregate'], metric: 'a', segment: { name: 'b' } },
    };
    expect(rewriteReferences(draft, (key) => key.toUpperCase())).toEqual({
      kind: 'segment',
      where: { type: 'in', values: ['aggregate'], metric: 'A', segment: { name: 'b' } },
    });
  });
});
