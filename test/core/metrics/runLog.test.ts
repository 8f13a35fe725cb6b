import * as assert from 'node:assert/strict';
import type { JournalRecord } from '../../../src/core/journal/record';
import { RunLog, workOf } from '../../../src/core/metrics/runLog';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { signalAgent } from '../../../src/core/operations/signalAgent';
import { newOrchestration } from '../../../src/core/operations/newOrchestration';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { Diary } from '../support/diary';

const AGENT = 'AGENT_0001';
const NOW = '2026-03-04T12:00:00.000Z';

/** The work of one agent: `10:30 waited` is a stretch that ended so. */
function work(tell: (diary: Diary, at: (day: number, time: string) => string) => void): string[] {
  const diary = new Diary();
  const at = (day: number, time: string): string => `2026-03-0${day}T${time}:00.000Z`;
  diary.act(at(1, '09:00'), newOrchestration, { project: 'Payments' });
  diary.act(at(1, '09:00'), spawnAgent, { mission: 'x' });
  diary.act(at(1, '10:00'), startAgent, { agent: AGENT });
  tell(diary, at);
  const log = new RunLog();
  diary.records.forEach((record: JournalRecord) => {
    log.add(record);
  });
  const runs = log.runs({ context: diary.context, now: Date.parse(NOW) });
  return runs.flatMap(workOf).map(({ start, end, how }) => {
    const [from, to] = [start, end].map((ms) => new Date(ms).toISOString().slice(8, 16));
    return `${from} ${to} ${how}`;
  });
}

const signal = (name: 'needsInput' | 'working' | 'turnEnded') => ({ agent: AGENT, signal: name });

describe('the work of an agent', () => {
  it('is broken off by a wait for a person, over a night too', () => {
    const found = work((diary, at) => {
      diary.act(at(1, '10:30'), signalAgent, signal('needsInput'));
      diary.act(at(2, '09:00'), signalAgent, signal('working'));
      diary.act(at(2, '09:30'), reportAgent, { agent: AGENT, summary: 'x', status: 'success' });
    });
    assert.deepEqual(found, ['01T10:00 01T10:30 waited', '02T09:00 02T09:30 reported']);
  });

  it('ends for now where it waits still', () => {
    const found = work((diary, at) => {
      diary.act(at(1, '10:30'), signalAgent, signal('turnEnded'));
    });
    assert.deepEqual(found, ['01T10:00 01T10:30 waited']);
  });

  it('ended with the report that came out of a wait', () => {
    const found = work((diary, at) => {
      diary.act(at(1, '10:30'), signalAgent, signal('turnEnded'));
      diary.act(at(1, '18:00'), reportAgent, { agent: AGENT, summary: 'x', status: 'success' });
    });
    assert.deepEqual(found, ['01T10:00 01T10:30 reported']);
  });

  it('goes on through a pause of less than a minute, and up to now', () => {
    const found = work((diary, at) => {
      diary.act(at(1, '10:30'), signalAgent, signal('turnEnded'));
      diary.act(at(1, '10:30').replace('00.000', '59.999'), signalAgent, signal('working'));
    });
    assert.deepEqual(found, ['01T10:00 04T12:00 running']);
  });
});
