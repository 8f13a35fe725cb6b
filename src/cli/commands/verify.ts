import { Command, Option } from 'commander';
import type { Atlas } from '../../core/atlas';
import { AtlasError } from '../../core/errors';
import { agentState } from '../../core/model/agentStates';
import type { Agent, Task } from '../../core/model/context';
import { indexOf } from '../../core/model/contextIndex';
import { findAgent } from '../../core/model/lookup';
import { completeTask } from '../../core/operations/completeTask';
import { recordChecks } from '../../core/operations/recordChecks';
import { verifyReport } from '../../core/operations/verifyReport';
import { criteriaOf } from '../../core/queries/criteriaOf';
import { criteriaData, criteriaWords } from '../../node/criteriaWords';
import { itemWords } from '../../node/itemWords';
import { duration, howMany, severalTimes } from '../arguments';
import { checkHere } from '../checkHere';
import { EXIT } from '../exitCodes';
import { inHeldTerminal } from '../heldTerminal';
import { marks, type Marks } from '../marks';
import { given, givenIfAny } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface VerifyOptions extends CommonOptions, Marks {
  readonly check?: boolean;
  readonly yes?: boolean;
  readonly timeout?: number;
  readonly accept?: boolean;
  readonly despite?: string;
  readonly reject?: string;
  readonly note?: string;
  readonly complete?: boolean;
  readonly hold?: boolean;
  readonly onTold?: (signal: NodeJS.Signals) => void;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('check what an agent reported, and say whether it is what was asked for')
    .argument('<agent>', "the agent's id")
    .option('--check', 'check the criteria that a program can check')
    .option('--yes', 'allow the commands among them to be run')
    .option('--timeout <time>', 'how long each may take, such as 30s or 10m', duration)
    .option('--passed <number>', 'a criterion that you found to hold', severalTimes(howMany))
    .option('--failed <number-and-why...>', 'one that you found not to hold, and why')
    .addOption(new Option('--accept', 'it is what was asked for').conflicts('reject'))
    .addOption(
      new Option('--despite <why>', 'accept it although a criterion does not hold, and why')
        .conflicts('reject')
        .conflicts('note'),
    )
    .addOption(
      new Option('--reject <why>', 'it is not, and why').conflicts('note').conflicts('complete'),
    )
    .option('--note <text>', 'what the check showed')
    .option('--complete', 'complete its task as well, with the summary of the report as outcome')
    .option('--hold', 'keep the terminal open at the end until a key is pressed')
    .action(async (typed: string, options: VerifyOptions) => {
      const terminal = new Terminal(options);
      await inHeldTerminal(terminal, options.hold === true, (onTold) =>
        new Verification(Workplace.found(options), terminal, { ...options, onTold }).run(typed),
      );
    });
}

class Verification {
  readonly #workplace: Workplace;
  readonly #terminal: Terminal;
  readonly #options: VerifyOptions;

  constructor(workplace: Workplace, terminal: Terminal, options: VerifyOptions) {
    this.#workplace = workplace;
    this.#terminal = terminal;
    this.#options = options;
  }

  async run(typed: string): Promise<void> {
    const { accept, despite, reject, passed, failed, complete, check } = this.#options;
    const accepts = accept === true || despite !== undefined;
    const judges = accepts || reject !== undefined || passed !== undefined || failed !== undefined;
    const agent = reportedAgent(this.#workplace, typed);
    if (!judges && !check && !complete) {
      this.#look(agent);
      return;
    }
    if (judges && process.env['ATLAS_AGENT_ID'] === agent.id) {
      throw new AtlasError('ownReport', { id: agent.id });
    }
    if (complete) {
      mayComplete(agent, accepts);
    }
    const atlas = this.#workplace.open();
    const marked = await this.#mark(atlas, agent);
    const checked = check ? await this.#check(atlas, marked) : marked;
    const verified =
      accepts || reject !== undefined ? await this.#judge(atlas, checked, accepts) : checked;
    this.#answer(verified, complete ? await completed(atlas, verified) : undefined);
  }

  /** Shows what a person has to judge. @throws AtlasError verdictNeeded */
  #look(agent: Agent): void {
    const item = { ...agent, status: agentState(agent) };
    const words = itemWords({ kind: 'agent', item });
    if (item.status === 'verified') {
      this.#terminal.answer(item, words);
      return;
    }
    this.#terminal.show(words);
    throw new AtlasError('verdictNeeded', { id: agent.id });
  }

  async #mark(atlas: Atlas, agent: Agent): Promise<Agent> {
    const checks = await marks(agent, this.#options, process.env['ATLAS_AGENT_ID'] || 'a person');
    const reported = agent.report?.reported;
    return checks.length === 0
      ? agent
      : atlas.run(recordChecks, { agent: agent.id, reported, checks });
  }

  async #check(atlas: Atlas, agent: Agent): Promise<Agent> {
    const { yes = false, timeout: timeoutMs, onTold } = this.#options;
    return checkHere(this.#workplace, this.#terminal, atlas, agent, { yes, timeoutMs, onTold });
  }

  async #judge(atlas: Atlas, { id: agent }: Agent, accepted: boolean): Promise<Agent> {
    const { despite, reject, note } = this.#options;
    const why = despite ?? reject;
    return atlas.run(verifyReport, {
      agent,
      accepted,
      note: why === undefined ? await givenIfAny(note) : await given(why),
      despite: despite !== undefined,
    });
  }

  #answer(agent: Agent, done: Task | undefined): void {
    const { check, passed, failed } = this.#options;
    const shows = check === true || passed !== undefined || failed !== undefined;
    if (check && criteriaOf(agent).some((each) => each.check?.passed === false)) {
      process.exitCode = EXIT.failed;
    }
    const criteria = shows ? criteriaWords(agent, { brief: check === true }) : '';
    this.#terminal.answer(
      {
        ...agent,
        criteria: criteriaData(agent),
        ...(done ? { completed_task: done } : {}),
      },
      [criteria, this.#verdict(agent, done)].filter((part) => part !== '').join('\n\n'),
    );
  }

  /** What was said of the report, and what can be done next. */
  #verdict(agent: Agent, done: Task | undefined): string {
    const { id, task, verification } = agent;
    if (done) {
      return `${id} verified\n${done.id} completed: ${done.outcome ?? ''}`;
    }
    if (verification?.accepted === true) {
      const isOpen = task !== undefined && isActive(this.#workplace, task);
      return `${id} verified${isOpen ? `\nComplete ${task} with what was reported: atlas verify ${id} --complete` : ''}`;
    }
    if (verification?.accepted === false) {
      return [
        `${id} rejected: ${verification.note ?? ''}`,
        `Let it go on with the reason: atlas continue ${id}`,
        `Or send another one after it: atlas spawn "…" --follows ${id}`,
      ].join('\n');
    }
    return `Say what you make of it: atlas verify ${id} --accept, or --reject "why"`;
  }
}

/** @throws AtlasError agentNotFound, agentNotReported */
function reportedAgent(workplace: Workplace, typed: string): Agent {
  const agent = findAgent(workplace.look(), typed);
  const state = agentState(agent);
  if (state !== 'reported' && state !== 'verified') {
    throw new AtlasError('agentNotReported', { id: agent.id });
  }
  return agent;
}

/** Before anything is said of the report. @throws AtlasError verdictNeeded, inputInvalid */
function mayComplete(agent: Agent, accepts: boolean): void {
  if (!accepts && agentState(agent) !== 'verified') {
    throw new AtlasError('verdictNeeded', { id: agent.id });
  }
  if (agent.task === undefined) {
    throw new AtlasError('inputInvalid', {
      operation: 'verify',
      detail: `--complete: ${agent.id} serves no task`,
    });
  }
}

function completed(atlas: Atlas, { task = '', report }: Agent): Promise<Task> {
  return atlas.run(completeTask, { task, outcome: report?.summary ?? '' });
}

function isActive(workplace: Workplace, task: string): boolean {
  return indexOf(workplace.look()).listOf(task) === 'active_tasks';
}
