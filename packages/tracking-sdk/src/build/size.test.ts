import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildTrackingCode } from './build.ts';

describe('the script that pages load', () => {
  it('is smaller than 5 kB, compressed', async () => {
    const code = await buildTrackingCode();
    expect(gzipSync(code, { level: 9 }).length).toBeLessThan(5_000);
    // Only that the whole of it is there: it sends, and it knows the names of a shop's events.
    expect(code).toContain('/v1/batch');
    expect(code).toContain('Order Completed');
  });
});
