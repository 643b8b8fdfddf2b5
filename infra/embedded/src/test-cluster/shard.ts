/**
 * A ClickHouse server that others of its kind can speak to, out of chDB's library: `clickhouse local` can listen as well, over HTTP and
 * ClickHouse's own protocol. `node shard.ts <config file> <data folder> <TCP port> <HTTP port>`. Without users and passwords, on loopback
 * only: for tests. It ends with its standard input.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { close, DataType, isNullPointer, load, open } from 'ffi-rs';

const [config, data, tcpPort, httpPort] = process.argv.slice(2);
if (httpPort === undefined) throw new Error('usage: shard.ts <config file> <data folder> <TCP port> <HTTP port>');

const ofChdb = createRequire(createRequire(import.meta.url).resolve('chdb'));
const libc = process.platform === 'linux' ? '-gnu' : '';
const folder = dirname(ofChdb.resolve(`@chdb/lib-${process.platform}-${process.arch}${libc}`));
const library = 'chdb';
open({ library, path: join(folder, 'libchdb.so') });

const statements = [
  'SYSTEM START LISTEN TCP',
  'SYSTEM START LISTEN HTTP',
  // Waits for the end of what nobody writes to.
  "SELECT count() FROM file('-', 'LineAsString') SETTINGS max_execution_time = 0",
];
const options = [
  'clickhouse',
  `--config-file=${config}`,
  `--path=${data}`,
  '--listen_host=127.0.0.1',
  `--tcp_port=${tcpPort}`,
  `--http_port=${httpPort}`,
  `--query=${statements.join('; ')}`,
];
const result = load({
  library,
  funcName: 'chdb_query_cmdline',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [options.length, options],
});
const failed = load({
  library,
  funcName: 'chdb_result_error',
  retType: DataType.External,
  paramsType: [DataType.External],
  paramsValue: [result],
});
if (!isNullPointer(failed)) {
  const error = load({
    library,
    funcName: 'chdb_result_error',
    retType: DataType.String,
    paramsType: [DataType.External],
    paramsValue: [result],
  });
  console.error(error);
  process.exitCode = 1;
}
close(library);
