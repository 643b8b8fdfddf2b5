import { describe, expect, it } from 'vitest';
import { type Batch, bodyOf, bytesOf, nextBatch } from './batch.ts';
import { type Queue } from './queue.ts';

function queueOf(texts: Record<string, string>): Queue {
  return { add() {}, remove() {}, waiting: () => Object.keys(texts), text: (name) => texts[name] };
}

/** Every batch in turn, as if each had been sent. */
function batchesOf(texts: Record<string, string>): Batch[] {
  const sent = new Set<string>();
  const batches: Batch[] = [];
  for (let batch = nextBatch(queueOf(texts), sent); batch; batch = nextBatch(queueOf(texts), sent)) {
    batches.push(batch);
    for (const name of batch.names) sent.add(name);
  }
  return batches;
}

describe('nextBatch', () => {
  it('fits what browsers send after a page has gone: 64 KiB of bytes, not of characters', () => {
    const texts = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`m${index}`, JSON.stringify('é'.repeat(4_000))]),
    );
    const batches = batchesOf(texts);
    expect(batches.flatMap(({ names }) => names)).toEqual(Object.keys(texts));
    for (const batch of batches) expect(bytesOf(bodyOf(batch, 'wk_'.padEnd(60, 'x')))).toBeLessThan(65_536);
    expect(batches.length).toBe(Math.ceil(30 / 7));
  });

  it('takes a hundred messages at most', () => {
    const texts = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`m${index}`, '{}']));
    expect(batchesOf(texts).map(({ names }) => names.length)).toEqual([100, 100, 50]);
  });

  it('leaves out what another tab has sent meanwhile', () => {
    const queue = queueOf({ gone: '{}', there: '{}' });
    const text = (name: string): string | undefined => (name === 'gone' ? undefined : queue.text(name));
    expect(nextBatch({ ...queue, text }, new Set())?.names).toEqual(['there']);
    expect(nextBatch(queue, new Set(['gone', 'there']))).toBeNull();
  });
});

describe('bodyOf', () => {
  it('is the batch as the server reads it', () => {
    const body = bodyOf({ names: ['a', 'b'], texts: ['{"event":"A"}', '{"event":"B"}'] }, 'wk_1');
    expect(JSON.parse(body)).toEqual({
      writeKey: 'wk_1',
      sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      batch: [{ event: 'A' }, { event: 'B' }],
    });
  });
});
