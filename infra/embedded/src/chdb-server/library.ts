import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { close, DataType, isNullPointer, load, open } from 'ffi-rs';

/** Starts the interfaces whose ports the options name, then waits for the end of standard input, to which nobody writes. */
const listening = (interfaces: readonly ('HTTP' | 'TCP')[]): string =>
  [
    ...interfaces.map((name) => `SYSTEM START LISTEN ${name}`),
    "SELECT count() FROM file('-', 'LineAsString') SETTINGS max_execution_time = 0",
  ].join('; ');

/**
 * Makes this process a ClickHouse server out of chDB's library: its `clickhouse local` can listen as well. Returns when standard input has
 * ended, and holds the thread until then.
 *
 * @param options of `clickhouse local`: configuration, data folder, host and ports
 * @throws with ClickHouse's message, e.g. where a port is taken or another process has the folder
 */
export function serve(options: readonly string[], interfaces: readonly ('HTTP' | 'TCP')[]): void {
  const ofChdb = createRequire(createRequire(import.meta.url).resolve('chdb'));
  const libc = process.platform === 'linux' ? '-gnu' : '';
  const folder = dirname(ofChdb.resolve(`@chdb/lib-${process.platform}-${process.arch}${libc}`));
  const library = 'chdb';
  open({ library, path: join(folder, 'libchdb.so') });
  const values = ['clickhouse', ...options, `--query=${listening(interfaces)}`];
  const result = load({
    library,
    funcName: 'chdb_query_cmdline',
    retType: DataType.External,
    paramsType: [DataType.I32, DataType.StringArray],
    paramsValue: [values.length, values],
  });
  const error = <T extends DataType.External | DataType.String>(retType: T) =>
    load({
      library,
      funcName: 'chdb_result_error',
      retType,
      paramsType: [DataType.External],
      paramsValue: [result],
    });
  const failed = !isNullPointer(error(DataType.External));
  const message = failed ? error(DataType.String) : '';
  close(library);
  if (failed) throw new Error(message);
}
