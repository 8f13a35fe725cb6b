import * as vscode from 'vscode';
import type { Agent } from '../../core/model/context';
import { parseInput } from '../../core/operation';
import { verifyReport } from '../../core/operations/verifyReport';
import { isRejected } from '../../core/queries/agentStanding';
import type { JudgedCriterion } from '../../core/queries/criteriaOf';
import { COMMANDS } from '../contributions';
import { agentNodeOf, askAgent, namedAgent } from '../host/agentPrompts';
import { AtlasNode } from '../host/atlasNode';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import { askText } from '../host/question';
import type { Services } from '../host/services';
import { afterRejection, offerCompletion } from './afterVerdict';
import type { AgentHooks } from './agentHooks';
import { judgeCriterion } from './judgeCriterion';
import type { Spawning } from './spawning';
import { pickVerdict } from './verdictPick';

export function registerVerifyReport(
  { commands, orchestrations }: Services,
  spawning: Spawning,
  hooks: AgentHooks,
): vscode.Disposable {
  return commands.register(COMMANDS.verifyReport, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const agent =
        orchestration &&
        (await askAgent(orchestration, at, {
          title: vscode.l10n.t('Verify Report'),
          which: ({ agent: each, state, settled }) =>
            state === 'reported' && !settled && !isRejected(each),
          none: vscode.l10n.t('No report waits to be verified.'),
        }));
      return agent && new Verification(orchestration, agent.id, spawning, hooks).run();
    },
    async given(values, folder) {
      return orchestrations.find(folder).run(verifyReport, parseInput(verifyReport, values));
    },
  });
}

/** One report looked at by one person: its criteria one by one, then the verdict and what follows it. */
class Verification {
  readonly #orchestration: Orchestration;
  readonly #id: string;
  readonly #spawning: Spawning;
  readonly #hooks: AgentHooks;

  constructor(orchestration: Orchestration, id: string, spawning: Spawning, hooks: AgentHooks) {
    this.#orchestration = orchestration;
    this.#id = id;
    this.#spawning = spawning;
    this.#hooks = hooks;
  }

  /** @returns the agent with its verdict; undefined when the person left it open */
  async run(): Promise<Agent | undefined> {
    for (;;) {
      const picked = await pickVerdict(this.#orchestration, this.#id);
      if (!picked) {
        return undefined;
      }
      switch (picked.act) {
        case 'open':
          await this.#open();
          break;
        case 'check':
          await this.#hooks.runChecks(this.#orchestration, this.#agent);
          break;
        case 'judge':
          if ((await this.#judge(picked.judged)) === 'left') {
            return undefined;
          }
          break;
        case 'complete':
          await offerCompletion(this.#orchestration, this.#agent);
          return this.#agent;
        default: {
          const done = await this.#decide(picked.act);
          if (done) {
            return done;
          }
        }
      }
    }
  }

  get #agent(): Agent {
    return namedAgent(this.#orchestration, this.#id);
  }

  async #open(): Promise<void> {
    const node = agentNodeOf(this.#orchestration, this.#agent);
    if (node) {
      const at = new AtlasNode(this.#orchestration, node);
      await vscode.commands.executeCommand(COMMANDS.openAgent, at);
    }
  }

  async #judge({ criterion }: JudgedCriterion): Promise<'judged' | 'left'> {
    if (criterion.kind === 'command' || criterion.kind === 'file') {
      await this.#hooks.runChecks(this.#orchestration, this.#agent);
      return 'judged';
    }
    return judgeCriterion(this.#orchestration, this.#agent, criterion, this.#spawning);
  }

  /** @returns undefined when no reason was given: the criteria are shown again */
  async #decide(act: 'accept' | 'despite' | 'reject'): Promise<Agent | undefined> {
    const note = act === 'accept' ? undefined : await askReason(this.#id, act);
    if (act !== 'accept' && note === undefined) {
      return undefined;
    }
    const agent = await this.#orchestration.run(verifyReport, {
      agent: this.#id,
      accepted: act !== 'reject',
      despite: act === 'despite',
      ...(note === undefined ? {} : { note }),
    });
    await (act === 'reject'
      ? afterRejection(this.#orchestration, agent, this.#spawning, this.#hooks)
      : offerCompletion(this.#orchestration, agent));
    return agent;
  }
}

function askReason(id: string, act: 'despite' | 'reject'): Promise<string | undefined> {
  return askText(
    act === 'reject'
      ? {
          title: vscode.l10n.t('Reject the Report of {0}', id),
          prompt: vscode.l10n.t('What is missing or wrong? Whoever does it again is told.'),
        }
      : {
          title: vscode.l10n.t('Accept the Report of {0} despite Open Criteria', id),
          prompt: vscode.l10n.t('Why is it good enough all the same?'),
        },
  );
}
