import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { inline } from '../../../src/core/documents/markdown';
import { sessionSentence, tellingStatus } from '../../../src/core/documents/statusPage';
import type { Context } from '../../../src/core/model/context';
import { status } from '../../../src/core/queries/status';
import { atOnce } from '../../../src/core/slices';
import { freshContext, NOON } from '../support/play';
import { sampleContext } from '../support/sample';

const statusPage = (...given: Parameters<typeof tellingStatus>): string =>
  atOnce(tellingStatus(...given));

const format = { time: (iso: string) => iso.slice(0, 10) };

function sectionOf(page: string, heading: string): string[] {
  const lines = page.split('\n');
  const from = lines.indexOf(heading);
  assert.notEqual(from, -1, `${heading} is not in\n${page}`);
  const rest = lines.slice(from + 1);
  const to = rest.findIndex((line) => line.startsWith('#'));
  return rest.slice(0, to < 0 ? undefined : to).filter((line) => line !== '');
}

const since: Context = {
  ...freshContext(),
  atlas: {
    schema_version: 1,
    revision: 9,
    session: { id: 'session_20260301_120000', started: NOON },
    previous_session: { id: 'session_20260227_090000', ended: '2026-02-27T10:00:00.000Z' },
  },
  objectives: [{ id: 'OBJ_001', description: 'Pay *faster*' }],
  active_tasks: [
    {
      id: 'TASK_002',
      description: 'Build',
      status: 'pending',
      objective: 'OBJ_001',
      depends_on: ['TASK_003'],
    },
    { id: 'TASK_003', description: 'Plan', status: 'active', objective: 'OBJ_001' },
  ],
  completed_tasks: [
    {
      id: 'TASK_001',
      description: 'Measure',
      objective: 'OBJ_001',
      outcome: 'Two seconds',
      completed: NOON,
    },
  ],
  spawned_agents: [
    {
      id: 'AGENT_0001',
      type: 'reviewer',
      mission: 'Review',
      status: 'reported',
      task: 'TASK_003',
      report: { status: 'success', summary: 'Fine', reported: NOON },
    },
    {
      id: 'AGENT_0002',
      type: 'developer',
      mission: 'Build it',
      status: 'exited_without_report',
      ended: NOON,
    },
    {
      id: 'AGENT_0003',
      type: 'developer',
      mission: 'Measure',
      status: 'reported',
      task: 'TASK_001',
      report: { status: 'success', summary: 'Measured', reported: '2026-02-26T10:00:00.000Z' },
    },
    {
      id: 'AGENT_0004',
      type: 'developer',
      mission: 'x',
      status: 'failed',
      failure: 'claude was not found',
      ended: NOON,
    },
  ],
};

describe('the status page', () => {
  it('shows the tasks of each objective, and how far each has come', () => {
    const page = statusPage(since, format);
    assert.deepEqual(sectionOf(page, '## OBJ_001 Pay \\*faster\\*'), [
      '1 of 3 tasks completed.',
      '- ✓ TASK_001 Measure: Two seconds',
      '- ○ TASK_002 Build (waits for TASK_003)',
      '- ● TASK_003 Plan (active)',
    ]);
  });

  it('tells what happened since the session before', () => {
    assert.deepEqual(sectionOf(statusPage(since, format), '## Since 2026-02-27'), [
      '- TASK_001 completed: Two seconds',
      '- AGENT_0001 reported success: Fine',
      '- AGENT_0002 ended without a report: Build it',
      '- AGENT_0004 could not start: claude was not found',
    ]);
  });

  it('tells what waits for a person, but not reports whose task is completed', () => {
    assert.deepEqual(sectionOf(statusPage(since, format), '## Waiting for you'), [
      '- AGENT_0004 (developer) could not start: claude was not found',
      '- AGENT_0002 (developer) ended without a report: Build it',
      '- AGENT_0001 (reviewer) reported success: Fine',
    ]);
  });

  it('says so when nothing happened', () => {
    const quiet = { ...since, completed_tasks: [], spawned_agents: [] };
    assert.deepEqual(sectionOf(statusPage(quiet, format), '## Since 2026-02-27'), [
      'Nothing was completed or reported.',
    ]);
  });

  it('counts in a table', () => {
    assert.deepEqual(sectionOf(statusPage(since, format), '# Payments').slice(1), [
      '| | |',
      '|---|---|',
      '| **Phase** | synthesis & decision |',
      '| **Objectives** | 1 active, 0 achieved |',
      '| **Tasks** | 1 active, 0 ready, 1 blocked, 1 completed |',
      '| **Agents** | 0 running, 2 reported, 1 ended without a report, 1 could not start |',
      '| **Insights** | 0 |',
    ]);
  });

  it('tells the example of the process document as it is', () => {
    const page = `
# project_alpha

Session 12 was the last one; it began 2024-01-15. The next begins with what you do next.

| | |
|---|---|
| **Phase** | agent orchestration |
| **Objectives** | 1 active, 0 achieved |
| **Tasks** | 1 active, 0 ready, 23 completed |
| **Agents** | 0 running, 0 reported, 1 spawned |
| **Insights** | 2 |

## OBJ_001 Migrate authentication to OAuth2

No tasks yet.

## Tasks without an objective

1 of 2 tasks completed.

- ✓ TASK_001 Research OAuth providers: Selected Auth0
- ● TASK_025 Implement Auth0 integration (active)
`;
    assert.equal(statusPage(sampleContext(), format), page.trimStart());
  });

  it('has nothing but counts when the orchestration has only begun', () => {
    const page = statusPage(freshContext(), format);
    assert.deepEqual(page.match(/^#.*$/gm), ['# Payments']);
    assert.match(page, /\n\| \*\*Tasks\*\* \| 0 active, 0 ready, 0 completed \|\n/);
    assert.match(page, /\n\| \*\*Agents\*\* \| 0 running, 0 reported \|\n/);
  });

  it('tells of one thing that happened, and of a task that is ready', () => {
    const one = {
      ...since,
      completed_tasks: [],
      spawned_agents: since.spawned_agents?.slice(0, 1),
    };
    const active_tasks = [
      { id: 'TASK_002', description: 'Build', status: 'pending', objective: 'OBJ_001' },
    ];
    const page = statusPage({ ...one, active_tasks }, format);
    assert.deepEqual(sectionOf(page, '## Since 2026-02-27'), [
      '- AGENT_0001 reported success: Fine',
    ]);
    assert.deepEqual(sectionOf(page, '## OBJ_001 Pay \\*faster\\*'), [
      '0 of 1 tasks completed.',
      '- ○ TASK_002 Build (ready)',
    ]);
  });

  it('lets no words of people or agents become headings, lists, tables, links or code', () => {
    const words =
      'a\n# b\n- [c](http://d) `e` |f| <img src=x onerror=alert(1)> **g** _h_ ~~i~~ &lt; !';
    const hostile = statusPage(
      {
        ...since,
        project_name: words,
        objectives: [{ id: 'OBJ_001', description: words }],
        active_tasks: [{ id: 'TASK_003', description: words, objective: 'OBJ_001' }],
        completed_tasks: [{ id: 'TASK_001', description: words, outcome: words, completed: NOON }],
        spawned_agents: [
          {
            id: 'AGENT_0001',
            type: words,
            mission: words,
            status: 'failed',
            failure: words,
            ended: NOON,
          },
        ],
      },
      format,
    );
    const plain = statusPage({ ...since, project_name: 'a' }, format);
    const marks = (page: string): string[] => page.match(/^(#+|\|)/gm) ?? [];
    assert.equal(
      marks(hostile).filter((mark) => mark === '|').length,
      marks(plain).filter((mark) => mark === '|').length,
    );
    assert.equal((hostile.match(/^# /gm) ?? []).length, 1);
    assert.doesNotMatch(hostile, /(?<!\\)(?:[`<]|\[c)/);
  });
});

describe('sessionSentence', () => {
  const sentence = (context: Context): string => sessionSentence(status(context), format);

  it('says since when the session is going on, and when the one before ended', () => {
    assert.equal(
      sentence(since),
      'Session 1 is going on, since 2026-03-01. The one before ended 2026-02-27.',
    );
  });

  it('says when the last session ended', () => {
    const session = {
      id: 'session_20260301_120000',
      started: NOON,
      ended: '2026-03-02T10:00:00.000Z',
    };
    const ended = { ...since, atlas: { schema_version: 1, revision: 1, session } };
    assert.match(sentence(ended), /^Session 1 was the last one; it ended 2026-03-02\./);
  });

  it('says nothing of times that it does not know', () => {
    const bare = { project_name: 'bare', last_session: 'monday', metrics: { total_sessions: 4 } };
    assert.equal(
      sentence(bare),
      'Session 4 was the last one. The next begins with what you do next.',
    );
  });
});

describe('the status page of a large orchestration', () => {
  const many = <T>(count: number, make: (number: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index + 1));
  const task = (number: number, objective?: string) => ({
    id: `TASK_${String(number).padStart(3, '0')}`,
    description: `Do it (${number})`,
    ...(objective === undefined ? {} : { objective }),
  });

  it('names a hundred tasks of a list, the open ones first, and says how many more there are', () => {
    const page = statusPage(
      {
        project_name: 'large',
        completed_tasks: many(300, (number) => ({ ...task(number), outcome: 'Done' })),
        active_tasks: [{ ...task(301), status: 'pending' }],
      },
      format,
    );
    const lines = sectionOf(page, '## Tasks without an objective');
    assert.equal(lines.length, 102);
    assert.deepEqual(
      [lines[0], lines[1], lines[2], lines.at(-1)],
      [
        '300 of 301 tasks completed.',
        '- ○ TASK_301 Do it (301) (ready)',
        '- ✓ TASK_001 Do it (1): Done',
        '- … and 201 more tasks',
      ],
    );
  });

  it('names a hundred objectives, those that are worked on first', () => {
    const objectives = many(150, (number) => ({
      id: `OBJ_${String(number).padStart(3, '0')}`,
      description: 'x',
      status: number <= 100 ? 'achieved' : 'active',
    }));
    const page = statusPage({ project_name: 'large', objectives }, format);
    const heads = page.split('\n').filter((line) => line.startsWith('## '));
    assert.equal(heads.length, 100);
    assert.equal(heads[0], '## OBJ_101 x');
    assert.match(page, /\nAnd 50 more objectives\.\n$/);
  });

  it('names three hundred tasks at most, and looks at no more', () => {
    const objectives = many(60, (number) => ({ id: `OBJ_${100 + number}`, description: 'x' }));
    let read = 0;
    const tasks = objectives.flatMap(({ id }, at) =>
      many(50, (number) => {
        const own = { ...task(at * 50 + number, id), status: 'pending' };
        return Object.defineProperty(own, 'description', {
          get: () => ((read += 1), 'Do it'),
          enumerable: true,
        });
      }),
    );
    const page = statusPage({ project_name: 'large', objectives, active_tasks: tasks }, format);
    assert.equal(page.split('\n').filter((line) => line.startsWith('- ○')).length, 200);
    assert.equal(page.split('\n').filter((line) => line.startsWith('## ')).length, 60);
    assert.equal(read, 200);
  });

  it('cuts what is new and what waits as well', () => {
    const agents = many(250, (number) => ({
      id: `AGENT_${String(number).padStart(4, '0')}`,
      type: 'reviewer',
      mission: 'Review',
      status: 'reported',
      report: { status: 'success', summary: 'Fine', reported: NOON },
    }));
    const page = statusPage({ ...since, spawned_agents: agents }, format);
    assert.equal(sectionOf(page, '## Waiting for you').at(-1), '- … and 150 more agents');
    const news = sectionOf(page, '## Since 2026-02-27');
    assert.equal(news.at(-1), '- … and 150 more reported');
  });
});

describe('inline', () => {
  it("puts people's words on one line", () => {
    assert.equal(inline(' a\r\n b\t\u2028c '), 'a b c');
  });

  it('leaves ordinary words and names as they are', () => {
    for (const words of [
      'Selected Auth0',
      'src/snake_case_name.ts',
      'R&D',
      '$5 for $6',
      '1 - 2 + 3!',
      "Zoë's plan (draft) #2",
    ]) {
      assert.equal(inline(words), words);
    }
  });

  for (const [mark, escaped] of [
    ['*bold*', '\\*bold\\*'],
    ['_slanted_', '\\_slanted\\_'],
    ['~~gone~~', '\\~\\~gone\\~\\~'],
    ['~gone~', '\\~gone\\~'],
    ['$(x)$', '\\$(x)\\$'],
    ['`code`', '\\`code\\`'],
    ['[link](x)', '\\[link\\](x)'],
    ['a|b', 'a\\|b'],
    ['<b>', '\\<b\\>'],
    ['&lt;', '\\&lt;'],
    ['back\\slash', 'back\\\\slash'],
  ] as const) {
    it(`takes the meaning from ${mark}`, () => {
      assert.equal(inline(mark), escaped);
    });
  }

  it('loses no letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        assert.equal(inline(words).replace(/\\(.)/gsu, '$1'), words.replace(/\s+/g, ' ').trim());
      }),
    );
  });
});
