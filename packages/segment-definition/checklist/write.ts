import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gaps, page, rows } from './page.ts';

/** `npm run generate` in this package: writes docs/definition-checklist.md, and fails where a construct has a gap. */
const all = rows();
writeFileSync(join(import.meta.dirname, '../../../docs/definition-checklist.md'), page(all));
const missing = gaps(all);
if (missing.length > 0) {
  console.error(`Constructs of the language that are not complete:\n${missing.join('\n')}`);
  process.exit(1);
}
