import * as vscode from 'vscode';
import { parseInput } from '../../core/operation';
import { spawnAgent } from '../../core/operations/spawnAgent';
import { isUnstarted } from '../../core/queries/agentStanding';
import { COMMANDS } from '../contributions';
import { askAgent, namedAgent } from '../host/agentPrompts';
import { defaultProfile } from '../host/profiles';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { missionStart } from './missionStarts';
import type { Spawning } from './spawning';

export function registerSpawnAgent(
  { commands, orchestrations }: Services,
  spawning: Spawning,
): vscode.Disposable {
  return commands.register(COMMANDS.spawnAgent, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      return orchestration && spawning.ask(orchestration, missionStart(orchestration, at));
    },
    async given(values, folder) {
      const orchestration = orchestrations.find(folder);
      const profile = defaultProfile(orchestration);
      return spawning.spawn(orchestration, parseInput(spawnAgent, { profile, ...values }));
    },
  });
}

export function registerLaunchAgent(
  { commands, orchestrations }: Services,
  spawning: Spawning,
): vscode.Disposable {
  return commands.register(COMMANDS.launchAgent, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const agent =
        orchestration &&
        (await askAgent(orchestration, at, {
          title: vscode.l10n.t('Start Agent'),
          which: ({ agent: each, state }) =>
            state === 'planned' || (state === 'failed' && isUnstarted(each)),
          none: vscode.l10n.t('No agent waits to be started.'),
        }));
      return agent && spawning.launchPlanned(orchestration, agent);
    },
    async given({ agent }, folder) {
      const orchestration = orchestrations.find(folder);
      return spawning.launchPlanned(orchestration, namedAgent(orchestration, agent));
    },
  });
}
