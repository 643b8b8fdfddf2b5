import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The version whose options and report this folder knows. */
const version = '4.32.5';

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'cutline');

/** Path of schemathesis, installed from PyPI into an environment of its own on first use. Throws with what to do where there is no Python. */
export function findSchemathesis(): string {
  const folder = join(cache, `schemathesis-${version}`);
  const program = join(folder, 'bin', 'schemathesis');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return program;
  const python = ['python3', 'python'].find(
    (name) => spawnSync(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']).status === 0,
  );
  if (!python)
    throw new Error('The fuzzing needs Python 3.10 or newer on PATH (for schemathesis, which is installed by itself).');
  console.log(`Installing schemathesis ${version} into ${folder}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  run(
    python,
    ['-m', 'venv', folder],
    'Python cannot make a virtual environment: on Debian and Ubuntu, install the package python3-venv.',
  );
  run(
    join(folder, 'bin', 'python'),
    ['-m', 'pip', 'install', '--quiet', `schemathesis==${version}`],
    'schemathesis could not be installed from PyPI.',
  );
  writeFileSync(complete, '');
  return program;
}

/** Runs schemathesis in `folder`, where it leaves what it remembers; gives its exit code: 0 when it found nothing. */
export function runSchemathesis(program: string, args: string[], folder: string): Promise<number> {
  const child = spawn(program, args, { cwd: folder, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function run(command: string, args: string[], otherwise: string): void {
  if (spawnSync(command, args, { stdio: 'inherit' }).status !== 0) throw new Error(otherwise);
}
