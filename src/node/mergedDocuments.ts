import { missionDocument } from '../core/documents/mission';
import { missionPath, reportPath } from '../core/documents/paths';
import { reportDocument } from '../core/documents/report';
import type { Agent, Context } from '../core/model/context';
import { indexOf } from '../core/model/contextIndex';
import type { AtlasEvent } from '../core/model/events';
import { missionFacts } from '../core/queries/missionFacts';
import { hasConflictMarks } from './contextFile';
import { readIfThere, writeDocument } from './documents';
import type { OrchestrationFolder } from './orchestrationFolder';

/**
 * After a merge, the missions and reports of agents that had the same id: git has put both into one
 * file, or kept one of them. Each gets its own again; what stood there is kept beside it.
 */
export function restoreDocuments(
  folder: OrchestrationFolder,
  context: Context | undefined,
  news: readonly AtlasEvent[],
): void {
  if (!context) {
    return;
  }
  for (const event of news) {
    for (const { id } of event.type === 'branchesMerged' ? event.claims : []) {
      const agent = indexOf(context).find('agent', id);
      if (agent) {
        restoreMission(folder, context, agent);
        restoreReport(folder, agent);
      }
    }
  }
}

function restoreMission(folder: OrchestrationFolder, context: Context, agent: Agent): void {
  const path = missionPath(agent.id);
  const file = folder.document(path);
  const present = readIfThere(file);
  const spawned = `Spawned: ${agent.spawned ?? ''}`;
  if (present === undefined || hasConflictMarks(present) || !present.includes(spawned)) {
    const text = missionDocument(context, agent, missionFacts(context, agent));
    writeDocument(file, { path, text, mode: 'create' });
  }
}

function restoreReport(folder: OrchestrationFolder, agent: Agent): void {
  if (!agent.report) {
    return;
  }
  const path = reportPath(agent.id);
  const file = folder.document(path);
  const present = readIfThere(file) ?? '';
  const reported = `Reported: ${agent.report.reported}`;
  if (hasConflictMarks(present) || !present.includes(reported)) {
    writeDocument(file, { path, text: reportDocument(agent, agent.report), mode: 'create' });
  }
}
