import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { briefingPage } from '../../../src/core/documents/briefingPage';
import type { Context } from '../../../src/core/model/context';
import type { AtlasEvent } from '../../../src/core/model/events';
import type { RepositoryNews } from '../../../src/core/model/repository';
import { briefing, type Briefing } from '../../../src/core/queries/briefing';
import { contexts } from '../support/contexts';
import { freshContext, NOON } from '../support/play';

const SINCE = '2026-02-27T10:00:00.000Z';
const format = { time: (iso: string) => iso.slice(0, 10) };

const context: Context = {
  ...freshContext(),
  atlas: {
    schema_version: 2,
    revision: 9,
    session: { id: 'session_20260301_120000', started: NOON },
    previous_session: { id: 'session_20260227_090000', ended: SINCE, clean: true },
    closed_tasks: [
      { id: 'TASK_004', description: 'Guess', status: 'failed', outcome: 'No data', closed: NOON },
    ],
    decisions_made: [
      { id: 'DEC_002', question: 'When?', choice: 'Now', rationale: 'It is late', made: NOON },
    ],
  },
  objectives: [{ id: 'OBJ_001', description: 'Pay *faster*', status: 'active' }],
  completed_tasks: [
    { id: 'TASK_001', description: 'Measure', outcome: 'Two\nseconds', completed: NOON },
    { id: 'TASK_009', description: 'Before', outcome: 'x', completed: '2026-02-01T10:00:00.000Z' },
  ],
  active_tasks: [
    { id: 'TASK_002', description: 'Build', status: 'pending', depends_on: ['TASK_001'] },
    { id: 'TASK_003', description: 'Plan', status: 'active' },
  ],
  pending_decisions: [
    { id: 'DEC_001', question: 'Cache?', options: ['Yes', 'No'], raised: NOON },
    'Which bank?',
  ],
  key_insights: ['Caching pays'],
  spawned_agents: [
    {
      id: 'AGENT_0001',
      type: 'reviewer',
      mission: 'Review',
      status: 'reported',
      report: { status: 'success', summary: 'Fine', reported: NOON },
    },
    { id: 'AGENT_0002', type: 'developer', mission: 'Build it', status: 'lost', ended: NOON },
    { id: 'AGENT_0003', type: 'analyst', mission: 'Count', status: 'running', started: NOON },
    {
      id: 'AGENT_0004',
      type: 'developer',
      mission: 'x',
      status: 'failed',
      failure: 'claude was not found',
      ended: '2026-02-01T10:00:00.000Z',
    },
    {
      id: 'AGENT_0005',
      type: 'developer',
      mission: 'x',
      status: 'reported',
      report: { status: 'success', summary: 'Done', reported: NOON },
      verification: { accepted: false, note: 'No table', verified: NOON },
    },
  ],
};

const repository: RepositoryNews = {
  branch: 'main',
  head: '0123456789abcdef',
  upstream: 'origin/main',
  ahead: 2,
  behind: 1,
  uncommitted: 3,
  commits: Array.from({ length: 6 }, (_, at) => ({
    hash: `${at}123456789abcdef`,
    subject: `Change *${at}*`,
    author: 'Ann',
    time: NOON,
  })),
  commitCount: 7,
  branches: [
    { name: 'main', subject: 'x', time: NOON },
    { name: 'feature/login', subject: 'y', time: NOON },
  ],
};

const events: readonly AtlasEvent[] = [
  { type: 'insightRecorded', text: 'Caching pays', origin: 'TASK_001' },
  { type: 'taskAdded', task: { id: 'TASK_002', description: 'Build' } },
  { type: 'contextEdited', changes: [] },
  { type: 'branchesMerged', claims: [] },
];
const records = events.map((event, at) => ({
  seq: at + 1,
  id: `event ${at + 1}`,
  prev: [],
  time: NOON,
  actor: 'cli',
  session: null,
  event,
}));

function page(told: Briefing): string {
  return briefingPage(told, format);
}

describe('the page of the briefing', () => {
  it('tells what happened, what changed in git, what goes on, and what to do next', () => {
    const told = briefing(context, records, { now: NOON, since: SINCE, repository });
    assert.equal(
      page(told),
      `# Payments

Session 1 is going on, since 2026-03-01. You were last here until 2026-02-27.

## Since 2026-02-27

### Finished

- TASK_001 Measure: Two seconds

### Given up

- TASK_004 Guess (failed): No data

### Reported, to be verified

- AGENT_0001 (reviewer) reported success: Fine

### Rejected

- AGENT_0005 (developer) rejected: No table

### Without a report

- AGENT_0002 (developer) lost: Build it

### Waiting for your decision

- DEC_001 Cache? (1. Yes; 2. No)

### Decided

- DEC_002 When?: Now, because It is late

### Ready to start

- TASK_002 Build (waited for TASK_001)

### Learnt

- Caching pays (from TASK_001)

### Changed outside of Atlas

- 2026-03-01 the context file was edited: nothing changed

### Branches that came together

- 2026-03-01: nothing had the same id

Also: 1 task added.

## Still waiting from before

- Which bank?
- AGENT_0004 (developer) could not start: claude was not found

## In the repository

On the branch main, 2 ahead of and 1 behind origin/main; 7 new commits; 3 uncommitted files.

- 01234567 Change \\*0\\* (Ann)
- 11234567 Change \\*1\\* (Ann)
- 21234567 Change \\*2\\* (Ann)
- 31234567 Change \\*3\\* (Ann)
- 41234567 Change \\*4\\* (Ann)
- and 2 more

Other branches with new commits: feature/login.

## Running now

- AGENT_0003 (analyst) since 2026-03-01: Count

## Active tasks

- TASK_003 Plan

## What to do next

1. Decide DEC_001: Cache? (\`atlas decide DEC_001 "…"\`)
2. Look what became of AGENT_0002: Build it (\`atlas show AGENT_0002\`)
3. Look what became of AGENT_0004: claude was not found (\`atlas show AGENT_0004\`)
4. Send another agent, the report of AGENT_0005 was rejected: No table (\`atlas spawn "…" --follows AGENT_0005\`)
5. Verify the report of AGENT_0001: Fine (\`atlas verify AGENT_0001\`)
`,
    );
  });

  it('says in one line that nothing happened', () => {
    const quiet = briefing(freshContext(), [], { now: NOON, since: SINCE });
    assert.equal(
      page(quiet),
      `# Payments

Session 1 is going on, since 2026-03-01. You were last here until 2026-02-27.

## Since 2026-02-27

Nothing has happened.

## What to do next

1. Add an objective (\`atlas objective "…"\`)
`,
    );
    assert.match(
      page(briefing(freshContext(), [], { now: NOON, since: null })),
      /going on, since 2026-03-01\.\n\n## So far\n\nNothing has happened yet\.\n/,
    );
  });

  it('says little of a repository in which little happened', () => {
    const { upstream: _upstream, ahead: _ahead, behind: _behind, ...alone } = repository;
    const still = { ...alone, branch: null, uncommitted: 0, commits: [], commitCount: 0 };
    const told = briefing(freshContext(), [], {
      now: NOON,
      since: SINCE,
      repository: { ...still, branches: [] },
    });
    assert.match(
      page(told),
      /\n\nOn the commit 01234567; no new commits; nothing uncommitted\.\n\n## What/,
    );
  });

  it('cuts long lists, and says how much is left out', () => {
    const completed_tasks = Array.from({ length: 42 }, (_, at) => ({
      id: `TASK_${100 + at}`,
      description: 'x',
      completed: NOON,
    }));
    const many = briefing({ ...context, completed_tasks }, [], { now: NOON, since: SINCE });
    const text = page(many);
    assert.equal(many.finished.length, 42);
    assert.equal(text.match(/^- TASK_1\d\d x$/gm)?.length, 10);
    assert.match(text, /- TASK_109 x\n- and 32 more\n/);
  });

  it('cuts long words, by whole letters', () => {
    const completed_tasks = [
      { id: 'TASK_1', description: '\u{1F680}'.repeat(500), completed: NOON },
      {
        id: 'TASK_2',
        description: `${' '.repeat(10_000)}a${' '.repeat(10_000)}b`,
        completed: NOON,
      },
    ];
    const text = page(briefing({ ...context, completed_tasks }, [], { now: NOON, since: SINCE }));
    assert.ok(text.includes(`- TASK_1 ${'\u{1F680}'.repeat(239)}…\n`));
    assert.match(text, /^- TASK_2 a ?…$/m);
  });

  it('names an agent that is over its timebox', () => {
    const [, , running] = context.spawned_agents ?? [];
    const late = { ...running, timebox_minutes: 1 } as never;
    const told = briefing({ ...freshContext(), spawned_agents: [late] }, [], {
      now: '2026-03-01T13:00:00.000Z',
      since: SINCE,
    });
    assert.match(page(told), /1\. AGENT_0003 is over its timebox: ask it to wrap up: Count \(/);
  });

  /** Everything that Markdown and terminals could take for something else. */
  const hostile = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 5 }),
        fc.constantFrom(
          '\n# x',
          '\n\n- y',
          '\n```\n',
          '`',
          '*',
          '<b>',
          '[a](b)',
          '|',
          '\u001b[31m',
        ),
        fc.constantFrom(
          '\r',
          '\u0000',
          '\u0085',
          '\u2028',
          '\n1. z',
          '\n---\n',
          '~~',
          '_',
          '\t> q',
        ),
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(''));

  /** Every text inside replaced; states and times stay, or there would be nothing to tell. */
  function spoilt<T>(value: T, words: string, key = ''): T {
    if (typeof value === 'string') {
      return (/^(status|time|\w+ed|made|hash)$/.test(key) ? value : words) as T;
    }
    if (Array.isArray(value)) {
      return value.map((inner: unknown) => spoilt(inner, words, key)) as T;
    }
    return typeof value === 'object' && value !== null
      ? (Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [name, spoilt(inner, words, name)]),
        ) as T)
      : value;
  }

  const marks = (text: string): string[] =>
    text.split('\n').map((line) => /^(#+ |- |\d+\. |\S|)/.exec(line)?.[1] ?? 'blank');

  it('keeps its form and holds no control characters, whatever people and agents write', () => {
    const told = (words: string): string =>
      page(
        briefing(spoilt(context, words), records, {
          now: NOON,
          since: SINCE,
          repository: spoilt(repository, words),
        }),
      );
    const plain = marks(told('plain'));
    fc.assert(
      fc.property(hostile, (words) => {
        const text = told(`x${words}x`);
        assert.doesNotMatch(text, /[^\P{Cc}\n]/u);
        assert.deepEqual(marks(text), plain);
        assert.doesNotMatch(text.replaceAll(/^\d+\. .*$/gm, ''), /(?<!\\)(?:\\\\)*[`<|]/);
      }),
    );
  });

  it('can be made of any context', () => {
    fc.assert(
      fc.property(contexts, fc.constantFrom(null, SINCE, 'on Monday'), (any, since) => {
        const text = page(briefing(any, [], { now: NOON, since }));
        assert.doesNotMatch(text, /[^\P{Cc}\n]|undefined|NaN|\[object/u);
        assert.match(text, /^# .*\n\nSession /);
        assert.match(text, /\n## What to do next\n\n.+\n$|\n## What to do next\n\n(1\. .+\n)/s);
      }),
    );
  });
});
