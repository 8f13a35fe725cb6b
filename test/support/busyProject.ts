import * as fs from 'node:fs';
import * as path from 'node:path';
import { addObjective } from '../../src/core/operations/addObjective';
import { addTask } from '../../src/core/operations/addTask';
import { endAgent, startAgent } from '../../src/core/operations/agentProcess';
import { completeTask } from '../../src/core/operations/completeTask';
import { decide } from '../../src/core/operations/decide';
import { endSession } from '../../src/core/operations/endSession';
import { failTask } from '../../src/core/operations/failTask';
import { judgeDecision } from '../../src/core/operations/judgeDecision';
import { newOrchestration } from '../../src/core/operations/newOrchestration';
import { raiseDecision } from '../../src/core/operations/raiseDecision';
import { recordInsight } from '../../src/core/operations/recordInsight';
import { reopenTask } from '../../src/core/operations/reopenTask';
import { reportAgent } from '../../src/core/operations/reportAgent';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { verifyReport } from '../../src/core/operations/verifyReport';
import { encodeRecord } from '../../src/node/journalLine';
import { Diary } from '../core/support/diary';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const MISSIONS = [
  ['researcher', 'Compare the sign-in providers by price, limits and support'],
  ['developer', 'Implement the adapter of the sign-in provider'],
  ['reviewer', 'Review the adapter and its tests'],
  ['analyst', 'Measure how long signing in takes on a slow network'],
] as const;

/**
 * Writes an orchestration that several agents worked on for some weeks, up to a moment: sessions, runs at
 * the same time, decisions in time and late, a failure, a task that was taken up again, reports that wait.
 */
export function writeBusyProject(folder: string, now: number): void {
  const diary = new Diary();
  const begin = now - 33 * DAY_MS;
  diary.act(iso(begin), newOrchestration, { project: 'Storefront sign-in' });
  diary.act(iso(begin + MINUTE_MS), addObjective, { description: 'Sign in with one account' });
  diary.act(iso(begin + 2 * MINUTE_MS), endSession, {});
  for (const [at, day] of [3, 4, 9, 10, 11, 17, 18, 24, 25, 29, 30, 32].entries()) {
    workOneDay(diary, begin + day * DAY_MS, at);
  }
  leaveSomething(diary, now);
  const file = path.join(folder, '.atlas', 'orchestrator', 'storefront_sign_in_journal.jsonl');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(
    file,
    diary.records.map((record) => `${encodeRecord(asWritten(record))}\n`).join(''),
  );
}

/** A day with two or three agents at once, and one question. */
function workOneDay(diary: Diary, start: number, day: number): void {
  let at = start;
  const later = (minutes: number): string => iso((at += minutes * MINUTE_MS));
  diary.resume(later(0));
  const tasks = MISSIONS.slice(0, 2 + (day % 3)).map(([, mission]) => {
    const { id } = diary.act(later(1), addTask, { description: mission, objective: '1' });
    return id;
  });
  const agents = tasks.map((task, index) => {
    const [type, mission] = MISSIONS[index] ?? MISSIONS[0];
    const { id } = diary.act(later(1), spawnAgent, {
      type,
      mission,
      task,
      successCriteria: ['The findings name their sources'],
      timeboxMinutes: 60,
    });
    return id;
  });
  agents.forEach((agent) => diary.act(later(day % 4 === 3 ? 25 : 2), startAgent, { agent }));
  const question = 'Which provider do we build on?';
  const { id: decision } = diary.act(later(3), raiseDecision, { question, options: ['A', 'B'] });
  diary.act(later(day % 3 === 0 ? 42 : 3), decide, {
    decision,
    choice: '1',
    rationale: 'It is cheaper, and it does what we need',
  });
  agents.forEach((agent, index) => {
    const failed = day === 4 && index === 0;
    diary.act(
      later(9),
      reportAgent,
      { agent, status: failed ? 'failure' : 'success', summary: 'It is done, with its tests' },
      agent,
    );
    diary.act(later(1), endAgent, { agent, exitCode: 0 });
    diary.act(later(4), verifyReport, { agent, accepted: !failed, note: 'Looked through' });
  });
  tasks.forEach((task, index) => {
    if (day === 4 && index === 0) {
      diary.act(later(2), failTask, { task, reason: 'The provider gave no access' });
    } else {
      diary.act(later(2), completeTask, { task, outcome: 'Done' });
    }
  });
  if (day === 6) {
    diary.act(later(1), reopenTask, { task: tasks[0] ?? '', reason: 'One case was missing' });
    diary.act(later(30), completeTask, { task: tasks[0] ?? '', outcome: 'Done, with that case' });
  }
  if (day % 2 === 0) {
    diary.act(later(1), judgeDecision, {
      decision,
      good: day !== 6,
      note: day === 6 ? 'Too slow' : 'It held',
    });
  }
  diary.act(later(2), recordInsight, { text: 'The free plan is limited by requests' });
  if (day !== 5) {
    diary.act(later(1), endSession, {});
  }
}

/** What is going on at the end: agents at work, reports and questions that wait. */
function leaveSomething(diary: Diary, now: number): void {
  let at = now - 180 * MINUTE_MS;
  const later = (minutes: number): string => iso((at += minutes * MINUTE_MS));
  diary.resume(later(0));
  for (let index = 0; index < 6; index += 1) {
    const [type, mission] = MISSIONS[index % MISSIONS.length] ?? MISSIONS[0];
    const { id: task } = diary.act(later(1), addTask, { description: mission, objective: '1' });
    const { id: agent } = diary.act(later(1), spawnAgent, {
      type,
      mission,
      task,
      ...(index % 2 === 0 ? {} : { successCriteria: ['It is measured'] }),
    });
    diary.act(later(1), startAgent, { agent });
    if (index < 5) {
      diary.act(later(20), reportAgent, { agent, summary: 'It is measured' }, agent);
    }
  }
  diary.act(later(1), raiseDecision, {
    question: 'Do we keep the old sign-in page for those who have no account with the provider?',
  });
  diary.act(later(20), raiseDecision, { question: 'How long does a session last?' });
}

/** As a store writes it: ids that sort by time, each naming the one before. */
function asWritten<T extends { readonly seq: number; readonly time: string }>(record: T) {
  const id = (seq: number): string => `01BUSY${String(seq).padStart(20, '0')}`;
  return { ...record, id: id(record.seq), prev: record.seq === 1 ? [] : [id(record.seq - 1)] };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
