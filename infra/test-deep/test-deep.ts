import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * `npm run test:deep -- --cases 10000 --seed 7`: holds the generated SQL against the reference evaluator on so many random
 * definitions, and identity against its plain model on so many random sets of messages, each in any order.
 * Without a seed a new one is taken; it is printed, with how many definitions were compared in how long.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
});
for (const [name, text] of Object.entries(values)) {
  if (/^\d+$/.test(text)) continue;
  console.error(`--${name} takes a whole number, not ${text}`);
  process.exit(1);
}
console.log(`Comparing ${values.cases} definitions and ${values.cases} sets of messages, seed ${values.seed}.`);
const { status } = spawnSync(
  join(root, 'node_modules/.bin/vitest'),
  [
    'run',
    'src/agrees-with-evaluator',
    'src/named-cases',
    'src/identity/any-order',
    ...['--project', 'segment-sql', '--project', 'worker'],
    '--disable-console-intercept',
  ],
  {
    cwd: root,
    env: {
      ...process.env,
      CUTLINE_CASES: values.cases,
      CUTLINE_IDENTITY_CASES: values.cases,
      CUTLINE_SEED: values.seed,
    },
    stdio: 'inherit',
  },
);
process.exit(status ?? 1);
