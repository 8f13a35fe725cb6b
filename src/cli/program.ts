import { Command } from 'commander';
import { EXIT } from './exitCodes';
import type { Terminal } from './terminal';
import { VERSION } from '../node/version';

/** The verbs in the order of the help. Each is loaded when it is needed: most are not, at any one start. */
const VERBS: Readonly<Record<string, () => Promise<Command>>> = {
  new: async () => (await import('./commands/new.js')).newCommand(),
  resume: async () => (await import('./commands/resume.js')).resumeCommand(),
  status: async () => (await import('./commands/status.js')).statusCommand(),
  objective: async () => (await import('./commands/objective.js')).objectiveCommand(),
  task: async () => (await import('./commands/task.js')).taskCommand(),
  edit: async () => (await import('./commands/edit.js')).editCommand(),
  depend: async () => (await import('./commands/depend.js')).dependCommand(),
  priority: async () => (await import('./commands/priority.js')).priorityCommand(),
  move: async () => (await import('./commands/move.js')).moveCommand(),
  start: async () => (await import('./commands/start.js')).startCommand(),
  complete: async () => (await import('./commands/complete.js')).completeCommand(),
  fail: async () => (await import('./commands/fail.js')).failCommand(),
  cancel: async () => (await import('./commands/cancel.js')).cancelCommand(),
  reopen: async () => (await import('./commands/reopen.js')).reopenCommand(),
  insight: async () => (await import('./commands/insight.js')).insightCommand(),
  decision: async () => (await import('./commands/decision.js')).decisionCommand(),
  decide: async () => (await import('./commands/decide.js')).decideCommand(),
  judge: async () => (await import('./commands/judge.js')).judgeCommand(),
  spawn: async () => (await import('./commands/spawn.js')).spawnCommand(),
  run: async () => (await import('./commands/run.js')).runCommand(),
  continue: async () => (await import('./commands/continue.js')).continueCommand(),
  profiles: async () => (await import('./commands/profiles.js')).profilesCommand(),
  report: async () => (await import('./commands/report.js')).reportCommand(),
  verify: async () => (await import('./commands/verify.js')).verifyCommand(),
  worktrees: async () => (await import('./commands/worktrees.js')).worktreesCommand(),
  list: async () => (await import('./commands/list.js')).listCommand(),
  show: async () => (await import('./commands/show.js')).showCommand(),
  log: async () => (await import('./commands/log.js')).logCommand(),
  metrics: async () => (await import('./commands/metrics.js')).metricsCommand(),
  save: async () => (await import('./commands/save.js')).saveCommand(),
  import: async () => (await import('./commands/import.js')).importCommand(),
  export: async () => (await import('./commands/export.js')).exportCommand(),
  doctor: async () => (await import('./commands/doctor.js')).doctorCommand(),
  mcp: async () => (await import('./commands/mcp.js')).mcpCommand(),
  completion: async () => (await import('./commands/completion.js')).completionCommand(allVerbs),
};

/** Verbs for other programs, which a person does not need to read about. */
const HIDDEN_VERBS: Readonly<Record<string, () => Promise<Command>>> = {
  hook: async () => (await import('./commands/hook.js')).hookCommand(),
};

/**
 * The `atlas` command.
 * @param args what was typed: where it begins with a verb, no other verb is loaded
 */
export async function buildProgram(terminal: Terminal, args: readonly string[]): Promise<Command> {
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
Texts may be - to be read from standard input. Ids may be given as TASK_026, task_26 or 26.
Exit codes: ${EXIT.ok} ok, ${EXIT.failed} failed, ${EXIT.usage} usage, ${EXIT.notFound} not found, ${EXIT.waiting} waiting for someone, ${EXIT.conflict} conflict, ${EXIT.invalidData} invalid data`,
    );
  const [first = ''] = args;
  const known = { ...VERBS, ...HIDDEN_VERBS };
  const verb = Object.hasOwn(known, first) ? known[first] : undefined;
  for (const command of verb ? [withCommonOptions(await verb())] : await allVerbs()) {
    program.addCommand(command.exitOverride().copyInheritedSettings(program));
  }
  return program;
}

async function allVerbs(): Promise<Command[]> {
  const commands = await Promise.all(Object.values(VERBS).map((verb) => verb()));
  return commands.map(withCommonOptions);
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
