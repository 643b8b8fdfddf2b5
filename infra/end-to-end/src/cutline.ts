import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a run of the command ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Where a run of the command finds its workspace; what is undefined is not set. */
export interface Surroundings {
  folder: string;
  url?: string;
  apiKey?: string;
  /** Called once the command asks whether to go on; gives what is typed then. */
  onQuestion?: () => Promise<string>;
}

const main = fileURLToPath(new URL('../../../packages/cli/src/main.ts', import.meta.url));

/** Runs `cutline` as a shell would, without a terminal. */
export function cutline(args: readonly string[], { folder, url, apiKey, onQuestion }: Surroundings): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], NO_COLOR: '1', CUTLINE_URL: url, CUTLINE_API_KEY: apiKey },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const ended: Ended = { code: null, stdout: '', stderr: '' };
    let asked = false;
    child.stdout.on('data', (chunk) => {
      ended.stdout += String(chunk);
      if (asked || !onQuestion || !ended.stdout.includes('Type yes:')) return;
      asked = true;
      onQuestion().then((typed) => child.stdin.end(`${typed}\n`), reject);
    });
    child.stderr.on('data', (chunk) => (ended.stderr += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ...ended, code }));
    if (!onQuestion) child.stdin.end();
  });
}
