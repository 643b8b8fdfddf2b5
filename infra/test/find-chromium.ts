import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Path of a Chromium to test with: CHROMIUM_PATH, one on PATH, else one that Playwright or Debian can install.
 * Null, after saying why, where none can be had. `browserFolder` is the package that has playwright-core.
 */
export function findChromium(browserFolder: string): string | null {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file`);
  }
  return onPath() ?? fromPlaywright(browserFolder) ?? fromDebian();
}

function onPath(): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      const candidate = join(folder, name);
      if (isExecutable(candidate)) return candidate;
    }
  }
  return null;
}

function fromPlaywright(browserFolder: string): string | null {
  const cli = join(browserFolder, 'node_modules/playwright-core/cli.js');
  if (!attempt('Getting Chromium through Playwright', process.execPath, [cli, 'install', 'chromium', '--with-deps']))
    return null;
  const script = `import('playwright-core').then((m) => console.log(m.chromium.executablePath()))`;
  const path = execFileSync(process.execPath, ['-e', script], { cwd: browserFolder, encoding: 'utf8' }).trim();
  return existsSync(path) ? path : null;
}

function fromDebian(): string | null {
  if (!isExecutable('/usr/bin/apt-get')) return null;
  if (!attempt('Getting Chromium from Debian', '/usr/bin/apt-get', ['update', '-qq'])) return null;
  if (!attempt('Installing it', '/usr/bin/apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']))
    return null;
  return onPath();
}

function attempt(what: string, command: string, args: string[]): boolean {
  console.log(`${what} …`);
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000, encoding: 'utf8' });
    return true;
  } catch (error) {
    console.log(`  it cannot be had that way: ${String(error).split('\n')[0]}`);
    return false;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
