import * as vscode from 'vscode';
import * as z from 'zod';
import { AtlasError } from '../../core/errors';
import { findAnyItem, type AnyItem } from '../../core/model/anyItem';
import type { Objective, Task } from '../../core/model/context';
import { taskState } from '../../core/model/lookup';
import { cancelTask } from '../../core/operations/cancelTask';
import { closeObjective } from '../../core/operations/closeObjective';
import { completeTask } from '../../core/operations/completeTask';
import { failTask } from '../../core/operations/failTask';
import { reopenTask } from '../../core/operations/reopenTask';
import { startTask } from '../../core/operations/startTask';
import { COMMANDS } from '../contributions';
import { askItem } from '../host/findItem';
import { required } from '../host/itemPrompts';
import type { Orchestration } from '../host/orchestration';
import { askOrchestration, requireTrust } from '../host/prompts';
import { askText } from '../host/question';
import type { Services } from '../host/services';

const STATUSES = [
  'active',
  'completed',
  'failed',
  'cancelled',
  'reopened',
  'achieved',
  'dropped',
] as const;
type Status = (typeof STATUSES)[number];

const Given = z.strictObject({
  item: z.string(),
  status: z.enum(STATUSES),
  reason: z.string().optional(),
});

/** One command for every state of a task or an objective; what it needs to know, it asks. */
export function registerSetStatus({ commands, orchestrations }: Services): vscode.Disposable {
  return commands.register<Objective | Task>(COMMANDS.setStatus, {
    async ask(at) {
      requireTrust();
      const orchestration = await askOrchestration(orchestrations, at);
      const found =
        orchestration &&
        (await askItem(orchestration, at, {
          title: vscode.l10n.t('Set Status'),
          kinds: ['task', 'objective'],
        }));
      const status = found && (await askStatus(orchestration, found));
      if (!status) {
        return undefined;
      }
      const reason = await askReason(found.item.id, status);
      return reason === undefined ? undefined : change(orchestration, found, status, reason);
    },
    async given(values, folder) {
      const orchestration = orchestrations.find(folder);
      const { item, status, reason = '' } = Given.parse(values);
      const found = orchestration.read((context) => findAnyItem(context, item));
      return change(orchestration, required(orchestration, found), status, reason);
    },
  });
}

async function askStatus(
  orchestration: Orchestration,
  found: AnyItem,
): Promise<Status | undefined> {
  const statuses = possible(orchestration, found);
  const chosen = await vscode.window.showQuickPick(
    statuses.map((status) => ({ label: statusWords(status), status })),
    {
      title: vscode.l10n.t('Set Status of {0}', found.item.id),
      placeHolder: vscode.l10n.t('What became of it?'),
    },
  );
  return chosen?.status;
}

function possible(orchestration: Orchestration, found: AnyItem): readonly Status[] {
  if (found.kind === 'objective') {
    const all = ['active', 'achieved', 'dropped'] as const;
    return all.filter((status) => status !== (found.item.status ?? 'active'));
  }
  const { item } = found;
  switch (orchestration.read((context) => taskState(context, item as Task))) {
    case 'pending':
      return ['active', 'completed', 'failed', 'cancelled'];
    case 'active':
      return ['completed', 'failed', 'cancelled'];
    default:
      return ['reopened'];
  }
}

function statusWords(status: Status): string {
  switch (status) {
    case 'active':
      return vscode.l10n.t('Active');
    case 'completed':
      return vscode.l10n.t('Completed');
    case 'failed':
      return vscode.l10n.t('Failed');
    case 'cancelled':
      return vscode.l10n.t('Cancelled');
    case 'reopened':
      return vscode.l10n.t('Open again');
    case 'achieved':
      return vscode.l10n.t('Achieved');
    case 'dropped':
      return vscode.l10n.t('Dropped');
  }
}

/** Empty where none is needed; undefined when the person thought better of it. */
async function askReason(id: string, status: Status): Promise<string | undefined> {
  return status === 'active'
    ? ''
    : askText({
        title: `${id}: ${statusWords(status)}`,
        prompt:
          status === 'completed' || status === 'achieved'
            ? vscode.l10n.t('What came of it?')
            : vscode.l10n.t('Why?'),
      });
}

function change(
  orchestration: Orchestration,
  found: AnyItem,
  status: Status,
  reason: string,
): Promise<Objective | Task> {
  const { id } = found.item;
  if (found.kind === 'objective') {
    if (status === 'active' || status === 'achieved' || status === 'dropped') {
      const because = reason === '' ? {} : { reason };
      return orchestration.run(closeObjective, { objective: id, status, ...because });
    }
  } else if (found.kind === 'task') {
    switch (status) {
      case 'active':
        return orchestration.run(startTask, { task: id });
      case 'completed':
        return orchestration.run(completeTask, { task: id, outcome: reason });
      case 'failed':
        return orchestration.run(failTask, { task: id, reason });
      case 'cancelled':
        return orchestration.run(cancelTask, { task: id, reason });
      case 'reopened':
        return orchestration.run(reopenTask, { task: id, ...(reason === '' ? {} : { reason }) });
      default:
    }
  }
  throw new AtlasError('inputInvalid', {
    operation: 'setStatus',
    detail: `status: "${status}" is none of ${id}`,
  });
}
