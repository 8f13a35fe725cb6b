import { Command } from 'commander';
import { missionPath } from '../../core/documents/paths';
import type { TerminalProfile } from '../../core/model/profile';
import { spawnAgent } from '../../core/operations/spawnAgent';
import { createAgentWorktree, hasBranch } from '../../node/git/agentWorktree';
import { launchOf } from '../../node/launch/terminalLaunch';
import { amount, howMany, minutes, programAfterDashes, several } from '../arguments';
import { graceOf } from '../grace';
import { profileHere } from '../profiles';
import { runHere } from '../runHere';
import { given, givenEach } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';
import { limitsOf } from './run';

interface SpawnOptions extends CommonOptions {
  readonly type?: string;
  readonly task?: string;
  readonly criterion?: string[];
  readonly output?: string[];
  readonly timebox?: number;
  readonly maxTurns?: number;
  readonly maxCost?: number;
  readonly profile?: string;
  readonly follows?: string;
  readonly worktree?: boolean;
  readonly plan?: boolean;
  readonly run?: boolean;
  readonly headless?: boolean;
  readonly grace?: number | 'never';
}

export function spawnCommand(): Command {
  return new Command('spawn')
    .description("write an agent's mission; with --run or -- program args…, also run it here")
    .argument('<mission>', 'what the agent is asked')
    .argument(
      '[program...]',
      'after --: the program to run, with placeholders such as {missionFile}',
    )
    .option('--type <type>', 'researcher, analyst, developer, reviewer, executor, advisor, lead, …')
    .option('--task <id>', 'the task it serves')
    .option(
      '--criterion <text>',
      'how success is judged (repeatable): "run: npm test", "file: path", "review: …", or words for a person',
      several,
    )
    .option('--output <text>', 'what has to come back beside the report (repeatable)', several)
    .option('--timebox <time>', 'how long it may take, such as 45m, 2h or 90s', minutes)
    .option('--max-turns <n>', 'how many turns it may take', howMany)
    .option('--max-cost <dollars>', 'what it may cost, in US dollars', amount)
    .option('--profile <name>', 'the profile it is launched through')
    .option('--follows <agent>', 'an agent whose rejected report it is to do better')
    .option('--worktree', 'let it work in a git worktree and on a branch of its own')
    .option('--plan', 'only plan it, to be launched later')
    .option('--run', 'run it here, through its profile')
    .option('--headless', 'without a person: it has to end by itself')
    .option('--grace <time>', 'how long after its timebox it is ended: 5m, or never', graceOf)
    .action(async (mission: string, program: string[], options: SpawnOptions) => {
      const workplace = Workplace.found(options);
      // Before anything is written: a mission nobody can be launched for would only be in the way.
      const profile = profileOf(workplace, program, options);
      const agent = await workplace.open().run(spawnAgent, {
        mission: await given(mission),
        type: options.type,
        task: options.task,
        successCriteria: await givenEach(options.criterion),
        outputRequirements: await givenEach(options.output),
        timeboxMinutes: options.timebox,
        ...capsOf(options),
        profile: options.profile,
        follows: options.follows,
        worktree: options.worktree === true,
        planned: options.plan === true,
      });
      if (hasBranch(agent) && options.plan !== true) {
        await createAgentWorktree(workplace.folder, agent);
      }
      const terminal = new Terminal(options);
      if (profile) {
        await runHere(workplace, terminal, agent.id, launchOf(profile, limitsOf(options)));
        return;
      }
      const file = workplace.folder.shown(workplace.folder.document(missionPath(agent.id)));
      terminal.answer(
        agent,
        `${agent.id} ${agent.status ?? 'spawned'}. Its mission: ${file}\nRun it with: atlas run ${agent.id} -- program args…`,
      );
    });
}

/** Where none is said, those of the agent that it follows are kept. */
function capsOf({ maxTurns: turns, maxCost: cost }: SpawnOptions): {
  caps?: { turns?: number | undefined; cost?: number | undefined };
} {
  return turns === undefined && cost === undefined ? {} : { caps: { turns, cost } };
}

/** What is to be run here; undefined: nothing. */
function profileOf(
  workplace: Workplace,
  program: readonly string[],
  { run, profile }: SpawnOptions,
): TerminalProfile | undefined {
  const given = programAfterDashes('spawn', program);
  return given ?? (run === true ? profileHere(workplace.folder, profile ?? 'claude') : undefined);
}
