/**
 * `npm run bench -- [chain|ingestion|imports] …`: see the file of each for its options. The chain, which is the heavy-buyers story, unless another is named.
 */
const benchmarks: Record<string, () => Promise<unknown>> = {
  chain: () => import('./bench-chain.ts'),
  ingestion: () => import('./ingestion/bench-ingestion.ts'),
  imports: () => import('./imports/bench-imports.ts'),
};

const [named] = process.argv.slice(2);
if (named !== undefined && !named.startsWith('--')) {
  if (!Object.hasOwn(benchmarks, named))
    throw new Error(`There is no benchmark ${named}: name one of ${Object.keys(benchmarks).join(', ')}`);
  // Each reads its options from the arguments.
  process.argv.splice(2, 1);
}
await benchmarks[named !== undefined && !named.startsWith('--') ? named : 'chain']!();
