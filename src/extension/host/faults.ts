import * as vscode from 'vscode';
import { AtlasError } from '../../core/errors';
import { errorText } from '../../core/errorText';
import { COMMANDS } from '../contributions';
import type { Log } from './log';
import { withoutLinks } from './words';

/** The one boundary at which faults become words: shown to a person, thrown at a program. */
export class Faults {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Shows a fault, with what can be done about it as buttons. */
  show(error: unknown): void {
    const { message, hint } = this.describe(error);
    const actions = error instanceof AtlasError ? actionsFor(error) : [];
    const buttons = actions.map(({ title }) => title);
    const words = withoutLinks(`${message} ${hint}`.trim());
    void vscode.window.showErrorMessage(words, ...buttons).then((chosen) => {
      actions.find(({ title }) => title === chosen)?.run();
    });
  }

  /** The fault as an error whose message a program, or a log, can show as it is. */
  toError(error: unknown): Error {
    const { message, hint } = this.describe(error);
    return new Error(`${message} ${hint}`.trim(), { cause: error });
  }

  describe(error: unknown): { message: string; hint: string } {
    if (error instanceof AtlasError) {
      return errorText(error, (template) => vscode.l10n.t(template));
    }
    this.#log.error(error instanceof Error ? error : String(error));
    return {
      message: vscode.l10n.t(
        'Atlas met a fault of its own: {0}',
        error instanceof Error ? error.message : String(error),
      ),
      hint: vscode.l10n.t('Details are in the Output view, under "Atlas".'),
    };
  }
}

interface Action {
  readonly title: string;
  readonly run: () => void;
}

function actionsFor({ code, params }: AtlasError): Action[] {
  switch (code) {
    case 'contextUnreadable':
    case 'contextInvalid':
      return [
        {
          title: vscode.l10n.t('Open File'),
          run: () => {
            void openInWorkspace(String(params['file']), Number(params['line']));
          },
        },
        repair(),
      ];
    case 'journalDamaged':
    case 'journalBehind':
      return [repair()];
    case 'noOrchestration':
      return [command(vscode.l10n.t('New Orchestration…'), COMMANDS.newOrchestration)];
    case 'alreadyExists':
      return [command(vscode.l10n.t('Resume Orchestration'), COMMANDS.resume)];
    case 'severalProjects':
    case 'projectNotFound':
      return [command(vscode.l10n.t('Choose Orchestration…'), COMMANDS.chooseOrchestration)];
    case 'untrusted':
      return [command(vscode.l10n.t('Manage Workspace Trust'), 'workbench.trust.manage')];
    case 'profileNotFound':
    case 'profileIncomplete':
    case 'programNotFound':
      return [
        {
          title: vscode.l10n.t('Open Settings'),
          run: () => {
            void vscode.commands.executeCommand(
              'workbench.action.openSettings',
              'atlas.agents.profiles',
            );
          },
        },
      ];
    case 'noFolder':
      return [command(vscode.l10n.t('Open Folder…'), 'workbench.action.files.openFolder')];
    default:
      return [];
  }
}

function repair(): Action {
  return command(vscode.l10n.t('Repair Files…'), COMMANDS.repairFiles);
}

function command(title: string, id: string): Action {
  return {
    title,
    run: () => {
      void vscode.commands.executeCommand(id);
    },
  };
}

/** Opens a file named from a workspace folder on, at a line counted from 1. */
async function openInWorkspace(file: string, line: number): Promise<void> {
  const start = new vscode.Position(Math.max(0, line - 1), 0);
  const selection = new vscode.Range(start, start);
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    try {
      await vscode.window.showTextDocument(vscode.Uri.joinPath(uri, file), { selection });
      return;
    } catch {
      // It lies in another folder of the workspace.
    }
  }
}
