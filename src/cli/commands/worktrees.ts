import spawn from 'cross-spawn';
import { Argument, Command } from 'commander';
import { AtlasError } from '../../core/errors';
import { findAgent } from '../../core/model/lookup';
import { findProgram } from '../../node/findProgram';
import { hasBranch, type BranchAgent } from '../../node/git/agentWorktree';
import {
  listAgentWorktrees,
  removeAgentWorktree,
  type AgentWorktree,
} from '../../node/git/agentWorktrees';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';
import { columns } from '../../node/words';

interface WorktreesOptions extends CommonOptions {
  readonly force?: boolean;
}

const ACTS = ['list', 'open', 'remove'] as const;

export function worktreesCommand(): Command {
  return new Command('worktrees')
    .description('the git worktrees of agents: list them, open one in VS Code, remove one')
    .addArgument(new Argument('[act]', 'what to do').choices(ACTS).default('list'))
    .argument('[agent]', "the agent's id")
    .option('--force', 'remove it although it has work that is nowhere else')
    .action(
      async (act: (typeof ACTS)[number], typed: string | undefined, options: WorktreesOptions) => {
        const workplace = Workplace.found(options);
        const terminal = new Terminal(options);
        if (act === 'list') {
          await list(workplace, terminal);
          return;
        }
        const agent = branchAgent(workplace, act, typed);
        await (act === 'open'
          ? open(workplace, terminal, agent)
          : remove(workplace, terminal, agent, options.force === true));
      },
    );
}

async function list(workplace: Workplace, terminal: Terminal): Promise<void> {
  const worktrees = await listAgentWorktrees(workplace.folder, workplace.look());
  const rows = worktrees.map((each) => [each.agent, each.branch, standing(each), each.folder]);
  terminal.answer(worktrees, rows.length > 0 ? columns(rows) : 'No worktrees yet.');
}

function standing({ gone, uncommitted, ahead, alone, merged }: AgentWorktree): string {
  return [
    ...(gone ? ['folder deleted'] : []),
    ...(uncommitted > 0 ? [`${uncommitted} uncommitted`] : []),
    ahead === 0 ? 'no commits' : `${ahead} ahead`,
    ...(ahead > 0 && merged ? ['merged'] : []),
    ...(alone > 0 ? [`${alone} only here`] : []),
  ].join(', ');
}

/** @throws AtlasError worktreeNotFound */
async function open(workplace: Workplace, terminal: Terminal, agent: BranchAgent): Promise<void> {
  const worktrees = await listAgentWorktrees(workplace.folder, workplace.look());
  const found = worktrees.find((each) => each.agent === agent.id);
  if (!found || found.gone) {
    throw new AtlasError('worktreeNotFound', { id: agent.id });
  }
  // A machine that asks for the folder wants no window.
  const editor = terminal.json ? undefined : findProgram('code', workplace.folder.root);
  if (editor !== undefined) {
    spawn(editor, ['--new-window', found.folder], { stdio: 'ignore', detached: true })
      .once('error', () => undefined) // The folder is named all the same.
      .unref();
  }
  terminal.answer({ ...found, opened: editor !== undefined }, found.folder);
}

async function remove(
  workplace: Workplace,
  terminal: Terminal,
  agent: BranchAgent,
  force: boolean,
): Promise<void> {
  const removed = await removeAgentWorktree(workplace.folder, agent, { force });
  const branch = removed.branchDeleted
    ? `, and its branch ${removed.branch}, which is merged`
    : `; its commits are on the branch ${removed.branch}`;
  terminal.answer(removed, `Removed ${removed.root}${branch}.`);
}

/** @throws AtlasError agentNotFound, worktreeNotFound, inputInvalid */
function branchAgent(workplace: Workplace, act: string, typed: string | undefined): BranchAgent {
  if (typed === undefined) {
    const detail = `agent: say whose worktree, such as "atlas worktrees ${act} AGENT_0001"`;
    throw new AtlasError('inputInvalid', { operation: 'worktrees', detail });
  }
  const agent = findAgent(workplace.look(), typed);
  if (!hasBranch(agent)) {
    throw new AtlasError('worktreeNotFound', { id: agent.id });
  }
  return agent;
}
