import type { Example } from './example.ts';

/** docs/embedded-clickhouse.md: written from the examples, so that it lists what is tried and nothing else. */
export function examplesPage(examples: readonly Example[]): string {
  const rows = examples.map(
    ({ area, title, differs }) => `| ${area} | ${cell(title)} | ${cell(differs ?? 'as a server')} |`,
  );
  const differing = examples.filter(({ differs }) => differs !== undefined).length;
  return `# The embedded ClickHouse

On a laptop and in tests, ClickHouse is [chDB](https://github.com/chdb-io/chdb): the real engine as a library. The library can
listen as a server does, and \`infra/embedded/src/chdb-server\` has it do so, on 127.0.0.1: so everything else uses plain
\`@clickhouse/client\` and cannot tell it from a server. This page is written by \`client-examples.test.ts\`, which runs every row
of the table: ${examples.length} uses that the client's documentation shows, of which ${differing === 0 ? 'none differs' : `${differing} differ`} in anything from a server.

| Area | Use | Embedded |
| --- | --- | --- |
${rows.join('\n')}

## How it works
- \`main.ts\` writes the configuration into the service's folder and calls the library's \`clickhouse local\`, by its C interface and
  \`ffi-rs\`, with two statements: \`SYSTEM START LISTEN HTTP\`, and one that waits for the end of standard input. Node does nothing
  after that: requests do not pass through it.
- So a request, its session, settings, parameters, compression and figures are the engine's own. \`X-ClickHouse-Summary\` says what a
  statement read and wrote, and the memory it takes; for rows that are sent as they come, what it had read when the first of them
  were sent. \`KILL QUERY … SYNC\` and \`system.processes\` know the ids of requests.
- The library signs in as \`default\` itself when it starts, and can do so only without a password. The password is therefore asked
  for before ClickHouse: a request whose \`Authorization\` is not that of \`default\` and its password is refused with code 516, whatever
  else it brings (\`access.test.ts\`). User and password in the address or in \`X-ClickHouse-User\` are not taken.
- Once an insert is answered, its rows survive \`kill -9\` (\`durability.test.ts\`).
- A client that goes away ends its query where the request may only read (\`readonly\`, or GET), and where its result is being sent. Others
  are ended by \`KILL QUERY\`.
- A hundred and one statements at a time are refused with code 202. Half of the machine's memory is the limit for all together.
- A parameter may have 16 MiB in a form (\`use_multipart_params\`), where a server takes 128 KiB unless told otherwise by
  \`http_max_field_value_size\`.
- \`SYSTEM SHUTDOWN\`, and killing the statement without a user in \`system.processes\`, end the process; it is then started again.

## What it does not serve
- Users other than \`default\`, roles and quotas of its own.
- \`system.query_log\`, the server's other logs and \`system.asynchronous_metrics\`: they are not switched on.
- TLS and the native protocol. A server has both; Cutline is pointed at one by \`CLICKHOUSE_URL\`.
`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
