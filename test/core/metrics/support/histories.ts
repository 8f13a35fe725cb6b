import * as fc from 'fast-check';
import { AtlasError } from '../../../../src/core/errors';
import { decisionsIn } from '../../../../src/core/model/decisions';
import { allTasks } from '../../../../src/core/model/lookup';
import { addObjective } from '../../../../src/core/operations/addObjective';
import { addTask } from '../../../../src/core/operations/addTask';
import { endAgent, failAgentStart, startAgent } from '../../../../src/core/operations/agentProcess';
import { cancelAgent } from '../../../../src/core/operations/cancelAgent';
import { cancelTask } from '../../../../src/core/operations/cancelTask';
import { completeTask } from '../../../../src/core/operations/completeTask';
import { decide } from '../../../../src/core/operations/decide';
import { endSession } from '../../../../src/core/operations/endSession';
import { failTask } from '../../../../src/core/operations/failTask';
import { judgeDecision } from '../../../../src/core/operations/judgeDecision';
import { newOrchestration } from '../../../../src/core/operations/newOrchestration';
import { raiseDecision } from '../../../../src/core/operations/raiseDecision';
import { recordInsight } from '../../../../src/core/operations/recordInsight';
import { reopenTask } from '../../../../src/core/operations/reopenTask';
import { reportAgent } from '../../../../src/core/operations/reportAgent';
import { saveContext } from '../../../../src/core/operations/saveContext';
import { spawnAgent } from '../../../../src/core/operations/spawnAgent';
import { startTask } from '../../../../src/core/operations/startTask';
import { verifyReport } from '../../../../src/core/operations/verifyReport';
import { Diary } from '../../support/diary';
import { sampleContext } from '../../support/sample';

/** What happens next, on whatever items there are by then, and how many minutes later. */
interface Happening {
  readonly verb: (typeof VERBS)[number];
  readonly pick: number;
  readonly minutes: number;
}

const VERBS = [
  'task',
  'startTask',
  'complete',
  'failTask',
  'cancelTask',
  'reopen',
  'raise',
  'decide',
  'judge',
  'insight',
  'learn',
  'spawn',
  'start',
  'startAgain',
  'report',
  'verify',
  'exit',
  'couldNotStart',
  'lose',
  'cancelAgent',
  'signal',
  'signal',
  'save',
  'edit',
  'endSession',
  'resume',
] as const;

/** What much of the rest needs to have happened. */
const OFTEN = ['task', 'spawn', 'spawn', 'spawn', 'start', 'start', 'start', 'raise'] as const;

const SIGNALS = ['working', 'needsInput', 'turnEnded'] as const;

/** Everything happens at whole minutes, so that a reference may look minute by minute. */
export const MINUTE_MS = 60_000;

export interface Past {
  readonly diary: Diary;
  /** ISO 8601 in UTC, some time after the last thing that happened. */
  readonly now: string;
}

/** Histories of some days, from a new orchestration or one that an older script had begun. */
export const histories: fc.Arbitrary<Past> = fc
  .record({
    older: fc.boolean(),
    happenings: fc.array(
      fc.record({
        verb: fc.oneof(
          { weight: 2, arbitrary: fc.constantFrom(...VERBS) },
          { weight: 1, arbitrary: fc.constantFrom(...OFTEN) },
        ),
        pick: fc.nat(60),
        // Mostly a busy hour, now and then some days.
        minutes: fc.oneof(
          { weight: 12, arbitrary: fc.nat(25) },
          { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 12_000 }) },
        ),
      }),
      { maxLength: 60, size: 'max' },
    ),
  })
  .map(({ older, happenings }) => live(older, happenings));

function live(older: boolean, happenings: readonly Happening[]): Past {
  let now = Date.parse('2026-03-01T12:00:00.000Z');
  const at = (): string => new Date(now).toISOString();
  const diary = new Diary();
  if (older) {
    diary.note(at(), [{ type: 'contextAdopted', context: sampleContext() }]);
  } else {
    diary.act(at(), newOrchestration, { project: 'Payments' });
  }
  diary.act(at(), addObjective, { description: 'Move it' });
  for (const happening of happenings) {
    now += happening.minutes * MINUTE_MS;
    try {
      happen(diary, happening, at());
    } catch (error) {
      // What cannot be done in this state is not done.
      if (!(error instanceof AtlasError)) {
        throw error;
      }
    }
  }
  now += 7 * MINUTE_MS;
  return { diary, now: at() };
}

function happen(diary: Diary, { verb, pick }: Happening, now: string): void {
  const { context } = diary;
  const chosen = (items: readonly { id: string }[]): string =>
    items[pick % Math.max(1, items.length)]?.id ?? 'none';
  const task = chosen(allTasks(context));
  const agent = chosen(context.spawned_agents ?? []);
  const decision = chosen(decisionsIn(context));
  const runs = context.spawned_agents?.find(({ id }) => id === agent)?.runs ?? 0;
  switch (verb) {
    case 'task':
      diary.act(now, addTask, {
        description: 'x',
        ...(pick % 3 === 0 ? { dependsOn: [task] } : {}),
      });
      break;
    case 'startTask':
      diary.act(now, startTask, { task, force: true });
      break;
    case 'complete':
      diary.act(now, completeTask, { task, outcome: 'x' });
      break;
    case 'failTask':
      diary.act(now, failTask, { task, reason: 'x' });
      break;
    case 'cancelTask':
      diary.act(now, cancelTask, { task, reason: 'x' });
      break;
    case 'reopen':
      diary.act(now, reopenTask, { task });
      break;
    case 'raise':
      diary.act(now, raiseDecision, { question: 'x' });
      break;
    case 'decide':
      diary.act(now, decide, { decision, choice: 'x', rationale: 'x' });
      break;
    case 'judge':
      diary.act(now, judgeDecision, { decision, good: pick % 2 === 0 });
      break;
    case 'insight':
      diary.act(now, recordInsight, { text: 'x' });
      break;
    case 'learn':
      diary.act(now, recordInsight, { text: 'x' }, agent);
      break;
    case 'spawn':
      diary.act(now, spawnAgent, { mission: 'x', ...(pick % 4 === 0 ? {} : { task }) });
      break;
    case 'start':
      diary.act(now, startAgent, { agent });
      break;
    case 'startAgain':
      diary.act(now, startAgent, { agent, run: runs + 1, purpose: 'goOn' });
      break;
    case 'report':
      diary.act(
        now,
        reportAgent,
        { agent, summary: 'x', status: pick % 3 === 0 ? 'failure' : 'success' },
        agent,
      );
      break;
    case 'verify':
      diary.act(now, verifyReport, { agent, accepted: pick % 2 === 0, note: 'x' });
      break;
    case 'exit':
      diary.act(now, endAgent, { agent, exitCode: 0 });
      break;
    case 'couldNotStart':
      diary.act(now, failAgentStart, { agent, reason: 'x' });
      break;
    case 'lose':
      diary.note(now, agent === 'none' ? [] : [{ type: 'agentLost', id: agent }]);
      break;
    case 'cancelAgent':
      diary.act(now, cancelAgent, { agent, reason: 'x' });
      break;
    case 'signal': {
      const signal = SIGNALS[pick % SIGNALS.length] ?? 'working';
      diary.note(now, agent === 'none' ? [] : [{ type: 'agentSignalled', id: agent, signal }]);
      break;
    }
    case 'save':
      diary.act(now, saveContext, {});
      break;
    case 'edit':
      diary.note(now, [
        {
          type: 'contextEdited',
          changes: [{ op: 'setKey', path: ['x-team'], value: pick }],
        },
      ]);
      break;
    case 'endSession':
      diary.act(now, endSession, {});
      break;
    case 'resume':
      diary.resume(now);
  }
}
