import { expect, it } from 'vitest';
import { uploadWatch } from './upload-rate.ts';

it('an upload’s rate is that of what it has sent itself, not of what was there', () => {
  const watch = uploadWatch(1_000);
  expect(watch(400, 0)).toEqual({ sent: 400, bytes: 1_000, rate: null, secondsLeft: null });
  expect(watch(500, 500)).toMatchObject({ rate: null });
  expect(watch(600, 2_000)).toEqual({ sent: 600, bytes: 1_000, rate: 100, secondsLeft: 4 });
  // The server has less than was thought: it goes on from there.
  expect(watch(300, 3_000)).toMatchObject({ rate: null });
  expect(watch(650, 4_000)).toMatchObject({ rate: 350, secondsLeft: 1 });
});
