import { Command } from 'commander';
import { completeCommand } from './commands/complete';
import { insightCommand } from './commands/insight';
import { listCommand } from './commands/list';
import { newCommand } from './commands/new';
import { objectiveCommand } from './commands/objective';
import { reportCommand } from './commands/report';
import { resumeCommand } from './commands/resume';
import { runCommand } from './commands/run';
import { spawnCommand } from './commands/spawn';
import { statusCommand } from './commands/status';
import { taskCommand } from './commands/task';
import { EXIT } from './exitCodes';
import type { Terminal } from './terminal';
import { VERSION } from './version';

const COMMANDS = [
  newCommand,
  resumeCommand,
  statusCommand,
  objectiveCommand,
  taskCommand,
  completeCommand,
  insightCommand,
  spawnCommand,
  runCommand,
  reportCommand,
  listCommand,
];

/** The `atlas` command with all its verbs. */
export function buildProgram(terminal: Terminal): Command {
  const program = new Command('atlas')
    .description('Keeps the work of your coding agents in .atlas: objectives, missions, reports.')
    .version(VERSION)
    .enablePositionalOptions()
    .exitOverride()
    // Help is an answer like others, and faults of usage are told where all faults are told.
    .configureOutput({
      writeOut: (text) => terminal.addHelp(text),
      writeErr: (text) => terminal.talk(text.trimEnd()),
      outputError: () => undefined,
    })
    .addHelpText(
      'after',
      `
Exit codes: ${EXIT.ok} ok, ${EXIT.failed} failed, ${EXIT.usage} usage, ${EXIT.notFound} not found, ${EXIT.conflict} conflict, ${EXIT.invalidData} invalid data`,
    );
  for (const command of COMMANDS) {
    program.addCommand(withCommonOptions(command()).exitOverride().copyInheritedSettings(program));
  }
  return program;
}

function withCommonOptions(command: Command): Command {
  return command
    .option('--json', 'answer with exactly one JSON document')
    .option('--project <name>', 'which orchestration, where the folder has several')
    .option(
      '--cwd <folder>',
      'the folder to work in (default: this one, or the nearest above with .atlas)',
    );
}
