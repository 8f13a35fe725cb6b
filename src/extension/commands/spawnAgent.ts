import * as vscode from 'vscode';
import { parseInput } from '../../core/operation';
import type { Agent } from '../../core/model/context';
import { spawnAgent } from '../../core/operations/spawnAgent';
import { COMMANDS } from '../contributions';
import type { Orchestration } from '../host/orchestration';
import { launchOf, type Launch } from '../../node/launch/terminalLaunch';
import { graceMinutes } from '../host/graceMinutes';
import { defaultProfile, readyProfile, type Profile } from '../host/profiles';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';
import { askMission, type MissionAnswers } from './askMission';

/** The ways an agent can be launched. */
export interface Launchers {
  terminal(orchestration: Orchestration, agent: Agent, launch: Launch): void;
  /** @returns whether the mission was sent, only written into the chat, or put on the clipboard */
  chat(orchestration: Orchestration, agent: Agent): Promise<'sent' | 'written' | 'copied'>;
}

export function registerSpawnAgent(
  { commands, orchestrations }: Services,
  launchers: Launchers,
): vscode.Disposable {
  const spawn = async (orchestration: Orchestration, answers: MissionAnswers): Promise<Agent> => {
    // Before anything is written: a mission nobody can be launched for would only be in the way.
    const profile = readyProfile(orchestration, answers.profile);
    const agent = await orchestration.run(spawnAgent, { ...answers, profile: profile.name });
    await launch(launchers, orchestration, agent, profile);
    return agent;
  };
  return commands.register(COMMANDS.spawnAgent, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const answers = orchestration && (await askMission(orchestration, at));
      return answers && spawn(orchestration, answers);
    },
    async given(values, folder) {
      const orchestration = orchestrations.find(folder);
      const profile = defaultProfile(orchestration);
      return spawn(orchestration, parseInput(spawnAgent, { profile, ...values }));
    },
  });
}

async function launch(
  launchers: Launchers,
  orchestration: Orchestration,
  agent: Agent,
  profile: Profile,
): Promise<void> {
  if (profile.kind === 'terminal') {
    const { name: _name, kind: _kind, ...terminal } = profile;
    launchers.terminal(
      orchestration,
      agent,
      launchOf(terminal, { graceMinutes: graceMinutes(orchestration) }),
    );
    return;
  }
  const delivery = await launchers.chat(orchestration, agent);
  if (delivery === 'written') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The mission of {0} is in the chat. Send it when you are ready.', agent.id),
    );
  } else if (delivery === 'copied') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This VS Code has no chat. The request for {0} is on the clipboard.', agent.id),
    );
  }
}
