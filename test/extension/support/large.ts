import * as fs from 'node:fs';

export const TASKS = 5_000;

/** Writes a context of more than a megabyte, as another program would have left it. */
export function writeLargeContext(file: string): void {
  const words = 'It has to be said at some length what is to be done, and why, and how to tell. ';
  const task = (_: unknown, index: number): object => ({
    id: `TASK_${String(index + 1).padStart(3, '0')}`,
    description: `Task number ${index + 1}. ${words.repeat(3)}`,
    objective: `OBJ_${String((index % 20) + 1).padStart(3, '0')}`,
    status: 'pending',
  });
  const objective = (_: unknown, index: number): object => ({
    id: `OBJ_${String(index + 1).padStart(3, '0')}`,
    description: `Objective number ${index + 1}`,
    status: 'active',
  });
  const context = {
    project_name: 'Large',
    created_date: '2026-01-01T10:00:00',
    last_session: null,
    objectives: Array.from({ length: 20 }, objective),
    completed_tasks: [],
    active_tasks: Array.from({ length: TASKS }, task),
    pending_decisions: [],
    key_insights: [],
    spawned_agents: [],
    metrics: { total_sessions: 0 },
  };
  fs.writeFileSync(file, JSON.stringify(context, undefined, 2));
}
