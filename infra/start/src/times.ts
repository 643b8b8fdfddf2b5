import { writeFileSync } from 'node:fs';

/** When a part was worked on, in seconds since the start. */
interface Span {
  from: number;
  to: number;
}

/** Measures the parts of a start, which run side by side. */
export function startTimes(installMs: number) {
  const zero = performance.now();
  const parts: Record<string, Span> = {};
  const startedAt = new Date().toISOString();
  const now = (): number => Math.round((performance.now() - zero) / 10) / 100;

  async function measure<T>(part: string, work: Promise<T>): Promise<T> {
    const from = now();
    const result = await work;
    parts[part] = { from, to: now() };
    return result;
  }

  function save(file: string): void {
    const seconds = { install: Math.round(installMs / 10) / 100, total: now(), parts };
    writeFileSync(file, `${JSON.stringify({ startedAt, seconds }, undefined, 2)}\n`);
  }

  return { measure, now, save };
}
