/**
 * A ClickHouse server out of chDB's library that others of its kind can speak to, over HTTP and ClickHouse's own protocol.
 * `node shard.ts <config file> <data folder> <TCP port> <HTTP port>`. Without users and passwords, on loopback only: for tests. It ends
 * with its standard input.
 */
import { serve } from '../chdb-server/library.ts';

const [config, data, tcpPort, httpPort] = process.argv.slice(2);
if (config === undefined || data === undefined || tcpPort === undefined || httpPort === undefined)
  throw new Error('usage: shard.ts <config file> <data folder> <TCP port> <HTTP port>');

serve(
  [
    `--config-file=${config}`,
    `--path=${data}`,
    '--listen_host=127.0.0.1',
    `--tcp_port=${tcpPort}`,
    `--http_port=${httpPort}`,
  ],
  ['TCP', 'HTTP'],
);
