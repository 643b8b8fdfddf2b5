import { spawn } from 'node:child_process';
import { root } from './home.ts';

/**
 * Builds console, API and worker; what has not changed comes from the cache.
 *
 * @throws Error with the output when it fails
 */
export async function build(command: readonly string[], signal: AbortSignal): Promise<void> {
  const [file = '', ...args] = command;
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], signal });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`The build failed:\n${Buffer.concat(output).toString('utf8')}`);
}
