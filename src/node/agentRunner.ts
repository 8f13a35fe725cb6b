import { constants } from 'node:os';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Atlas } from '../core/atlas';
import { AtlasError } from '../core/errors';
import { wrapUpRequest } from '../core/launch/prompts';
import { missionPath } from '../core/documents/paths';
import type { Agent } from '../core/model/context';
import { findAgent } from '../core/model/lookup';
import { endAgent, failAgentStart, startAgent } from '../core/operations/agentProcess';
import { timeOutAgent } from '../core/operations/timeboxAgent';
import type { AgentFamily } from './agentFamily';
import { agentEnvironment } from './agentEnvironment';
import { AgentProcess } from './agentProcess';
import { forgetRun, recordRun } from './agentRun';
import { AgentTimebox } from './agentTimebox';
import { errorCode } from './atomicFile';
import { findProgram } from './findProgram';
import { writeMark } from './launch/agentMarks';
import { takeNews } from './launch/agentNews';
import { findSession } from './launch/findSession';
import { OpencodeTalk } from './launch/opencodeTalk';
import { prepareLaunch, type OwnProgram, type PreparedLaunch } from './launch/prepareLaunch';
import type { Launch } from './launch/terminalLaunch';
import type { OrchestrationFolder } from './orchestrationFolder';
import { identifyProcess } from './processIdentity';
import { whatIsLeft } from './whatIsLeft';
import { collectWrittenReport } from './writtenReports';

/** How an agent's process ended. */
export interface RunEnd {
  readonly exitCode?: number;
  readonly signal?: string;
  /** Why it never began. */
  readonly failure?: string;
}

/** The agent after its run, and how that ended. */
export interface EndedRun {
  readonly agent: Agent;
  readonly end: RunEnd;
}

export interface RunOptions {
  readonly own: OwnProgram;
  /** Where it works; usually the workspace folder. */
  readonly workFolder?: string | undefined;
  /** Where what the program prints goes: into the terminal, or beside an answer that a machine reads. */
  readonly outputTo?: 'stdout' | 'stderr';
  /** Hears that somebody closed the terminal, or told us to end: nobody is there to read any more. */
  readonly onTold?: (signal: NodeJS.Signals) => void;
}

/**
 * Starts an agent's program in this terminal and records its start and its end in the orchestration.
 * The program has the terminal to itself (stdio is inherited), and is started by its arguments, never
 * through a shell. What it did is for its report to say: an end is not a success. Its timebox is watched
 * over, and nothing that it started outlives it.
 * @throws AtlasError agentNotFound, agentAlreadyStarted (a terminal that was created again must not
 *   start its agent a second time), cannotGoOn, conversationUnknown
 */
export async function runAgent(
  atlas: Atlas,
  folder: OrchestrationFolder,
  agentId: string,
  launch: Launch,
  { own, workFolder = folder.root, outputTo = 'stdout', onTold }: RunOptions,
): Promise<EndedRun> {
  const asked = atlas.read((context) => findAgent(context, agentId));
  if (!asked) {
    throw atlas.state.problem ?? new AtlasError('noOrchestration', { folder: folder.root });
  }
  const prepared = await prepareLaunch(folder, asked, launch, { own, workFolder });
  const { cliSession } = prepared.plan;
  const started = await atlas.run(startAgent, {
    agent: asked.id,
    run: launch.run,
    purpose: launch.purpose,
    ...(cliSession === undefined ? {} : { cliSession }),
  });
  const run = new Run(atlas, folder, started, { launch, prepared, own, onTold });
  try {
    const end = await run.toEnd({ cwd: workFolder, outputTo });
    const agent = await recordEnd(atlas, started, end);
    // Not before: by what stays behind, an end that could not be recorded is found out later.
    forgetRun(folder, started.id);
    return { agent, end };
  } finally {
    run.dispose();
  }
}

function recordEnd(atlas: Atlas, agent: Agent, end: RunEnd): Promise<Agent> {
  return end.failure === undefined
    ? atlas.run(endAgent, { agent: agent.id, exitCode: end.exitCode, signal: end.signal })
    : atlas.run(failAgentStart, { agent: agent.id, reason: end.failure });
}

/** What may still be going on when a program has ended, such as its last hook, has this long, in ms. */
const LAST_WORDS_MS = 1_500;

/** How often it is looked whether the agent has written its report into a file, in ms. */
const COLLECT_EVERY_MS = 2_000;

interface RunParts {
  readonly launch: Launch;
  readonly prepared: PreparedLaunch;
  readonly own: OwnProgram;
  readonly onTold: RunOptions['onTold'];
}

/** One run of an agent's program, from its start until nothing of it is left. */
class Run {
  readonly #atlas: Atlas;
  readonly #folder: OrchestrationFolder;
  readonly #agent: Agent;
  readonly #launch: Launch;
  readonly #prepared: PreparedLaunch;
  readonly #own: OwnProgram;
  readonly #onTold: RunOptions['onTold'];
  #process: AgentProcess | undefined;
  #timebox: AgentTimebox | undefined;
  #talk: OpencodeTalk | undefined;
  #mail: NodeJS.Timeout | undefined;
  #known: Parameters<typeof recordRun>[2] = {};
  /** The program was ended, or is about to be. */
  #ending = false;
  #hungUp = false;

  /** What the terminal tells us goes to the program; we stay until its end is recorded. */
  readonly #passOn = (signal: NodeJS.Signals): void => {
    this.#ending = true;
    this.#hungUp ||= signal === 'SIGHUP';
    this.#onTold?.(signal);
    void this.#process?.end(signal);
  };

  /** The terminal sends Ctrl+C to the agent as well; it decides what that means, and we outlive it. */
  readonly #interrupted = (): void => {
    if (this.#launch.headless) {
      this.#passOn('SIGINT');
    }
  };

  constructor(
    atlas: Atlas,
    folder: OrchestrationFolder,
    agent: Agent,
    { launch, prepared, own, onTold }: RunParts,
  ) {
    this.#atlas = atlas;
    this.#folder = folder;
    this.#agent = agent;
    this.#launch = launch;
    this.#prepared = prepared;
    this.#own = own;
    this.#onTold = onTold;
    process.on('SIGINT', this.#interrupted).on('SIGTERM', this.#passOn).on('SIGHUP', this.#passOn);
  }

  async toEnd({
    cwd,
    outputTo,
  }: {
    readonly cwd: string;
    readonly outputTo: 'stdout' | 'stderr';
  }): Promise<RunEnd> {
    const { program, args } = this.#prepared.plan;
    try {
      recordRun(this.#folder, this.#agent);
      const env = {
        ...agentEnvironment(this.#folder, this.#agent, this.#own),
        ...this.#prepared.write(),
      };
      const { headless } = this.#launch;
      const started = new AgentProcess({
        ...{ program, args, cwd, env, headless, outputTo },
        onOutput: this.#hearOutput(),
        onGrown: (family) => {
          this.#recordFamily(family);
        },
      });
      this.#process = started;
      const { pid } = started.child;
      this.#known = {
        ...this.#known,
        ...(pid === undefined ? {} : { program: identifyProcess(pid) }),
      };
      recordRun(this.#folder, this.#agent, this.#known);
      this.#timebox = this.#watchTimebox(cwd);
      this.#talk = this.#talkWith(this.#prepared);
      this.#mail = setInterval(() => {
        void this.#collectReport(cwd);
      }, COLLECT_EVERY_MS);
      const end = await started.ended();
      this.#talk?.dispose();
      await this.#endTheRest(started);
      await this.#collectReport(cwd);
      this.#ending ||= end.signal !== undefined;
      return end;
    } catch (error) {
      // Some faults of a start come as an event, others (too long, a NUL in an argument, no room) are thrown.
      return { failure: startFailure(program, error) };
    }
  }

  dispose(): void {
    this.#timebox?.dispose();
    this.#talk?.dispose();
    clearInterval(this.#mail);
    this.#process?.dispose();
    this.#prepared.clear();
    process
      .off('SIGINT', this.#interrupted)
      .off('SIGTERM', this.#passOn)
      .off('SIGHUP', this.#passOn);
    // At the very end: who closes the terminal now ends us, whatever it takes or does not take.
    if (this.#ending && !this.#hungUp) {
      restoreTerminal();
    }
  }

  /** Launchers end before the program that they started, and shells leave servers behind. */
  async #endTheRest(started: AgentProcess): Promise<void> {
    for (let waited = 0; waited < LAST_WORDS_MS && started.isThere; waited += 100) {
      await delay(100);
    }
    await started.end('SIGTERM');
  }

  /** By what is recorded, others find what is left of the agent when we were killed. */
  #recordFamily(family: AgentFamily): void {
    this.#known = { ...this.#known, family };
    try {
      recordRun(this.#folder, this.#agent, this.#known);
    } catch {
      // There is no room; the next time there may be. It is no reason to end a run.
    }
  }

  /** An agent whose sandbox lets nothing else through writes its report into a file. */
  async #collectReport(cwd: string): Promise<void> {
    try {
      await collectWrittenReport(this.#atlas, this.#folder, this.#agent.id, cwd);
    } catch {
      // It is looked for again, here, in windows, and when somebody comes back.
    }
  }

  /** Undefined where what the program prints is for people only. */
  #hearOutput(): ((chunk: Buffer) => void) | undefined {
    const { sessionField } = this.#prepared.plan;
    return sessionField === undefined
      ? undefined
      : findSession(sessionField, (cliSession) => {
          const { id } = this.#agent;
          void takeNews(this.#folder, id, { cliSession }, () => this.#atlas).catch(() => undefined);
        });
  }

  #talkWith({ plan, server }: PreparedLaunch): OpencodeTalk | undefined {
    return (
      server &&
      new OpencodeTalk(this.#atlas, this.#folder, {
        server,
        agent: this.#agent.id,
        conversation: plan.cliSession,
        prompt: plan.server?.prompt,
        remind: this.#launch.remind,
      })
    );
  }

  #watchTimebox(cwd: string): AgentTimebox {
    const { id, timebox_minutes: minutes = 0 } = this.#agent;
    return new AgentTimebox(this.#atlas, this.#agent, this.#launch.graceMinutes, {
      onOver: () => {
        // Its next hook hands this over. A window shows a notice as well.
        const words = wrapUpRequest(
          this.#folder.shown(this.#folder.document(missionPath(id))),
          minutes,
        );
        writeMark(this.#folder, id, 'words', words);
      },
      onEnd: () => {
        void this.#timeOut(cwd);
      },
    });
  }

  async #timeOut(cwd: string): Promise<void> {
    const left = await whatIsLeft(cwd);
    this.#ending = true;
    // Whether or not it can be recorded, its time is over.
    await this.#atlas.run(timeOutAgent, { agent: this.#agent.id, left }).catch(() => undefined);
    await this.#process?.end('SIGTERM');
  }
}

/**
 * A program that is ended leaves the terminal as it used it: on its second screen, without a cursor, with
 * the mouse and the keys in its own ways. (Codex and Gemini were seen to.)
 */
function restoreTerminal(): void {
  if (process.stdout.isTTY) {
    const off = ['?1049l', '?25h', '?2004l', '?1000l', '?1002l', '?1003l', '?1006l', '<u', '>4;0m'];
    process.stdout.write(off.map((mode) => `\u001b[${mode}`).join(''));
  }
  if (process.stdin.isTTY) {
    process.stdin.setRawMode(true).setRawMode(false);
  }
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
