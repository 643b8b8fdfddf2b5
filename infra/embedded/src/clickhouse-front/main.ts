/**
 * The process that owns a chDB directory and serves it.
 * `node main.ts <directory> <port>`; CLICKHOUSE_PASSWORD is the password of the user `default`.
 * Ends by itself when its standard input ends, so that it never outlives who started it.
 */
import { openEngine } from './engine.ts'
import { createFront } from './server.ts'

const [directory, port] = process.argv.slice(2)
if (directory === undefined || port === undefined) throw new Error('usage: main.ts <directory> <port>')

const engine = openEngine(directory)
const front = createFront(engine, process.env['CLICKHOUSE_PASSWORD'])
front.listen(Number(port), '127.0.0.1', () => console.log(`ClickHouse ${engine.version} listens on 127.0.0.1:${port}`))

// Every acknowledged insert is in its files by then, so there is nothing to wait for.
const end = (): never => process.exit(0)
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.stdin.on('end', end)
process.stdin.on('close', end)
process.stdin.resume()
