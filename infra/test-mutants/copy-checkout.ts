import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const copied = [
  'package.json',
  'pnpm-workspace.yaml',
  'tsconfig.base.json',
  'vitest.config.ts',
  'apps/worker',
  'infra/embedded',
  'infra/test',
  'packages/clickhouse',
  'packages/postgres',
  'packages/secrets',
  'packages/segment-definition',
  'packages/segment-sql',
  'packages/telemetry',
];

/**
 * A copy of what the tests of the language and of runs need, to be told wrong things; the dependencies are those of the checkout. The links
 * between packages are kept as they are, so that the copy's packages find one another and not the checkout's.
 */
export function copyCheckout(root: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'cutline-mutants-'));
  for (const entry of copied) {
    mkdirSync(dirname(join(path, entry)), { recursive: true });
    cpSync(join(root, entry), join(path, entry), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !['dist', '.turbo', '.vite'].includes(basename(source)),
    });
  }
  symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
