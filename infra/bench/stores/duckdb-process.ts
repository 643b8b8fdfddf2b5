/** DuckDB in a process of its own, so that its memory can be told: runs what the parent sends, one statement after the other. */
import { DuckDBInstance } from '@duckdb/node-api';

const [file] = process.argv.slice(2);
const instance = await DuckDBInstance.create(file);
const connection = await instance.connect();

process.on('message', ({ query }: { query: string }) => {
  void connection.runAndReadAll(query).then(
    (reader) => process.send!({ rows: reader.getRowObjectsJson() }),
    (error: unknown) => process.send!({ error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => {
  connection.closeSync();
  instance.closeSync();
  process.exit(0);
});
process.send!({ rows: [] });
