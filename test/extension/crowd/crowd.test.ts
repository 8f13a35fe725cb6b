import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import { attention, type Attention } from '../../../src/core/queries/attention';
import { VIEWS } from '../../../src/extension/contributions';
import { outside } from '../support/outside';
import { agentsProcesses } from '../../support/agentsProcesses';
import { stations } from '../../support/stations';
import {
  atlas,
  listenToNotices,
  orchestratorFile,
  readContext,
  readJournal,
  root,
  rows,
  run,
} from '../support/window';
import { Drawing, Pulse, quantile } from './measures';

/** How many of each kind, and what becomes of them. */
const CROWD = [
  { profile: 'reports', count: 18, state: 'reported' },
  { profile: 'fails', count: 4, state: 'reported' },
  { profile: 'says nothing', count: 10, state: 'exited_without_report' },
  { profile: 'breaks', count: 4, state: 'exited_without_report' },
  // They are answered while the others work.
  { profile: 'asks', count: 6, state: 'reported' },
  { profile: 'hangs', count: 8, state: 'cancelled' },
] as const;
const ALL = CROWD.reduce((sum, { count }) => sum + count, 0);

/** What people are told of unless they wish otherwise. */
const TOLD = new Set(['needsInput', 'exitedWithoutReport', 'failureReported']);

/** A machine with two cores needs most of this for starting programs. */
const PATIENCE_MS = 120_000;

interface Stored {
  readonly id: string;
  readonly status?: string;
  readonly profile?: string;
  readonly ended?: string;
  readonly exit_code?: number;
  readonly report?: { readonly status: string; readonly summary: string };
}

interface Asked {
  readonly id: string;
  readonly agent?: string;
}

async function until(what: () => string, isSo: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    assert.ok(Date.now() < deadline, `waited, and still not: ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const context = () => readContext(orchestratorFile('crowd_context.json'));
const agents = () => context().spawned_agents as Stored[];
const spawnedAs = (profile: string) => agents().filter((agent) => agent.profile === profile);
const count = (isOne: (agent: Stored) => boolean) => agents().filter(isOne).length;

/**
 * How much of the time that the whole crowd takes may go by. The crowd is the measure: what else the machine has
 * to do makes it and what is measured slower alike. (Seen: 0.012, 0.034, 0.003, 0.004, 0.013 beside little else,
 * and 0.015, 0.034, 0.004, 0.008, 0.021 with three times as much to do.) A tree that is kept from being drawn
 * comes close to 1.
 */
const MOST = {
  'until most events were drawn': 1 / 25,
  'until the last of them was drawn': 1 / 8,
  'until most commands answered': 1 / 50,
  'until the slowest of them answered': 1 / 25,
  'at a standstill': 1 / 20,
};

describe('fifty agents at once', function () {
  this.timeout(2 * PATIENCE_MS);
  stations(this);

  const notices = listenToNotices();
  /** What waited for a person when all the questions were there. */
  let asking: readonly Attention[] = [];
  let drawing: Drawing;
  let pulse: Pulse;

  before(async () => {
    await run('atlas.newOrchestration', { project: 'crowd' });
    await vscode.commands.executeCommand(`${VIEWS.agents}.focus`);
    drawing = new Drawing(atlas().exports.trees.agents);
    pulse = new Pulse();
  });

  after(() => {
    drawing.dispose();
    pulse.dispose();
    notices.forget();
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  it('are spawned, and each runs or has ended', async () => {
    const kinds = CROWD.flatMap(({ profile, count: of }) =>
      Array.from({ length: of }, () => profile),
    );
    // Mixed, so that there is always something of everything going on.
    const mixed = kinds.map((profile, at) => ({ profile, order: (at * 17) % ALL }));
    mixed.sort((one, other) => one.order - other.order);
    const spawned = await Promise.all(
      mixed.map(({ profile }) => run<Stored>('atlas.spawnAgent', { mission: profile, profile })),
    );
    assert.equal(new Set(spawned.map(({ id }) => id)).size, ALL);
    await until(
      () => `all have begun, but only ${count((one) => one.status !== 'spawned')}`,
      () => count((one) => one.status !== 'spawned') === ALL,
    );
  });

  it('come to what each of them did, while people answer and cancel', async () => {
    await until(
      () => 'all questions are there',
      () => spawnedAs('asks').every(({ status }) => status === 'needs_input'),
    );
    asking = outside().read(attention) ?? [];
    await until(
      () => 'all questions are told',
      () => asking.filter(({ kind }) => kind === 'needsInput').every(({ key }) => isTold(key)),
    );
    const asked = context()['pending_decisions'] as Asked[];
    const answered = asked.map(({ id, agent }) => {
      const choice = Number(agent?.slice(-1)) % 2 === 0 ? 'yes' : 'no';
      return run('atlas.decide', { decision: id, choice, rationale: 'Because' });
    });
    const hanging = spawnedAs('hangs').map(({ id }) => id);
    const cancelled = hanging.map((agent) => run('atlas.cancelAgent', { agent, reason: 'Enough' }));
    await Promise.all([...answered, ...cancelled]);
    await until(
      () => `all are over, but not ${agents().filter(isGoingOn).map(words).join(', ')}`,
      () => !agents().some(isGoingOn),
    );
    for (const { profile, count: of, state } of CROWD) {
      const found = spawnedAs(profile).map(({ status }) => status);
      assert.deepEqual(
        found,
        Array.from({ length: of }, () => state),
        profile,
      );
    }
  });

  it('have left their reports, their exit codes and their answers', () => {
    for (const { id, profile, report, exit_code: code } of agents()) {
      const choice = Number(id.slice(-1)) % 2 === 0 ? 'yes' : 'no';
      const summaries: Readonly<Record<string, string>> = {
        reports: `${id} did it`,
        fails: `${id} could not`,
        asks: `${id} was told: ${choice}`,
      };
      assert.equal(report?.summary, summaries[profile ?? ''], id);
      if (profile !== 'hangs') {
        assert.equal(code, profile === 'breaks' ? 3 : 0, id);
      }
    }
    const events = readJournal(orchestratorFile('crowd_journal.jsonl'));
    const ids = events.filter(({ type }) => type === 'agentExited').map(({ data }) => data['id']);
    assert.deepEqual([ids.length, new Set(ids).size], [ALL, ALL], 'each end is told once');
  });

  it('stand in the view as they are', async () => {
    const shown = await rows('agents');
    assert.equal(shown.length, ALL);
    const saying = (start: string): number =>
      shown.filter(([, described]) => described.startsWith(start)).length;
    assert.deepEqual(
      ['reported success', 'reported failure', 'ended without a report', 'cancelled'].map(saying),
      [24, 4, 14, 8],
    );
    assert.match(
      atlas().exports.trees.badge?.tooltip ?? '',
      /14 ended without a report, 4 with a failure, 24 to verify$/,
    );
  });

  it('were each told of, none of them twice', () => {
    const untold = [...asking, ...(outside().read(attention) ?? [])]
      .filter(({ kind }) => TOLD.has(kind))
      .filter(({ key }) => !isTold(key));
    assert.deepEqual(untold, []);
    const single = notices.told
      .map(({ message }) => message)
      .filter((all) => all.startsWith('AGENT'));
    assert.equal(new Set(single).size, single.length, single.join('\n'));
    assert.ok(notices.told.length < ALL / 2, 'what comes together is told together');
  });

  it('left the window at work: drawn, and answering', () => {
    const events = readJournal(orchestratorFile('crowd_journal.jsonl'));
    const times = events.map((event) => Date.parse((event as unknown as { time: string }).time));
    const waits = drawing.waitsAfter(times);
    const { answersMs, longestBlockMs } = pulse;
    const workMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
    const shares = {
      'until most events were drawn': quantile(waits, 0.9) / workMs,
      'until the last of them was drawn': quantile(waits, 1) / workMs,
      'until most commands answered': quantile(answersMs, 0.9) / workMs,
      'until the slowest of them answered': quantile(answersMs, 1) / workMs,
      'at a standstill': longestBlockMs / workMs,
    };
    // In the suite's log.
    console.log(`${events.length} events in ${workMs} ms, ${drawing.draws} drawings`, shares);
    assert.ok(waits.length > ALL && answersMs.length > 5);
    for (const [what, share] of Object.entries(shares)) {
      const most = MOST[what as keyof typeof shares];
      assert.ok(share < most, `${what}: ${share} of the time, and ${most} is the most`);
    }
  });

  it('leave no process behind but the runners that hold their terminals, and those neither', async () => {
    if (process.platform !== 'linux') return;
    const others = () =>
      agentsProcesses(root()).filter(({ words: all }) => !all.includes('--hold'));
    await until(
      () => JSON.stringify(others()),
      () => others().length === 0,
    );
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await until(
      () => JSON.stringify(agentsProcesses(root())),
      () => agentsProcesses(root()).length === 0,
    );
  });
});

/** Whether some window has told an event; see src/node/noticeClaims.ts. */
function isTold(key: string): boolean {
  const name = createHash('sha256').update(`crowd\n${key}`).digest('hex').slice(0, 32);
  return fs.existsSync(orchestratorFile('local', 'notices', name));
}

function isGoingOn({ status, ended }: Stored): boolean {
  return ended === undefined || status === 'running' || status === 'needs_input';
}

function words({ id, profile, status }: Stored): string {
  return `${id} (${profile ?? ''}, ${status ?? ''})`;
}
