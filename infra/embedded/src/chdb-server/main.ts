/**
 * The process that owns an embedded ClickHouse's directory and serves it over HTTP on 127.0.0.1.
 * `node main.ts <directory> <port>`; CLICKHOUSE_PASSWORD is the password of the user `default`.
 * Ends by itself when its standard input ends, so that it never outlives who started it.
 */
import { join } from 'node:path';
import { writeConfiguration } from './configuration.ts';
import { serve } from './library.ts';

const [directory, port] = process.argv.slice(2);
const password = process.env['CLICKHOUSE_PASSWORD'];
if (directory === undefined || port === undefined) throw new Error('usage: main.ts <directory> <port>');
if (password === undefined) throw new Error('CLICKHOUSE_PASSWORD is not set');

const config = writeConfiguration(directory, password);
process.chdir(directory);
serve(
  [`--config-file=${config}`, `--path=${join(directory, 'data')}`, '--listen_host=127.0.0.1', `--http_port=${port}`],
  ['HTTP'],
);
