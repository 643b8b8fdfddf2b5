import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { choosePort } from '../ports.ts';

/** Servers on loopback that know each other as the shards of a cluster. Nothing coordinates them: they have no Keeper. */
export interface TestCluster {
  /** The cluster's name in their configuration. */
  name: string;
  /** HTTP addresses, of the first shard first. */
  urls: string[];
  stop(): Promise<void>;
}

const patience = 60_000;

/** Starts a server for each shard and waits until all answer. Throws what one said that ended before. */
export async function startTestCluster({ shards }: { shards: number }): Promise<TestCluster> {
  const name = 'test_cluster';
  const folder = mkdtempSync(join(tmpdir(), 'cutline-cluster-'));
  const ports: { tcp: number; http: number }[] = [];
  for (let shard = 0; shard < shards; shard += 1) ports.push({ tcp: await choosePort(0), http: await choosePort(0) });
  const children = ports.map(({ tcp, http }, index) => {
    const own = join(folder, String(index + 1));
    mkdirSync(own);
    const config = join(own, 'config.xml');
    writeFileSync(
      config,
      configuration(
        name,
        ports.map((port) => port.tcp),
        index + 1,
      ),
    );
    const program = join(import.meta.dirname, 'shard.ts');
    return spawn(process.execPath, [program, config, join(own, 'data'), String(tcp), String(http)], {
      cwd: own,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
  });
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(end));
    rmSync(folder, { recursive: true, force: true });
  };
  const urls = ports.map(({ http }) => `http://127.0.0.1:${http}`);
  try {
    await Promise.all(children.map((child, index) => Promise.race([answers(urls[index]!), failure(child)])));
  } catch (error) {
    await stop();
    throw error;
  }
  return { name, urls, stop };
}

function configuration(name: string, tcpPorts: number[], shard: number): string {
  const shards = tcpPorts.map(
    (port) =>
      `<shard><internal_replication>true</internal_replication><replica><host>127.0.0.1</host><port>${port}</port></replica></shard>`,
  );
  return `<clickhouse>
  <max_server_memory_usage_to_ram_ratio>0.2</max_server_memory_usage_to_ram_ratio>
  <mark_cache_size>67108864</mark_cache_size>
  <remote_servers><${name}>${shards.join('')}</${name}></remote_servers>
  <macros><shard>${shard}</shard><replica>a</replica></macros>
</clickhouse>
`;
}

async function answers(url: string): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await delay(50)) {
    const answer = await fetch(`${url}/ping`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error(`No ClickHouse answers at ${url}`);
}

async function failure(child: ChildProcess): Promise<never> {
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  await once(child, 'exit');
  throw new Error(`A server of the cluster ended: ${said}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  // Nothing of it is kept.
  child.kill('SIGKILL');
  await gone;
}
