import { mkdirSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';

/**
 * Writes the configuration of an embedded ClickHouse into its directory.
 *
 * The library itself signs in as `default` when it starts, and can only do so without a password. So the password is asked for before
 * that: only requests whose header has it reach ClickHouse at all, all others are told what a server would tell them.
 *
 * @param password of the user `default` over HTTP
 * @returns the path of the configuration
 */
export function writeConfiguration(directory: string, password: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const users = join(directory, 'users.xml');
  const file = join(directory, 'config.xml');
  writeFileSync(users, usersFile, { mode: 0o600 });
  const header = `Basic ${Buffer.from(`default:${password}`).toString('base64')}`;
  writeFileSync(
    file,
    `<clickhouse>
  <users_config>${escapeXml(users)}</users_config>
  <display_name>cutline-embedded</display_name>
  <max_server_memory_usage>${Math.floor(totalmem() / 2)}</max_server_memory_usage>
  <mark_cache_size>268435456</mark_cache_size>
  <max_concurrent_queries>${statements}</max_concurrent_queries>
  <http_handlers>
    <rule>
      <url>/ping</url>
      <handler><type>ping</type></handler>
    </rule>
    <rule>
      <headers><Authorization>${header}</Authorization></headers>
      <handler><type>dynamic_query_handler</type><query_param_name>query</query_param_name></handler>
    </rule>
    <rule>
      <handler>
        <type>static</type>
        <status>403</status>
        <http_response_headers><X-ClickHouse-Exception-Code>516</X-ClickHouse-Exception-Code></http_response_headers>
        <response_content>${refusal}</response_content>
      </handler>
    </rule>
  </http_handlers>
</clickhouse>
`,
    { mode: 0o600 },
  );
  return file;
}

/** As many at a time as a server runs, and the one that keeps this one up. */
const statements = 100 + 1;

const refusal =
  'Code: 516. DB::Exception: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)\n';

/** Its `clickhouse local` takes `1 + 1` for a statement, a server does not. Nobody misses what a client that has gone was reading. */
const usersFile = `<clickhouse>
  <profiles>
    <default>
      <implicit_select>0</implicit_select>
      <cancel_http_readonly_queries_on_client_close>1</cancel_http_readonly_queries_on_client_close>
      <http_max_field_value_size>16777216</http_max_field_value_size>
    </default>
  </profiles>
  <quotas><default></default></quotas>
  <users>
    <default>
      <no_password></no_password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
    </default>
  </users>
</clickhouse>
`;

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
