import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const section = /\n<!-- streams -->\n[\s\S]*<!-- end -->\n/;

/** Writes the page's rates; what it says of streams stays. */
export function writeRates(file: string, text: string): void {
  const [streams = ''] = section.exec(existing(file)) ?? [];
  writeFileSync(file, text + streams);
}

/** Writes what the page says of streams, in place of what it said of them. */
export function writeStreams(file: string, text: string): void {
  writeFileSync(file, `${existing(file).replace(section, '')}\n<!-- streams -->\n\n${text}\n\n<!-- end -->\n`);
}

function existing(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
