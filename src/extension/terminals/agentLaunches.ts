import * as vscode from 'vscode';
import { isAtWork, agentState } from '../../core/model/agentStates';
import type { Agent } from '../../core/model/context';
import type { RestartPurpose } from '../../core/model/events';
import type { TerminalProfile } from '../../core/model/profile';
import { missionPath } from '../../core/documents/paths';
import { canGoOn } from '../../core/launch/planLaunch';
import { firstRunWords } from '../../core/launch/firstRunWords';
import { startPrompt } from '../../core/launch/prompts';
import { AtlasError } from '../../core/errors';
import { runnerOf } from '../../node/agentRun';
import { createAgentWorktree, hasBranch, workFolderOf } from '../../node/git/agentWorktree';
import { firstRunQuestion } from '../../node/launch/firstRun';
import { promiseStart } from '../../node/launch/promisedStarts';
import { launchOf, type Launch } from '../../node/launch/terminalLaunch';
import type { Orchestration } from '../host/orchestration';
import { readyProfile } from '../host/profiles';
import type { AgentTerminals } from './agentTerminals';
import { LaunchTurns } from './launchTurns';

/** Makes sure that agents can reach this window over HTTP. */
export type ServeAgents = (orchestration: Orchestration) => Promise<unknown>;

/** Launches agents in terminals, for the first time and again. */
export class AgentLaunches {
  readonly #terminals: AgentTerminals;
  readonly #serve: ServeAgents;
  readonly #turns = new LaunchTurns();

  constructor(terminals: AgentTerminals, serve: ServeAgents) {
    this.#terminals = terminals;
    this.#serve = serve;
  }

  /**
   * Launches an agent for the first time; in a worktree of its own, which is made now, where it is to have one.
   * @throws AtlasError what createAgentWorktree throws
   */
  async start(orchestration: Orchestration, agent: Agent, profile: TerminalProfile): Promise<void> {
    // From here on it is this window that is to start it; when it closes before, that is noticed.
    promiseStart(orchestration.files, agent.id);
    if (hasBranch(agent) && workFolderOf(orchestration.files, agent) === undefined) {
      await createAgentWorktree(orchestration.files, agent, worktreeFolder(orchestration));
    }
    await this.#launch(orchestration, agent, profile, {});
  }

  /**
   * Goes on with an agent. One whose program is still there is told in its terminal; another one is started
   * again, in the conversation it had.
   * @throws AtlasError profileNotFound and the like, cannotGoOn, agentIsChat, worktreeNotFound
   */
  async goOn(orchestration: Orchestration, agent: Agent, purpose: RestartPurpose): Promise<void> {
    const { files } = orchestration;
    if (runnerOf(files, agent.id) !== undefined) {
      await this.#tell(orchestration, agent, purpose);
      return;
    }
    const profile = readyProfile(orchestration, agent.profile);
    if (profile.kind === 'chat' || !canGoOn(profile)) {
      throw new AtlasError('cannotGoOn', { id: agent.id, program: profile.name });
    }
    if (purpose === 'report' && agent.cli_session === undefined) {
      throw new AtlasError('conversationUnknown', { id: agent.id });
    }
    if (workFolderOf(files, agent) === undefined) {
      throw new AtlasError('worktreeNotFound', { id: agent.id });
    }
    const runs = agent.runs ?? (agent.started === undefined ? 0 : 1);
    await this.#launch(orchestration, agent, profile, { run: runs + 1, purpose });
  }

  /** The words go into the terminal as if typed; a line break in them would send them too early. */
  async #tell(orchestration: Orchestration, agent: Agent, purpose: RestartPurpose): Promise<void> {
    const terminal = await this.#terminals.find(orchestration, agent);
    if (!terminal) {
      throw new AtlasError('terminalNotFound', { id: agent.id });
    }
    const { files } = orchestration;
    const prompt = startPrompt(agent, files.shown(files.document(missionPath(agent.id))), purpose);
    terminal.show();
    if (isAtWork(agentState(agent)) || purpose === 'rework') {
      terminal.sendText(prompt.replace(/[\s\p{Cc}]+/gu, ' '));
    }
  }

  async #launch(
    orchestration: Orchestration,
    agent: Agent,
    profile: TerminalProfile,
    more: Partial<Launch>,
  ): Promise<void> {
    const { files } = orchestration;
    if (profile.mcp === 'http') {
      await this.#serve(orchestration);
    }
    const folder = workFolderOf(files, agent) ?? files.root;
    const trusted = vscode.workspace.isTrusted;
    sayFirst(profile, { folder, trusted });
    const launch = launchOf(onlyTerminal(profile), {
      ...limits(orchestration),
      trusted,
      ...more,
    });
    await this.#turns.take(orchestration, agent, (othersWait) => {
      const terminal = this.#terminals.launch(orchestration, agent, launch);
      // Of many only the last one is shown: each that is shown has to be drawn.
      if (!othersWait) {
        terminal.show(true);
      }
      return terminal;
    });
  }
}

/** What the program asks before it begins must not look like an agent that works. */
function sayFirst(
  profile: TerminalProfile,
  place: { readonly folder: string; readonly trusted: boolean },
): void {
  const question = firstRunQuestion(profile, place);
  if (question !== undefined && profile.like !== undefined) {
    const words = firstRunWords(question, profile.like, (template) => vscode.l10n.t(template));
    void vscode.window.showInformationMessage(words);
  }
}

/** A profile of a window has a name and a kind beside. */
function onlyTerminal(profile: TerminalProfile): TerminalProfile {
  const {
    name: _name,
    kind: _kind,
    ...terminal
  } = profile as TerminalProfile & {
    readonly name?: string;
    readonly kind?: string;
  };
  return terminal;
}

function limits({ workspaceFolder }: Orchestration): Partial<Launch> {
  const settings = vscode.workspace.getConfiguration('atlas.agents', workspaceFolder);
  return {
    graceMinutes: settings.get<number | null>('timeboxGraceMinutes', null),
    remind: settings.get('remindToReport', true),
  };
}

function worktreeFolder({ workspaceFolder }: Orchestration): string | undefined {
  const folder = vscode.workspace
    .getConfiguration('atlas.worktrees', workspaceFolder)
    .get<string>('folder', '');
  return folder === '' ? undefined : folder;
}
