import { Command, Option } from 'commander';
import { definitionKind, languages } from '@cutline/segment-definition';
import manifest from '../package.json' with { type: 'json' };
import { applyCommand, type ApplyOptions } from './commands/apply.ts';
import { exportCommand, type ExportOptions } from './commands/export.ts';
import { planCommand, type PlanCommandOptions } from './commands/plan.ts';
import { validateCommand, type ValidateOptions } from './commands/validate.ts';
import { languageOf } from './language.ts';

const environment = `
Environment:
  CUTLINE_URL        where Cutline is, e.g. http://localhost:4100
  CUTLINE_API_KEY    a key with definitions:read; apply needs definitions:write too
  CUTLINE_WORKSPACE  the workspace's id; may be left out, for a key belongs to one workspace
  LC_ALL, LC_MESSAGES, LANG
                     the language of sentences, and of what is wrong with definitions

Exit codes: 0 done, or nothing to do; 1 something is wrong; 2 plan found changes.`;

/** The command line. `leave` is told the exit code of a command that ends with another than 0. */
export function programOf(leave: (code: number) => void): Command {
  const program = new Command('cutline')
    .description('Definitions as code: aggregates, expressions, metrics and segments in files.')
    .version(manifest.version)
    .addHelpText('after', environment)
    .showHelpAfterError('(cutline --help says more)')
    .showSuggestionAfterError();

  withFiles(program, 'export', 'writes what is published to files')
    .addOption(
      new Option('--kind <kinds...>', 'only definitions of these kinds, and what they refer to').choices(
        definitionKind.options,
      ),
    )
    .action((options: ExportOptions) => exportCommand(options));

  withFiles(program, 'validate', 'checks files among themselves, without a server')
    .option('--online', 'also ask the workspace about its currency and about names that never occurred')
    .action((options: ValidateOptions) => validateCommand(options));

  withFiles(program, 'plan', 'says what apply would do')
    .option('--prune', 'also remove what has no file')
    .option('--json', 'for programs')
    .action(async (options: PlanCommandOptions) => leave(await planCommand(options)));

  withFiles(program, 'apply', 'makes the workspace as the files say')
    .option('--prune', 'also remove what has no file')
    .option('--yes', 'do not ask')
    .action((options: ApplyOptions) => applyCommand(options));

  return program;
}

function withFiles(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--dir <folder>', 'where the files are', 'definitions')
    .option('--url <url>', 'instead of CUTLINE_URL')
    .option('--workspace <id>', 'instead of CUTLINE_WORKSPACE')
    .option('--key <key>', 'instead of CUTLINE_API_KEY, which other users of the machine cannot see')
    .addOption(
      new Option('--language <language>', 'of sentences, and of what is wrong with definitions')
        .choices(languages)
        .default(languageOf(process.env), 'the terminal’s'),
    );
}
