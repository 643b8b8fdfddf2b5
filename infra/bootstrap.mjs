/**
 * Runs the root scripts on a machine that has only Node and npm: installs what is missing, then runs the script under
 * the project's own Node. Plain JavaScript without dependencies, because it runs before there are any.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const stampFile = join(root, 'node_modules', '.cutline-install');

/** What each root script runs, one command after the other; further arguments go to the last. */
const scripts = {
  start: [['node', 'infra/start/src/start.ts']],
  stop: [['node', 'infra/start/src/stop.ts']],
  test: [['node', 'infra/test/run.ts']],
  'test:deep': [['node', 'infra/test-deep/test-deep.ts']],
  'test:mutants': [['node', 'infra/test-mutants/test-mutants.ts']],
  'test:change': [['node', 'infra/test-change/test-change.ts']],
  'test:kill': [['node', 'infra/test-kill/test-kill.ts']],
  fuzz: [['node', 'infra/fuzz/fuzz.ts']],
  bench: [['node', 'infra/bench/bench.ts']],
  generate: [['node', 'infra/generate/generate.ts']],
  scrub: [['node', 'infra/start/src/with-services.ts', 'apps/worker/src/scrub/main.ts']],
  'rotate-secrets': [['node', 'infra/start/src/with-services.ts', 'apps/worker/src/rotate-secrets/main.ts']],
  lint: [
    ['eslint', '.'],
    ['prettier', '--check', '--log-level', 'warn', '.'],
  ],
  typecheck: [
    ['tsc', '-p', 'infra'],
    ['turbo', 'run', 'typecheck'],
  ],
  build: [['turbo', 'run', 'build']],
};

const [name, ...args] = process.argv.slice(2);
const commands = Object.hasOwn(scripts, name ?? '') ? scripts[name] : undefined;

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Cutline needs Node 20 or newer; this is ${process.version}. See https://nodejs.org.`);
}
if (commands === undefined) fail(`Usage: node infra/bootstrap.mjs <${Object.keys(scripts).join('|')}>`);

const before = Date.now();
if (name === 'stop' && !existsSync(bin)) {
  console.log('Cutline was not running: it is not installed yet.');
  process.exit(0);
}
if (name !== 'stop') install();
const environment = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  CUTLINE_INSTALL_MS: String(Date.now() - before),
};
for (const [index, [command, ...own]] of commands.entries()) {
  const code = await run(command, index === commands.length - 1 ? [...own, ...args] : own);
  if (code !== 0) process.exit(code);
}

/** Installs the dependencies unless they are those of the last installation. */
function install() {
  const wanted = installationStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = packageManager.split('@')[1];
  console.log(`Installing the dependencies with pnpm ${version}; the first time takes some minutes.`);
  const [command, ...prefix] = pnpmCommand(version);
  const flags = ['install', '--frozen-lockfile', '--config.confirmModulesPurge=false'];
  const { status, error } = spawnSync(command, [...prefix, ...flags], { cwd: root, stdio: 'inherit' });
  if (status !== 0) fail(`The installation failed${error ? ` (${error.message})` : ''}; see above.`);
  writeFileSync(stampFile, wanted);
  console.log(`Installed in ${Math.round((Date.now() - before) / 1000)} s.`);
}

/** pnpm of the project's version: from PATH when it is the same, else by npx. */
function pnpmCommand(version) {
  const { stdout } = spawnSync('pnpm', ['--version'], { cwd: root, encoding: 'utf8' });
  return stdout?.trim() === version ? ['pnpm'] : ['npx', '--yes', `pnpm@${version}`];
}

/** Changes whenever another installation is needed. */
function installationStamp() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  const folders = ['apps', 'packages', 'infra']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((entry) => join(folder, entry, 'package.json')));
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc', ...folders.sort()]) {
    if (existsSync(join(root, file))) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Runs a command of the project to its end, passing signals on; gives its exit code. */
function run(command, commandArgs) {
  return new Promise((resolve) => {
    const child = spawn(join(bin, command), commandArgs, { cwd: root, env: environment, stdio: 'inherit' });
    const pass = (signal) => child.kill(signal);
    // A terminal sends Ctrl-C to the child as well; passing it on would make it two.
    const onInterrupt = (signal) => (process.stdin.isTTY ? undefined : pass(signal));
    process.on('SIGINT', onInterrupt).on('SIGTERM', pass).on('SIGHUP', pass);
    child.on('error', (error) => fail(`${command} could not be run: ${error.message}`));
    child.on('exit', (code, signal) => {
      process.off('SIGINT', onInterrupt).off('SIGTERM', pass).off('SIGHUP', pass);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
