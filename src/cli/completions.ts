import type { Argument, Command, Option } from 'commander';
import type { Context, Task } from '../core/model/context';
import { agentState, type AgentState } from '../core/model/agentStates';
import { decisionsIn, pendingDecisions } from '../core/model/decisions';
import { allTasks, taskState } from '../core/model/lookup';
import type { TaskState } from '../core/model/taskStates';
import { LIST_STATUSES } from '../core/queries/listItems';
import { printed } from './completionScript';
import { Workplace } from './workplace';
import { firstLine } from '../node/words';

/** A word that can stand there, and what it is. */
type Candidate = readonly [value: string, description: string];
type Source = (context: Context) => Candidate[];

/** More than a person looks through; typing another letter finds the rest. */
const MOST = 200;

const everyObjective: Source = (context) =>
  (context.objectives ?? []).map(({ id, description }) => [id, description]);
const everyTask = tasks('pending', 'active', 'completed', 'failed', 'cancelled');
const openTask = tasks('pending', 'active');
const everyAgent = agents();
const everyDecision: Source = (context) =>
  decisionsIn(context).map(({ id, question }) => [id, question]);
const everything: Source = (context) =>
  [everyTask, everyObjective, everyAgent, everyDecision].flatMap((source) => source(context));

/** What the arguments of verbs stand for; the others are people's own words. */
const ARGUMENTS: Readonly<Record<string, Source>> = {
  'start task': tasks('pending'),
  'complete task': openTask,
  'edit id': (context) => [
    ...everyTask(context),
    ...everyObjective(context),
    ...pendingDecisions(context).map(({ id, question }): Candidate => [id, question]),
  ],
  'depend task': openTask,
  'priority task': openTask,
  'move task': everyTask,
  'fail task': openTask,
  'cancel task': openTask,
  'reopen task': tasks('completed', 'failed', 'cancelled'),
  'decide decision': (context) =>
    pendingDecisions(context).map(({ id, question }) => [id, question]),
  'judge decision': (context) =>
    (context.atlas?.decisions_made ?? []).map(({ id, question }) => [id, question]),
  'run agent': agents('spawned', 'exited_without_report', 'failed', 'lost'),
  'verify agent': agents('reported'),
  'worktrees agent': (context) =>
    (context.spawned_agents ?? [])
      .filter(({ branch }) => branch !== undefined)
      .map(({ id, mission }) => [id, mission]),
  'show id': everything,
};

/** The same for options, whatever the verb. */
const OPTIONS: Readonly<Record<string, Source>> = {
  objective: everyObjective,
  task: openTask,
  after: everyTask,
  before: everyTask,
  on: everyTask,
  'not-on': everyTask,
  to: everyObjective,
  'depends-on': everyTask,
  agent: everyAgent,
  item: everything,
  from: everything,
  status: () => [...new Set(Object.values(LIST_STATUSES).flat())].map((state) => [state, '']),
};

/**
 * What can stand in place of the last word, one a line, as the scripts of the shells read it.
 * @param words what was typed after `atlas`; the last may be empty
 */
export async function completions(
  verbs: readonly Command[],
  words: readonly string[],
): Promise<string> {
  const { RootCommand } = await import('@bomb.sh/tab');
  const root = new RootCommand();
  const ask = asking(words);
  for (const verb of verbs) {
    const known = root.command(verb.name(), verb.description());
    for (const option of verb.options) {
      const name = option.long?.slice(2) ?? '';
      if (option.required || option.optional) {
        known.option(
          name,
          option.description,
          offering(() => ask(ofOption(option, name))),
        );
      } else {
        known.option(name, option.description);
      }
    }
    for (const argument of verb.registeredArguments) {
      const source = ofArgument(argument, verb.name());
      known.argument(
        argument.name(),
        offering(() => ask(source)),
        argument.variadic,
      );
    }
  }
  return printed(() => {
    root.parse([...words]);
  });
}

function ofOption({ argChoices }: Option, name: string): Source | undefined {
  return choices(argChoices) ?? OPTIONS[name];
}

function ofArgument(argument: Argument, verb: string): Source | undefined {
  return choices(argument.argChoices) ?? ARGUMENTS[`${verb} ${argument.name()}`];
}

function choices(words: readonly string[] | undefined): Source | undefined {
  return words && (() => words.map((word) => [word, '']));
}

/** Asks a source about the context, which is read once, and only when somebody asks. */
function asking(words: readonly string[]): (source: Source | undefined) => Candidate[] {
  let context: Context | undefined;
  return (source) => {
    if (!source) {
      return [];
    }
    try {
      context ??= Workplace.found(named(words)).look();
    } catch {
      // Somebody is still typing: what is wrong with the files is said when the command is run.
      return [];
    }
    return source(context)
      .filter(([value]) => PLAIN.test(value))
      .slice(-MOST);
  };
}

/** A file of others may have ids that a shell would take for more than a word. */
const PLAIN = /^[\w.-]+$/;

/** Where the command that is being typed is to work. */
function named(words: readonly string[]): { cwd?: string; project?: string } {
  const after = (option: string): string | undefined => {
    const at = words.indexOf(option);
    return at < 0 ? undefined : words[at + 1] || undefined;
  };
  const [cwd, project] = [after('--cwd'), after('--project')];
  return { ...(cwd === undefined ? {} : { cwd }), ...(project === undefined ? {} : { project }) };
}

function offering(find: () => Candidate[]) {
  return (offer: (value: string, description: string) => void): void => {
    for (const [value, description] of find()) {
      offer(value, firstLine(description).replace(/\p{Cc}/gu, ' '));
    }
  };
}

function tasks(...states: TaskState[]): Source {
  return (context) =>
    allTasks(context)
      .filter((task: Task) => states.includes(taskState(context, task)))
      .map(({ id, description }) => [id, description]);
}

/** Agents in these states, or in any. */
function agents(...states: AgentState[]): Source {
  return (context) =>
    (context.spawned_agents ?? [])
      .filter((agent) => states.length === 0 || states.includes(agentState(agent)))
      .map(({ id, mission }) => [id, mission]);
}
