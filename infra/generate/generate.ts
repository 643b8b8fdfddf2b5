import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run generate`: writes every generated file anew. With `--check` it fails when that changes one, which means that
 * a source was edited and its generated file was not committed with it.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const generated = [
  'apps/api/openapi.json',
  'packages/api-client/src/schema.generated.ts',
  'packages/postgres/migrations',
  'docs/definition-checklist.md',
];
const steps: [name: string, folder: string, command: string[]][] = [
  ['OpenAPI document', 'apps/api', ['npm', 'run', '--silent', 'generate']],
  ['API client', 'packages/api-client', ['npm', 'run', '--silent', 'generate']],
  ['Postgres migrations', 'packages/postgres', ['npm', 'run', '--silent', 'generate']],
  ['Checklist of the definition language', 'packages/segment-definition', ['npm', 'run', '--silent', 'generate']],
];

for (const [name, folder, [command, ...args]] of steps) {
  const result = spawnSync(command!, args, { cwd: join(root, folder), encoding: 'utf8' });
  if (result.status === 0) continue;
  console.error(`${name} could not be generated:\n${result.stdout}${result.stderr}`);
  process.exit(1);
}

if (process.argv.includes('--check')) {
  const { stdout } = spawnSync('git', ['status', '--porcelain', '--', ...generated], { cwd: root, encoding: 'utf8' });
  if (stdout.trim() !== '') {
    console.error(`Generated files have drifted from their sources. Run \`npm run generate\` and commit:\n${stdout}`);
    process.exit(1);
  }
  console.log('Generated files are as their sources say.');
}
