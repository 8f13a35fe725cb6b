import { addObjective } from '../../../src/core/operations/addObjective';
import { addTask } from '../../../src/core/operations/addTask';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { completeTask } from '../../../src/core/operations/completeTask';
import { newOrchestration } from '../../../src/core/operations/newOrchestration';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { briefing, type Briefing } from '../../../src/core/queries/briefing';
import { lookBack } from '../../../src/core/queries/lookBack';
import { Diary } from './diary';

export const MONDAY = '2026-03-02T';
export const TUESDAY = '2026-03-03T';

/** What a person is told who comes at this moment. */
export function told(diary: Diary, now = `${TUESDAY}12:00:00.000Z`): Briefing {
  const { since, records } = lookBack(diary.context, diary.history);
  return briefing(diary.context, records, { now, since });
}

export function ids(items: readonly { readonly id: string | null }[]): (string | null)[] {
  return items.map(({ id }) => id);
}

/** An orchestration that was left on Monday at noon, with an objective, three tasks and an agent at work. */
export function leftOnMonday(): Diary {
  const diary = new Diary();
  diary.act(`${MONDAY}09:00:00.000Z`, newOrchestration, { project: 'Payments' });
  diary.act(`${MONDAY}09:01:00.000Z`, addObjective, { description: 'Pay faster' });
  diary.act(`${MONDAY}09:02:00.000Z`, addTask, { description: 'Measure', objective: '1' });
  const build = { description: 'Build', objective: '1', dependsOn: ['1'] };
  diary.act(`${MONDAY}09:03:00.000Z`, addTask, build);
  diary.act(`${MONDAY}09:04:00.000Z`, addTask, { description: 'Old', objective: '1' });
  diary.act(`${MONDAY}09:05:00.000Z`, completeTask, { task: '3', outcome: 'Done before' });
  diary.act(`${MONDAY}09:06:00.000Z`, spawnAgent, { mission: 'Time it', task: '1' });
  diary.act(`${MONDAY}09:07:00.000Z`, startAgent, { agent: '1' }, 'AGENT_0001');
  return diary;
}
