import { Argument, Command } from 'commander';
import type { Context } from '../../core/model/context';
import { agentList } from '../../core/queries/objectiveTree';
import { taskEntries } from '../../core/model/taskStates';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';
import { columns, firstLine } from '../words';

const KINDS = ['objectives', 'tasks', 'agents', 'insights', 'decisions'] as const;
type Kind = (typeof KINDS)[number];

interface Listing {
  readonly items: readonly unknown[];
  readonly rows: readonly string[][];
}

export function listCommand(): Command {
  return new Command('list')
    .description('list what the orchestration holds')
    .addArgument(new Argument('[kind]', 'what to list').choices(KINDS).default('tasks'))
    .action((kind: Kind, options: CommonOptions) => {
      const { items, rows } = LISTINGS[kind](Workplace.found(options).look());
      new Terminal(options).answer(items, rows.length > 0 ? columns(rows) : `No ${kind} yet.`);
    });
}

const LISTINGS: Record<Kind, (context: Context) => Listing> = {
  objectives: (context) => {
    const items = (context.objectives ?? []).map((item) => ({
      ...item,
      status: item.status ?? 'active',
    }));
    return {
      items,
      rows: items.map((item) => [item.id, item.status, firstLine(item.description)]),
    };
  },
  tasks: (context) => {
    const items = [...taskEntries(context).values()].map(({ task, state }) => ({
      ...task,
      status: state,
    }));
    return {
      items,
      rows: items.map((item) => [item.id, item.status, firstLine(item.description)]),
    };
  },
  agents: (context) => {
    const items = agentList(context).map(({ agent, state }) => ({ ...agent, status: state }));
    return {
      items,
      rows: items.map((item) => [item.id, item.status, item.type, firstLine(item.mission)]),
    };
  },
  insights: (context) => {
    const items = context.key_insights ?? [];
    return { items, rows: items.map((item, at) => [String(at + 1), firstLine(wordsOf(item))]) };
  },
  decisions: (context) => {
    const items = context.pending_decisions ?? [];
    return { items, rows: items.map((item) => [firstLine(wordsOf(item))]) };
  },
};

/** Insights and decisions of older contexts may be more than text. */
function wordsOf(item: unknown): string {
  return typeof item === 'string' ? item : JSON.stringify(item);
}
