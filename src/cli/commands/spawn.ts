import { Command } from 'commander';
import { missionPath } from '../../core/documents/paths';
import { spawnAgent } from '../../core/operations/spawnAgent';
import { minutes, programAfterDashes, several } from '../arguments';
import { runHere } from '../runHere';
import { given, givenEach } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface SpawnOptions extends CommonOptions {
  readonly type?: string;
  readonly task?: string;
  readonly criterion?: string[];
  readonly timebox?: number;
  readonly profile?: string;
}

export function spawnCommand(): Command {
  return new Command('spawn')
    .description("write an agent's mission; with -- program args…, also run it here")
    .argument('<mission>', 'what the agent is asked')
    .argument(
      '[program...]',
      'after --: the program to run, with placeholders such as {missionFile}',
    )
    .option('--type <type>', 'researcher, analyst, developer, reviewer, executor, advisor, lead, …')
    .option('--task <id>', 'the task it serves')
    .option('--criterion <text>', 'how success is judged (repeatable)', several)
    .option('--timebox <time>', 'how long it may take, such as 45m or 2h', minutes)
    .option('--profile <name>', 'the profile it is launched through')
    .action(async (mission: string, program: string[], options: SpawnOptions) => {
      const launch = programAfterDashes('spawn', program);
      const workplace = Workplace.found(options);
      const agent = await workplace.open().run(spawnAgent, {
        mission: await given(mission),
        type: options.type,
        task: options.task,
        successCriteria: await givenEach(options.criterion),
        timeboxMinutes: options.timebox,
        profile: options.profile,
      });
      const terminal = new Terminal(options);
      if (launch) {
        await runHere(workplace, terminal, agent.id, launch);
        return;
      }
      const file = workplace.folder.shown(workplace.folder.document(missionPath(agent.id)));
      terminal.answer(
        agent,
        `${agent.id} spawned. Its mission: ${file}\nRun it with: atlas run ${agent.id} -- program args…`,
      );
    });
}
