import fc from 'fast-check';

/** Something that is there once in so many times, and else undefined. */
export function sometimes<T>(arbitrary: fc.Arbitrary<T>, once: { in: number }): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: once.in - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}
