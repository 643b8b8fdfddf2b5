import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aimDocument } from './aim-document.ts';
import { fillWorkspace } from './fill-workspace.ts';
import { countOperations } from './report.ts';
import { findSchemathesis, runSchemathesis } from './schemathesis.ts';
import { startStack } from './stack.ts';

/**
 * `npm run fuzz`: sends the API what its own document allows and what it does not, and holds it to the document: no 5xx, no
 * undocumented status, no answer of another shape. Further arguments go to schemathesis, e.g. `--seed 7` or `--max-examples 500`.
 */
const checks = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_schema_conformance'];
const given = process.argv.slice(2);
const option = (name: string, usual: string): string[] => (given.includes(name) ? [] : [name, usual]);

const program = findSchemathesis();
const folder = mkdtempSync(join(tmpdir(), 'cutline-fuzz-report-'));
const stack = await startStack();
let failed = true;
try {
  const { key, ids } = await fillWorkspace(stack.url);
  const document = join(folder, 'openapi.json');
  writeFileSync(document, JSON.stringify(aimDocument(await (await fetch(`${stack.url}/openapi.json`)).json(), ids)));
  const report = join(folder, 'report.json');
  const code = await runSchemathesis(program, [
    'run',
    document,
    ...['--url', stack.url],
    ...['--header', `Authorization: Bearer ${key}`],
    ...['--checks', checks.join(',')],
    // Ended keys and deleted definitions would leave the rest of the run with nothing to try.
    ...['--exclude-operation-id', 'deleteApiKey'],
    ...option('--max-examples', '60'),
    ...option('--phases', 'examples,coverage,fuzzing'),
    ...option('--max-failures', '50'),
    ...['--continue-on-failure', '--generation-database', 'none', '--request-timeout', '60'],
    ...['--report', 'json', '--report-json-path', report],
    ...given,
  ]);
  const { passed, broken } = countOperations(JSON.parse(readFileSync(report, 'utf8')));
  const faults = stack.faults();
  for (const fault of faults.slice(0, 10)) console.log(fault);
  failed = code !== 0 || broken > 0 || faults.length > 0;
  console.log(`${passed} passed, ${Math.max(broken, failed ? 1 : 0)} failed`);
} finally {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
