/** `npm start`: see docs/decisions/0001-embedded-services.md for what it starts. */
import { existsSync, readFileSync } from 'node:fs';
import { takeLock } from '@cutline/embedded';
import { commandsFrom } from './commands.ts';
import { addressFile, lockFile, openHome } from './home.ts';
import { launch } from './launcher.ts';
import { portFrom } from './ports.ts';

const { env } = process;
const port = askedPort();
const home = openHome(env);
const release = takeLock(lockFile(home));
if (release === undefined) {
  const address = existsSync(addressFile(home)) ? ` at ${readFileSync(addressFile(home), 'utf8')}` : '';
  console.log(`Cutline is already running${address} (its state is in ${home}). \`npm run stop\` ends it.`);
  process.exit(1);
}

console.log(`Cutline is starting; its state is in ${home}.`);
const launched = launch({
  home,
  commands: commandsFrom(env),
  port,
  installMs: Number(env['CUTLINE_INSTALL_MS'] ?? 0),
  print: (line) => console.log(line),
});
let ending: Promise<void> | undefined;

/** Ends everything once, however often it is asked. */
function end(exitCode: number): Promise<void> {
  ending ??= (async () => {
    console.log('\nCutline is stopping.');
    const running = await launched.catch(() => undefined);
    await running?.stop();
    release?.();
    console.log('Cutline has stopped.');
    process.exit(exitCode);
  })();
  return ending;
}

/** Before anything is started or written. */
function askedPort(): number | undefined {
  try {
    return portFrom(env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return process.exit(1);
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));

try {
  const { settled } = await launched;
  await settled;
} catch (error) {
  if (ending === undefined) {
    console.error(error instanceof Error ? error.message : error);
    await end(1);
  }
}
