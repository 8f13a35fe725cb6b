import type { Agent, Objective, Report, Task } from './context';

/**
 * Everything that can happen to an orchestration. Operations decide events; `applyEvent` folds them
 * into the context. Events carry plain JSON values only, so that they can be kept as lines of a file.
 */
export type AtlasEvent =
  | { readonly type: 'orchestrationCreated'; readonly project: string }
  | { readonly type: 'sessionStarted'; readonly id: string; readonly started: string }
  | { readonly type: 'sessionContinued' }
  | { readonly type: 'sessionEnded'; readonly ended: string; readonly clean: boolean }
  | { readonly type: 'contextSaved' }
  | { readonly type: 'objectiveAdded'; readonly objective: Objective }
  | { readonly type: 'taskAdded'; readonly task: Task }
  | { readonly type: 'taskStarted'; readonly id: string }
  | { readonly type: 'taskCompleted'; readonly id: string; readonly outcome: string }
  | { readonly type: 'insightRecorded'; readonly text: string }
  | { readonly type: 'agentSpawned'; readonly agent: Agent }
  | { readonly type: 'agentStarted'; readonly id: string }
  | { readonly type: 'agentReported'; readonly id: string; readonly report: Report }
  | {
      readonly type: 'agentExited';
      readonly id: string;
      readonly exitCode?: number;
      readonly signal?: string;
    }
  | { readonly type: 'agentCouldNotStart'; readonly id: string; readonly reason: string };
