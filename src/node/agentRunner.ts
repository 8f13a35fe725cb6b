import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import * as path from 'node:path';
import spawn from 'cross-spawn';
import type { Atlas } from '../core/atlas';
import type { Agent } from '../core/model/context';
import { fillPlaceholders, type TerminalProfile } from '../core/model/profile';
import { endAgent, failAgentStart, startAgent } from '../core/operations/agentProcess';
import { forgetRun, recordRun } from './agentRun';
import { errorCode } from './atomicFile';
import { findProgram } from './findProgram';
import { BIN_VARIABLE, LAUNCH_VARIABLE, placeholderValues } from './launch';
import type { OrchestrationFolder } from './orchestrationFolder';

/** How an agent's process ended. */
export interface RunEnd {
  readonly exitCode?: number;
  readonly signal?: string;
  /** Why it never began. */
  readonly failure?: string;
}

export interface RunOptions {
  /** Where what the program prints goes: into the terminal, or beside an answer that a machine reads. */
  readonly outputTo?: 'stdout' | 'stderr';
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
  { outputTo = 'stdout' }: RunOptions = {},
): Promise<{ agent: Agent; end: RunEnd }> {
  const started = await atlas.run(startAgent, { agent: agentId });
  const signals = new TerminalSignals();
  try {
    const end = await runToEnd(signals, launch.program, () => {
      recordRun(folder, started);
      const args = fillPlaceholders(launch.args, placeholderValues(folder, started));
      return spawn(launch.program, args, {
        cwd: folder.root,
        env: agentEnvironment(folder, started),
        stdio: ['inherit', outputTo === 'stdout' ? 'inherit' : process.stderr, 'inherit'],
      });
    });
    const agent = await recordEnd(atlas, started, end);
    // Not before: by what stays behind, an end that could not be recorded is found out later.
    forgetRun(folder, started.id);
    return { agent, end };
  } finally {
    signals.dispose();
  }
}

/** What the terminal tells us goes to the program; we stay until its end is recorded. */
class TerminalSignals {
  #program: ChildProcess | undefined;

  readonly #passOn = (signal: NodeJS.Signals): void => {
    this.#program?.kill(signal);
  };

  /** The terminal sends Ctrl+C to the agent as well; it decides what that means, and we outlive it. */
  readonly #stay = (): void => undefined;

  constructor() {
    process.on('SIGINT', this.#stay).on('SIGTERM', this.#passOn).on('SIGHUP', this.#passOn);
  }

  passTo(program: ChildProcess): void {
    this.#program = program;
  }

  dispose(): void {
    process.off('SIGINT', this.#stay).off('SIGTERM', this.#passOn).off('SIGHUP', this.#passOn);
  }
}

function recordEnd(atlas: Atlas, agent: Agent, end: RunEnd): Promise<Agent> {
  return end.failure === undefined
    ? atlas.run(endAgent, { agent: agent.id, exitCode: end.exitCode, signal: end.signal })
    : atlas.run(failAgentStart, { agent: agent.id, reason: end.failure });
}

async function runToEnd(
  signals: TerminalSignals,
  program: string,
  start: () => ChildProcess,
): Promise<RunEnd> {
  try {
    const child = start();
    signals.passTo(child);
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exitCode, signal) => {
        resolve(signal ? { signal } : { exitCode: exitCode ?? 0 });
      });
    });
  } catch (error) {
    // Some faults of a start come as an event, others (too long, a NUL in an argument, no room) are thrown.
    return { failure: startFailure(program, error) };
  }
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

function startFailure(program: string, error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOENT':
      return `${program} was not found`;
    case 'EACCES':
      // Linux says so too of a name that is nowhere, when it may not look into one folder of PATH.
      return path.basename(program) === program && findProgram(program, '.') === undefined
        ? `${program} was not found`
        : `${program} may not be run`;
    case 'E2BIG':
      return `the arguments of ${program} are too long for this system: hand over {missionFile} instead of {mission}`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

const SIGNAL_NUMBERS: Readonly<Record<string, number | undefined>> = constants.signals;

/** The exit code a shell would show: the program's own, or 128 and the number of the signal. */
export function shellExitCode(end: RunEnd): number {
  if (end.signal) {
    return 128 + (SIGNAL_NUMBERS[end.signal] ?? 0);
  }
  return end.failure === undefined ? (end.exitCode ?? 0) : 127;
}
