import type { Example } from './example.ts';

/** docs/clickhouse-front.md: written from the examples, so that it lists what is tried and nothing else. */
export function examplesPage(examples: readonly Example[]): string {
  const rows = examples.map(
    ({ area, title, differs }) => `| ${area} | ${cell(title)} | ${cell(differs ?? 'as a server')} |`,
  );
  const differing = examples.filter(({ differs }) => differs !== undefined).length;
  return `# The front to the embedded ClickHouse

On a laptop and in tests, ClickHouse is [chDB](https://github.com/chdb-io/chdb): the real engine as a library, without its
server. \`infra/embedded/src/clickhouse-front\` serves ClickHouse's HTTP interface over it on 127.0.0.1, so that everything
else uses plain \`@clickhouse/client\` and cannot tell it from a server. This page is written by
\`client-examples.test.ts\`, which runs every row of the table: ${examples.length} uses that the client's documentation shows, of which
${differing} differ in something from a server.

| Area | Use | On the front |
| --- | --- | --- |
${rows.join('\n')}

## How it works
- Each request runs on a connection of its own, opened for it in a third of a millisecond and closed after it. So no
  setting, parameter or temporary table passes from one request to the next. A request with a \`session_id\` keeps its
  connection, as on a server, for \`session_timeout\` seconds (60).
- Data of \`INSERT … FORMAT\` is spooled to a file beside the database, which the engine reads itself: Parquet and files
  larger than memory go the same way as three rows of JSON. Once the answer is sent, the rows are on disk: they survive
  \`kill -9\` (\`durability.test.ts\`).
- Results in formats that can be cut between rows are sent block by block, no faster than the client reads. Others (\`JSON\`,
  Parquet, Arrow), and those of statements with subqueries, are made in memory first.
- A client that goes away ends its query, if that only reads. \`KILL QUERY\` works from any connection.
- Sixteen statements compute at a time; more wait. A hundred and one requests at a time are refused with code 202.
- Half of the machine's memory is the limit for all statements together.

## What it does not serve
- Native block compression (\`compress=1\`, \`decompress=1\`): code 48. HTTP compression does the same for this client.
- Progress in headers (\`send_progress_in_http_headers\`), external tables in a form, roles and quotas, and users other than
  \`default\`.
- \`system.query_log\` and other logs of the server: chDB has none.
- TLS and the native protocol. A real server has both; Cutline is pointed at one by \`CLICKHOUSE_URL\`.
`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
