import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { threadPoolSize } from './clickhouse-front/thread-pool.ts'
import type { ServiceDefinition } from './supervisor.ts'

/** The database that is there from the first start. */
export const clickhouseDatabase = 'cutline'

/** ClickHouse over HTTP: chDB behind the front of this package. */
export function clickhouseService(options: { home: string; password: string; preferredPort: number }): ServiceDefinition {
  const directory = join(options.home, 'clickhouse')
  return {
    name: 'clickhouse',
    title: 'ClickHouse',
    preferredPort: options.preferredPort,
    stopSignal: 'SIGTERM',
    async prepare() {
      mkdirSync(directory, { recursive: true, mode: 0o700 })
    },
    async launch(port) {
      return {
        command: process.execPath,
        args: [join(import.meta.dirname, 'clickhouse-front', 'main.ts'), directory, String(port)],
        env: { CLICKHOUSE_PASSWORD: options.password, UV_THREADPOOL_SIZE: String(threadPoolSize) },
      }
    },
    async check(port) {
      const credentials = Buffer.from(`default:${options.password}`).toString('base64')
      const response = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        body: `CREATE DATABASE IF NOT EXISTS ${clickhouseDatabase}`,
        headers: { authorization: `Basic ${credentials}`, connection: 'close' },
        signal: AbortSignal.timeout(10_000),
      })
      if (!response.ok) throw new Error(await response.text())
    },
  }
}
