import { expect, it } from 'vitest';
import { spanOf, traceparentOf } from './traceparent.ts';

const text = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

it('is read as it is written', () => {
  const span = spanOf(text)!;
  expect(span).toMatchObject({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    traceFlags: 1,
  });
  expect(traceparentOf(span)).toBe(text);
  expect(traceparentOf(spanOf(text.replace(/01$/, '00'))!)).toMatch(/-00$/);
});

it('names no span where it is none', () => {
  for (const wrong of [undefined, [text], '', '00-abc-def-01', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`])
    expect(spanOf(wrong)).toBeUndefined();
});
