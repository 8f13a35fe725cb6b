import type { Atlas } from '../../core/atlas';
import { AtlasError } from '../../core/errors';
import { agentState } from '../../core/model/agentStates';
import type { Agent } from '../../core/model/context';
import { readCriterion, type Criterion } from '../../core/model/criteria';
import { findAgent } from '../../core/model/lookup';
import { recordChecks } from '../../core/operations/recordChecks';
import { workFolderOf } from '../git/agentWorktree';
import type { OrchestrationFolder } from '../orchestrationFolder';
import { checkFile } from './checkFile';
import type { OnOutput } from './outputLines';
import { runCommand } from './runCommand';

const DEFAULT_TIMEOUT_MS = 10 * 60_000;

/** What checking a criterion came to. */
export interface Finding {
  readonly criterion: Criterion;
  /** `open`: nothing was found; `why` says whose it is to judge, or what kept it from being checked. */
  readonly outcome: 'passed' | 'failed' | 'open';
  readonly why?: 'person' | 'reviewer' | 'notAllowed' | 'brokenOff';
  /** What showed it. */
  readonly detail?: string;
}

export interface CheckOptions {
  /** Whether somebody allowed the commands to be run. */
  readonly mayRun: boolean;
  /** How long each command may take. */
  readonly timeoutMs?: number;
  /** Before a command is run. */
  readonly onCommand?: (criterion: Extract<Criterion, { kind: 'command' }>) => void;
  /** What a command prints, without what would steer a terminal. */
  readonly onOutput?: OnOutput;
  readonly onFinding?: (finding: Finding) => void;
  /** Breaks the checks off; what was not checked by then is open. */
  readonly signal?: AbortSignal;
}

export interface CheckedReport {
  readonly folder: string;
  /** One for each criterion, in the order of the mission. */
  readonly findings: readonly Finding[];
}

/**
 * Checks each success criterion of a report where its agent worked, one after another. Nothing is
 * recorded; see checkAndRecord.
 * @throws AtlasError agentNotReported, worktreeNotFound (the agent's work is not there to be checked)
 */
export async function checkReport(
  folder: OrchestrationFolder,
  agent: Agent,
  options: CheckOptions,
): Promise<CheckedReport> {
  const place = checkFolderOf(folder, agent);
  const findings: Finding[] = [];
  for (const text of agent.success_criteria ?? []) {
    const finding = await check(readCriterion(text), place, options);
    findings.push(finding);
    options.onFinding?.(finding);
  }
  return { folder: place, findings };
}

/**
 * The same, recording what was found. A report that came meanwhile gets no finding of the one before.
 * @throws AtlasError agentNotFound, agentNotReported, worktreeNotFound, reportReplaced
 */
export async function checkAndRecord(
  door: Pick<Atlas, 'run' | 'read'>,
  folder: OrchestrationFolder,
  agentId: string,
  options: CheckOptions,
): Promise<CheckedReport & { readonly agent: Agent }> {
  const agent = door.read((context) => findAgent(context, agentId));
  if (!agent) {
    throw new AtlasError('noOrchestration', { folder: folder.root });
  }
  const checked = await checkReport(folder, agent, options);
  const checks = checked.findings.flatMap(({ criterion, outcome, detail }) =>
    outcome === 'open' ? [] : [{ criterion: criterion.text, passed: outcome === 'passed', detail }],
  );
  const { id, report } = agent;
  const after = await door.run(recordChecks, { agent: id, reported: report?.reported, checks });
  return { ...checked, agent: after };
}

/**
 * Where the work of a report is to be checked.
 * @throws AtlasError agentNotReported, worktreeNotFound
 */
export function checkFolderOf(folder: OrchestrationFolder, agent: Agent): string {
  const state = agentState(agent);
  if (state !== 'reported' && state !== 'verified') {
    throw new AtlasError('agentNotReported', { id: agent.id });
  }
  const place = workFolderOf(folder, agent);
  if (place === undefined) {
    throw new AtlasError('worktreeNotFound', { id: agent.id });
  }
  return place;
}

async function check(
  criterion: Criterion,
  folder: string,
  { mayRun, timeoutMs = DEFAULT_TIMEOUT_MS, onCommand, onOutput, signal }: CheckOptions,
): Promise<Finding> {
  switch (criterion.kind) {
    case 'person':
    case 'reviewer':
      return { criterion, outcome: 'open', why: criterion.kind };
    case 'file': {
      const { passed, detail } = checkFile(folder, criterion);
      return { criterion, outcome: passed ? 'passed' : 'failed', detail };
    }
    case 'command': {
      if (!mayRun) {
        return { criterion, outcome: 'open', why: 'notAllowed' };
      }
      if (signal?.aborted) {
        return { criterion, outcome: 'open', why: 'brokenOff' };
      }
      onCommand?.(criterion);
      const { passed, detail, aborted } = await runCommand(criterion.command, folder, {
        timeoutMs,
        ...(onOutput ? { onOutput } : {}),
        ...(signal ? { signal } : {}),
      });
      return aborted
        ? { criterion, outcome: 'open', why: 'brokenOff', detail }
        : { criterion, outcome: passed ? 'passed' : 'failed', detail };
    }
  }
}
