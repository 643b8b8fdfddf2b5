import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { choosePort } from './ports.ts';
import { describeProcess, endProcess } from './processes.ts';
import { onPath } from './programs.ts';
import type { Launch } from './supervisor.ts';

/** The oldest version with everything that Cutline's tables need. */
const oldest = [25, 8] as const;
const trialPatience = 30_000;

/** How to start a real ClickHouse server on a folder of its own, listening on loopback only. */
export function serverLaunch(program: string, directory: string, port: number, password: string): Launch {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'config.xml');
  const hash = createHash('sha256').update(password).digest('hex');
  const folder = (name: string): string => escapeXml(`${join(directory, name)}/`);
  writeFileSync(
    file,
    `<clickhouse>
  <logger><level>warning</level><console>1</console></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${port}</http_port>
  <path>${folder('data')}</path>
  <tmp_path>${folder('tmp')}</tmp_path>
  <user_files_path>${folder('user_files')}</user_files_path>
  <format_schema_path>${folder('format_schemas')}</format_schema_path>
  <max_server_memory_usage_to_ram_ratio>0.5</max_server_memory_usage_to_ram_ratio>
  <mark_cache_size>268435456</mark_cache_size>
  <user_directories><users_xml><path>${escapeXml(file)}</path></users_xml></user_directories>
  <profiles><default></default></profiles>
  <quotas><default></default></quotas>
  <users>
    <default>
      <password_sha256_hex>${hash}</password_sha256_hex>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
    </default>
  </users>
</clickhouse>
`,
    { mode: 0o600 },
  );
  return { command: program, args: ['server', `--config-file=${file}`], cwd: directory };
}

/**
 * A ClickHouse server on PATH that is new enough and has just shown, on a folder for trial, that it starts and
 * answers; undefined when there is none.
 *
 * @param folder where the trial may write
 */
export async function findClickHouseServer(env: NodeJS.ProcessEnv, folder: string): Promise<string | undefined> {
  const program = onPath('clickhouse', env);
  if (program === undefined || !(await isServer(program))) return undefined;
  const trial = mkdtempSync(join(folder, 'trial-'));
  const port = await choosePort(0);
  const { command, args, cwd } = serverLaunch(program, trial, port, 'trial');
  const child = spawn(command, args, { cwd, stdio: 'ignore' });
  const gone = new Promise<false>((resolve) =>
    child.on('error', () => resolve(false)).on('exit', () => resolve(false)),
  );
  try {
    return (await Promise.race([answers(port), gone])) ? program : undefined;
  } finally {
    const record = child.pid === undefined ? undefined : describeProcess(child.pid);
    if (record !== undefined) await endProcess(record, 'SIGTERM', 10_000);
    rmSync(trial, { recursive: true, force: true });
  }
}

async function isServer(program: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(program, ['server', '--version'], { timeout: 10_000 });
    const [, year = 0, month = 0] = (/ClickHouse server version (\d+)\.(\d+)/.exec(stdout) ?? []).map(Number);
    return year > oldest[0] || (year === oldest[0] && month >= oldest[1]);
  } catch {
    return false;
  }
}

async function answers(port: number): Promise<boolean> {
  const authorization = `Basic ${Buffer.from('default:trial').toString('base64')}`;
  for (const end = Date.now() + trialPatience; Date.now() < end; await delay(100)) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/?query=SELECT+1`, { headers: { authorization } });
      if (response.ok && (await response.text()) === '1\n') return true;
    } catch {
      // Not yet.
    }
  }
  return false;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
