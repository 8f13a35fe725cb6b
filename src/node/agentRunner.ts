import { constants } from 'node:os';
import * as path from 'node:path';
import spawn from 'cross-spawn';
import type { Atlas } from '../core/atlas';
import type { Agent } from '../core/model/context';
import { fillPlaceholders, type TerminalProfile } from '../core/model/profile';
import { endAgent, failAgentStart, startAgent } from '../core/operations/agentProcess';
import { forgetRun, recordRun } from './agentRun';
import { BIN_VARIABLE, LAUNCH_VARIABLE, placeholderValues } from './launch';
import type { OrchestrationFolder } from './orchestrationFolder';

/** How an agent's process ended. */
export interface RunEnd {
  readonly exitCode?: number;
  readonly signal?: string;
  /** Why it never began. */
  readonly failure?: string;
}

/**
 * Starts an agent's program in this terminal and records its start and its end in the orchestration.
 * The program has the terminal to itself (stdio is inherited), and is started by its arguments, never
 * through a shell. What it did is for its report to say: an end is not a success.
 * @throws AtlasError agentNotFound, agentAlreadyStarted (a terminal that was created again must not
 *   start its agent a second time)
 */
export async function runAgent(
  atlas: Atlas,
  folder: OrchestrationFolder,
  agentId: string,
  launch: TerminalProfile,
): Promise<{ agent: Agent; end: RunEnd }> {
  const started = await atlas.run(startAgent, { agent: agentId });
  recordRun(folder, started.id);
  try {
    const end = await runToEnd(folder, started, launch);
    const agent = await recordEnd(atlas, started, end);
    return { agent, end };
  } finally {
    forgetRun(folder, started.id);
  }
}

function recordEnd(atlas: Atlas, agent: Agent, end: RunEnd): Promise<Agent> {
  return end.failure === undefined
    ? atlas.run(endAgent, { agent: agent.id, exitCode: end.exitCode, signal: end.signal })
    : atlas.run(failAgentStart, { agent: agent.id, reason: end.failure });
}

function runToEnd(
  folder: OrchestrationFolder,
  agent: Agent,
  launch: TerminalProfile,
): Promise<RunEnd> {
  return new Promise((resolve) => {
    const child = spawn(
      launch.program,
      fillPlaceholders(launch.args, placeholderValues(folder, agent)),
      { cwd: folder.root, env: agentEnvironment(folder, agent), stdio: 'inherit' },
    );
    const passOn = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    // The terminal sends Ctrl+C to the agent as well; it decides what that means, and we outlive it.
    const stay = (): void => undefined;
    const settle = (end: RunEnd): void => {
      process.off('SIGINT', stay).off('SIGTERM', passOn).off('SIGHUP', passOn);
      resolve(end);
    };
    process.on('SIGINT', stay).on('SIGTERM', passOn).on('SIGHUP', passOn);
    child.once('error', (error) => {
      settle({ failure: startFailure(launch.program, error) });
    });
    child.once('exit', (exitCode, signal) => {
      settle(signal ? { signal } : { exitCode: exitCode ?? 0 });
    });
  });
}

/** The environment of the agent: this terminal's, who it is, and the way to report. */
function agentEnvironment(folder: OrchestrationFolder, agent: Agent): NodeJS.ProcessEnv {
  const { [LAUNCH_VARIABLE]: _launch, ...inherited } = process.env;
  const environment: NodeJS.ProcessEnv = {
    ...inherited,
    ATLAS_ROOT: folder.root,
    ATLAS_AGENT_ID: agent.id,
    ...(agent.session ? { ATLAS_SESSION: agent.session } : {}),
  };
  const bin = process.env[BIN_VARIABLE];
  if (bin) {
    // Windows spells it Path, and has only one of them.
    const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
    environment[name] = [bin, environment[name]].filter(Boolean).join(path.delimiter);
  }
  return environment;
}

function startFailure(program: string, error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return `${program} was not found`;
    case 'EACCES':
      return `${program} may not be run`;
    default:
      return error.message;
  }
}

/** Each system has some of the signals only. */
const SIGNAL_NUMBERS: Readonly<Partial<Record<string, number>>> = constants.signals;

/** The exit code a shell would show: the program's own, or 128 and the number of the signal. */
export function shellExitCode(end: RunEnd): number {
  if (end.signal) {
    return 128 + (SIGNAL_NUMBERS[end.signal] ?? 0);
  }
  return end.failure === undefined ? (end.exitCode ?? 0) : 127;
}
