#!/usr/bin/env node
import picocolors from 'picocolors';
import { Failure } from './failure.ts';
import { programOf } from './program.ts';

try {
  await programOf((code) => (process.exitCode = code)).parseAsync();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(picocolors.red(error.message));
  process.exitCode = 1;
}
