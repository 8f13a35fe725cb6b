import * as readline from 'node:readline/promises';
import type { Atlas } from '../core/atlas';
import { AtlasError } from '../core/errors';
import type { Agent } from '../core/model/context';
import { criteriaOf } from '../core/queries/criteriaOf';
import { writeWithoutWaiting } from '../node/writeWithoutWaiting';
import { checkAndRecord, checkFolderOf } from '../node/verification/checkReport';
import type { Terminal } from './terminal';
import type { Workplace } from './workplace';

export interface CheckHereOptions {
  /** The commands were allowed beforehand. */
  readonly yes: boolean;
  readonly timeoutMs?: number | undefined;
  /** Hears that the terminal was closed, or that we were told to end. */
  readonly onTold?: ((signal: NodeJS.Signals) => void) | undefined;
}

/**
 * Checks the criteria of a report, its commands in sight of whoever sits here, and only when allowed.
 * @throws AtlasError commandsNotAllowed, and what checkAndRecord throws
 */
export async function checkHere(
  workplace: Workplace,
  terminal: Terminal,
  atlas: Atlas,
  agent: Agent,
  { yes, timeoutMs, onTold }: CheckHereOptions,
): Promise<Agent> {
  const folder = checkFolderOf(workplace.folder, agent);
  const commands = criteriaOf(agent).flatMap(({ criterion }) =>
    criterion.kind === 'command' ? [criterion.text.replace(/^run:\s*/i, '')] : [],
  );
  if (commands.length > 0 && !yes && !(await mayRun(terminal, commands, folder))) {
    const params = { id: agent.id, folder, commands: commands.join('; ') };
    throw new AtlasError('commandsNotAllowed', params);
  }
  const abort = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    // Ctrl+C breaks off what runs; whoever pressed it is still there.
    if (signal !== 'SIGINT') {
      onTold?.(signal);
    }
    abort.abort();
  };
  writeWithoutWaiting(process.stderr);
  // A command has a process group of its own: whoever ends us means it as well.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  signals.forEach((signal) => process.on(signal, stop));
  try {
    const { agent: checked } = await checkAndRecord(atlas, workplace.folder, agent.id, {
      mayRun: true,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      onCommand: ({ text }) => {
        void terminal.pass(`$ ${text.replace(/^run:\s*/i, '')}\n`);
      },
      onOutput: (text) => terminal.pass(text),
      onFinding: ({ criterion, detail = '', outcome }) => {
        if (criterion.kind === 'command') {
          const [how = ''] = detail.split('\n');
          void terminal.pass(`${outcome === 'open' ? 'broken off' : how}\n\n`);
        }
      },
      signal: abort.signal,
    });
    return checked;
  } finally {
    signals.forEach((signal) => process.off(signal, stop));
  }
}

/** Without somebody to ask, nobody has allowed it. */
async function mayRun(
  terminal: Terminal,
  commands: readonly string[],
  folder: string,
): Promise<boolean> {
  if (terminal.json || !process.stdin.isTTY || !process.stderr.isTTY) {
    return false;
  }
  terminal.talk(`In ${folder} this runs:\n${commands.map((line) => `  ${line}`).join('\n')}`);
  const asking = readline.createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^\s*y(?:es)?\s*$/i.test(await asking.question('Run it? [y/N] '));
  } finally {
    asking.close();
  }
}
