import { createHash } from 'node:crypto';
import * as path from 'node:path';
import type { Agent } from '../core/model/context';
import { installShim } from './atlasShim';
import type { OwnProgram } from './launch/prepareLaunch';
import { privateFolder } from './launch/privateFolder';
import { BIN_VARIABLE, LAUNCH_VARIABLE } from './launch/terminalLaunch';
import type { OrchestrationFolder } from './orchestrationFolder';

/** The environment of the agent: this terminal's, who it is, and the way to report. */
export function agentEnvironment(
  folder: OrchestrationFolder,
  agent: Agent,
  own: OwnProgram,
): NodeJS.ProcessEnv {
  const { [LAUNCH_VARIABLE]: _launch, ...inherited } = process.env;
  const environment: NodeJS.ProcessEnv = {
    ...inherited,
    ATLAS_ROOT: folder.root,
    ATLAS_AGENT_ID: agent.id,
    ...(agent.session ? { ATLAS_SESSION: agent.session } : {}),
  };
  const bin = process.env[BIN_VARIABLE] || ownBin(own);
  if (bin !== undefined) {
    // Agents whose shells set PATH anew (Codex has login shells) find it by this.
    environment[BIN_VARIABLE] = bin;
    // Windows spells it Path, and has only one of them.
    const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
    environment[name] = [bin, environment[name]].filter(Boolean).join(path.delimiter);
  }
  return environment;
}

/** The folder of an `atlas` command that is this program, where no window has made one. */
function ownBin({ node, script }: OwnProgram): string | undefined {
  try {
    const bin = privateFolder(
      'bin',
      createHash('sha256').update(script).digest('hex').slice(0, 16),
    );
    installShim(bin, node, script);
    return bin;
  } catch {
    // The agent has two more ways to report.
    return undefined;
  }
}
