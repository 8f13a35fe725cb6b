import * as vscode from 'vscode';
import type { Agent } from '../../core/model/context';
import type { TerminalProfile } from '../../core/model/profile';
import { launchAgent } from '../../core/operations/launchAgent';
import { spawnAgent } from '../../core/operations/spawnAgent';
import type { Orchestration } from '../host/orchestration';
import { readyProfile, type Profile } from '../host/profiles';
import { askMission, type MissionAids, type MissionStart } from './askMission';
import type { MissionAnswers } from './missionSteps';

/** The ways an agent can be launched. */
export interface Launchers {
  terminal(orchestration: Orchestration, agent: Agent, profile: TerminalProfile): Promise<void>;
  /** @returns whether the mission was sent, only written into the chat, or put on the clipboard */
  chat(orchestration: Orchestration, agent: Agent): Promise<'sent' | 'written' | 'copied'>;
}

/** Writes missions and launches their agents, for every command that leads there. */
export class Spawning {
  readonly #launchers: Launchers;
  readonly #aids: MissionAids;

  constructor(launchers: Launchers, aids: MissionAids) {
    this.#launchers = launchers;
    this.#aids = aids;
  }

  /** Asks for the mission; undefined when the person thought better of it. */
  async ask(orchestration: Orchestration, start: MissionStart): Promise<Agent | undefined> {
    const answers = await askMission(orchestration, start, this.#aids);
    return answers && this.spawn(orchestration, answers);
  }

  /** @throws AtlasError what `readyProfile` and `spawnAgent` throw; then nothing was written */
  async spawn(orchestration: Orchestration, answers: MissionAnswers): Promise<Agent> {
    if (answers.planned === true) {
      return orchestration.run(spawnAgent, answers);
    }
    // Before anything is written: a mission nobody can be launched for would only be in the way.
    const profile = readyProfile(orchestration, answers.profile);
    const agent = await orchestration.run(spawnAgent, { ...answers, profile: profile.name });
    await this.#launch(orchestration, agent, profile);
    return agent;
  }

  /** Launches an agent that was only planned, or that never began. */
  async launchPlanned(orchestration: Orchestration, planned: Agent): Promise<Agent> {
    const profile = readyProfile(orchestration, planned.profile);
    const input = { agent: planned.id, profile: profile.name };
    const agent = await orchestration.run(launchAgent, input);
    await this.#launch(orchestration, agent, profile);
    return agent;
  }

  async #launch(orchestration: Orchestration, agent: Agent, profile: Profile): Promise<void> {
    if (profile.kind === 'terminal') {
      await this.#launchers.terminal(orchestration, agent, profile);
      return;
    }
    const delivery = await this.#launchers.chat(orchestration, agent);
    if (delivery === 'written') {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The mission of {0} is in the chat. Send it when you are ready.', agent.id),
      );
    } else if (delivery === 'copied') {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'This VS Code has no chat. The request for {0} is on the clipboard.',
          agent.id,
        ),
      );
    }
  }
}
