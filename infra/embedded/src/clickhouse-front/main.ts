/**
 * The process that owns a chDB directory and serves it.
 * `node main.ts <directory> <port>`; CLICKHOUSE_PASSWORD is the password of the user `default`.
 * Ends by itself when its standard input ends, so that it never outlives who started it.
 */
import { openEngine } from './engine.ts';
import { createFront } from './server.ts';

const [directory, port] = process.argv.slice(2);
if (directory === undefined || port === undefined) throw new Error('usage: main.ts <directory> <port>');

const engine = openEngine(directory);
const front = createFront(engine, process.env['CLICKHOUSE_PASSWORD']);
front.server.listen(Number(port), '127.0.0.1', () =>
  console.log(`ClickHouse ${engine.version} listens on 127.0.0.1:${port}`),
);

/** The engine does not return from its own shutdown while it computes; what it acknowledged is in its files by then. */
function end(): void {
  if (front.busy()) process.kill(process.pid, 'SIGKILL');
  else process.exit(0);
}
process.on('SIGTERM', end);
process.on('SIGINT', end);
process.stdin.on('end', end);
process.stdin.on('close', end);
process.stdin.resume();
