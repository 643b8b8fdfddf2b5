import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './find-chromium.ts';

/** `npm test`: builds what the browser tests serve, runs every test, and closes with one line of counts. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const filters = process.argv.slice(2);

const chromium = findChromium(join(root, 'infra/end-to-end'));
const environment: NodeJS.ProcessEnv = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
if (chromium) environment['CHROMIUM_PATH'] = chromium;
else console.log('No Chromium can be had here: the browser tests are skipped and counted as such.');

const built = spawnSync(bin('turbo'), ['run', 'build', '--output-logs=errors-only'], {
  cwd: root,
  env: environment,
  stdio: 'inherit',
});
if (built.status !== 0) {
  console.log('The build failed, so nothing was tested.\n0 passed, 1 failed');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'cutline-test-'));
const report = join(folder, 'report.json');
const tested = spawnSync(
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters],
  { cwd: root, env: environment, stdio: 'inherit' },
);
const { passed, failed, skipped } = countsOf(report);
rmSync(folder, { recursive: true, force: true });
const broken = tested.status !== 0 && failed === 0 ? 1 : failed;
console.log(`${passed} passed, ${broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(broken > 0 ? 1 : 0);

function countsOf(path: string): { passed: number; failed: number; skipped: number } {
  try {
    const result = JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>;
    const skipped = (result['numPendingTests'] ?? 0) + (result['numTodoTests'] ?? 0);
    return { passed: result['numPassedTests'] ?? 0, failed: result['numFailedTests'] ?? 0, skipped };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
