import { readOptions } from './arguments.ts';

/**
 * `npm run bench -- [engine|ingestion|freshness|limits|imports|estimates] …`: see the file of each for its options. The engine unless another is named.
 */
const benchmarks: Record<string, () => Promise<unknown>> = {
  engine: async () => {
    const options = readOptions(process.argv.slice(2));
    if (options.check) return (await import('./bench-check.ts')).benchCheck(options);
    return (await import('./bench-engine.ts')).benchEngine(options);
  },
  ingestion: () =>
    process.argv.some((word) => word.startsWith('--streams'))
      ? import('./ingestion/bench-streams.ts')
      : import('./ingestion/bench-ingestion.ts'),
  freshness: () => import('./freshness/bench-freshness.ts'),
  limits: () => import('./limits/bench-limits.ts'),
  imports: () => import('./imports/bench-imports.ts'),
  estimates: () => import('./estimates/bench-estimates.ts'),
};

const [named] = process.argv.slice(2);
if (named !== undefined && !named.startsWith('--')) {
  if (!Object.hasOwn(benchmarks, named))
    throw new Error(`There is no benchmark ${named}: name one of ${Object.keys(benchmarks).join(', ')}`);
  // Each reads its options from the arguments.
  process.argv.splice(2, 1);
}
await benchmarks[named !== undefined && !named.startsWith('--') ? named : 'engine']!();
