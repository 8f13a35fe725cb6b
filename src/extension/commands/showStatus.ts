import * as vscode from 'vscode';
import { AtlasError } from '../../core/errors';
import type { Briefing } from '../../core/queries/briefing';
import { status, type Status } from '../../core/queries/status';
import { comeBack, readBriefing } from '../../node/comeBack';
import { COMMANDS } from '../contributions';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import type { Services } from '../host/services';

/** The pages that people read. */
export interface ShownPages {
  readonly status: (orchestration: Orchestration) => Promise<void>;
  readonly briefing: (orchestration: Orchestration, told: Briefing) => Promise<void>;
}

/**
 * Show Status and Show Briefing only look; Resume Orchestration begins the next session, and tells what
 * happened since the last one.
 */
export function registerShowStatus(
  { commands, orchestrations }: Services,
  pages: ShownPages,
): vscode.Disposable {
  const show = async (orchestration: Orchestration): Promise<Status> => {
    const found = requireStatus(orchestration);
    await pages.status(orchestration);
    return found;
  };
  const resume = async (orchestration: Orchestration): Promise<Briefing> => {
    const told = await comeBack(orchestration, orchestration.files);
    await pages.briefing(orchestration, told);
    return told;
  };
  const brief = async (orchestration: Orchestration): Promise<Briefing> => {
    requireStatus(orchestration);
    const asksGit = vscode.workspace.isTrusted;
    const told = await readBriefing(orchestration, orchestration.files, { asksGit });
    await pages.briefing(orchestration, told);
    return told;
  };
  return vscode.Disposable.from(
    commands.register(COMMANDS.showBriefing, {
      async ask(at) {
        const orchestration =
          at?.orchestration ??
          orchestrations.current ??
          (await askOrchestration(orchestrations, at));
        return orchestration && brief(orchestration);
      },
      async given(_values, folder) {
        return brief(orchestrations.find(folder));
      },
    }),
    commands.register(COMMANDS.showStatus, {
      async ask(at) {
        const orchestration =
          orchestrations.current ?? (await askOrchestration(orchestrations, at));
        return orchestration && show(orchestration);
      },
      async given(_values, folder) {
        return show(orchestrations.find(folder));
      },
    }),
    commands.register(COMMANDS.resume, {
      async ask(at) {
        requireTrust();
        const orchestration = await askOrchestration(orchestrations, at);
        return orchestration && resume(orchestration);
      },
      async given(_values, folder) {
        return resume(orchestrations.find(folder));
      },
    }),
  );
}

function requireStatus(orchestration: Orchestration): Status {
  const { problem } = orchestration.state;
  if (problem) {
    throw problem;
  }
  const found = orchestration.read(status);
  if (!found) {
    throw new AtlasError('noOrchestration', { folder: orchestration.files.root });
  }
  return found;
}
