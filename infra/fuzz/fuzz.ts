import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { aimDocument, type Document } from './aim-document.ts';
import { fillWorkspace } from './fill-workspace.ts';
import { countCases } from './report.ts';
import { findSchemathesis, runSchemathesis } from './schemathesis.ts';
import { startStack } from './stack.ts';

/**
 * `npm run fuzz`: sends the API what its own document allows and what it does not, and holds it to the document: no 5xx, no
 * undocumented status, no answer of another shape. Further arguments go to schemathesis, e.g. `--seed 7` or `--max-examples 500`.
 */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];
const given = process.argv.slice(2);
const { values: options } = parseArgs({ args: given, options: { seed: { type: 'string' } }, strict: false });
const seed = typeof options.seed === 'string' ? Number(options.seed) : randomInt(1_000_000);
const unlessGiven = (name: string, usual: string): string[] => (given.includes(name) ? [] : [name, usual]);

const program = findSchemathesis();
const folder = mkdtempSync(join(tmpdir(), 'cutline-fuzz-report-'));
const stack = await startStack();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stack.stop().then(() => process.exit(1)));
}
let passed = 0;
let failed = 0;
try {
  const { key, cookie, ids } = await fillWorkspace(stack.url);
  const document = join(folder, 'openapi.json');
  const described = (await (await fetch(`${stack.url}/openapi.json`)).json()) as Document;
  writeFileSync(document, JSON.stringify(aimDocument(described, ids, seed)));

  console.log(`Seed ${seed}: \`npm run fuzz -- --seed ${seed}\` makes the same requests again.`);

  // A key may do everything but manage an organisation, which takes a person.
  const callers = [
    ['--header', `Authorization: Bearer ${key}`, '--exclude-tag', 'organisations'],
    ['--header', `Cookie: ${cookie}`, '--include-tag', 'organisations'],
  ];
  for (const [index, caller] of callers.entries()) {
    const report = join(folder, `report-${index}.json`);
    const code = await runSchemathesis(
      program,
      [
        ...['run', document, '--url', stack.url, ...caller],
        ...['--checks', checks.join(',')],
        // Another protocol (tus), with bodies and answers of its own: it has tests of its own.
        ...['--exclude-path-regex', '/imports/uploads'],
        ...unlessGiven('--max-examples', '50'),
        ...unlessGiven('--phases', 'examples,coverage,fuzzing'),
        ...['--continue-on-failure', '--generation-database', 'none', '--request-timeout', '60', '--warnings', 'off'],
        ...['--report', 'json', '--report-json-path', report],
        ...['--seed', String(seed)],
        ...given,
      ],
      folder,
    );
    const counts = countCases(JSON.parse(readFileSync(report, 'utf8')));
    passed += counts.passed;
    failed += Math.max(counts.failed, code === 0 ? 0 : 1);
  }
  // What the API itself calls a fault is one, whatever was made of the answer.
  const faults = stack.faults();
  for (const fault of faults.slice(0, 10)) console.log(fault);
  failed = Math.max(failed, faults.length);
} finally {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
