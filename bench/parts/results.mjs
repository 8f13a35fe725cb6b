// bench/RESULTS.md, from what was measured.
import { cpus, release, totalmem, type } from 'node:os';
import { median, ratio } from './numbers.mjs';

const PROCESSES = {
  task: '`atlas task "…"`',
  insight: '`atlas insight "…"`',
  status: '`atlas status`',
  complete: '`atlas complete TASK_… "…"`',
  list: '`atlas list tasks --json`',
  plain: 'plain script: parse, push, rewrite',
  empty: 'empty script',
};

export function resultsPage(results, turns) {
  const [cpu] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return [
    '# How long Atlas takes',
    '<!-- Written by `npm run bench`. -->',
    `Measured ${new Date().toISOString().slice(0, 10)} on ${cpus().length} x ${cpu.model.trim()}, ${gigabytes} GB, ${type()} ${release()}, Node ${process.version}. To measure again: \`npm run bench\` on a machine that does nothing else; it takes some minutes.`,
    'Ratios are the middle of the ratios of turns in which both sides ran one after the other; they hold from one machine to the next, milliseconds do not.',
    '## What was aimed at',
    table(['what', 'tasks', 'measured', 'aim', 'met'], goals(results)),
    `## Whole processes (${turns.processes} turns)`,
    'Median in ms, and how many times the empty script. The plain script has no lock, syncs nothing and keeps no history.',
    table(['', ...results.processes.map(({ size }) => count(size))], processRows(results)),
    '## In a process that stays',
    table(['', ...results.additions.map(({ size }) => count(size))], windowRows(results, turns)),
    '## In a window: how long nothing else could run',
    'The longest time in ms, and in brackets the most that its thread worked without a stop: the rest of the time others had the machine, or memory was tidied up in other threads.',
    table(['while', ...results.windows.map(({ size }) => count(size))], caseRows(results)),
  ]
    .join('\n\n')
    .concat('\n');
}

const REAL_WINDOW = '## In a real VS Code window';

/** The page with what was measured in a real window at its end, instead of what it said of that before. */
export function withRealWindow(page, measured) {
  const [before] = page.split(REAL_WINDOW);
  return [before.trimEnd(), ...realWindowPart(measured)].join('\n\n').concat('\n');
}

function realWindowPart({ holds, load, steps, ...measured }) {
  const size = `${count(holds.tasks)} tasks, ${count(holds.agents)} agents and ${count(holds.decisions)} decisions`;
  const others =
    load > cpus().length
      ? ` Others used the machine meanwhile (a load of ${short(load)} on ${cpus().length} processors): what passed is theirs for the most part.`
      : '';
  return [
    REAL_WINDOW,
    `Measured ${new Date().toISOString().slice(0, 10)} in the extension host, with ${size}, and the journal of 100 sessions that came to them.${others}`,
    table(['what', 'measured', 'aim', 'met'], realWindowGoals({ steps, ...measured })),
    'For how long nothing else could run in the extension host, VS Code’s own work on the rows and pages included: the most that its thread worked without a stop, V8’s collections included, in ms; the longest time that passed meanwhile, when others had the processors; and how long it took until the step was done.',
    table(
      ['while', 'worked', 'passed', 'took'],
      steps.map(({ name, worked, blocked, took }) => [name, ...[worked, blocked, took].map(short)]),
    ),
  ];
}

function realWindowGoals({ steps, reading, loading, usable, expanding, parsed, held, ...drawing }) {
  const worst = steps.reduce((one, other) => (other.worked > one.worked ? other : one));
  const beyond = loading.cpu + usable.cpu - reading.cpu;
  return [
    goal(
      'activation to the first row, beyond parsing the file: work of the thread',
      beyond,
      300,
      ' ms',
    ),
    goal('expanding a node with thousands below it: work of the thread', expanding.cpu, 100, ' ms'),
    goal('rows of a list that are drawn at a time', drawing.rows, 500, ''),
    goal('memory in the end / parsed context', held / parsed, 2),
    goal(`worked without a stop at most (${worst.name})`, worst.worked, 50, ' ms'),
    [
      'time between two drawings of a view at least',
      `${short(drawing.between)} ms`,
      '300 ms',
      drawing.between >= 299 ? 'yes' : '**no**',
    ],
  ];
}

function goals({ processes, additions, openings, windows }) {
  const [small, large] = [processes[0], processes.at(-1)];
  const opening = openings.at(-1);
  return [
    sizedGoal('`atlas task` / empty script', large.size, ratio(large.task, large.empty), 1.6),
    sizedGoal(
      `\`atlas task\` / the same at ${small.size}`,
      large.size,
      ratio(large.task, small.task),
      1.1,
    ),
    sizedGoal('`atlas status` / empty script', large.size, ratio(large.status, large.empty), 2),
    ...additions.map((series) =>
      sizedGoal(
        'addition / bare append and fdatasync',
        series.size,
        ratio(series.additions, series.appends),
        4,
      ),
    ),
    ...windows.map(({ size, cases }) =>
      sizedGoal('worked without a stop in a window at most', size, mostWork(cases), 50, ' ms'),
    ),
    sizedGoal(
      'opening / JSON.parse of the file',
      opening.size,
      ratio(opening.open, opening.parse),
      1.5,
    ),
    sizedGoal(
      'memory when open / when parsed',
      opening.size,
      ratio(opening.openBytes, opening.parseBytes),
      2,
    ),
  ];
}

function sizedGoal(what, size, ...measured) {
  const [name, ...cells] = goal(what, ...measured);
  return [name, count(size), ...cells];
}

function goal(what, measured, aim, unit = 'x') {
  return [what, short(measured) + unit, `${aim}${unit}`, measured <= aim ? 'yes' : '**no**'];
}

function processRows({ processes }) {
  return Object.entries(PROCESSES).map(([name, title]) => [
    title,
    ...processes.map((series) =>
      name === 'empty'
        ? ms(series.empty)
        : `${ms(series[name])} (${short(ratio(series[name], series.empty))}x)`,
    ),
  ]);
}

function windowRows({ additions, openings, windows }, turns) {
  const megabytes = (bytes) => short(median(bytes) / 1e6);
  return [
    ['addition, synced, ms', ...additions.map((series) => ms(series.additions))],
    [
      'bare append and fdatasync of as many bytes, ms',
      ...additions.map(({ appends }) => ms(appends)),
    ],
    ['opening, to the answer to `status`, ms', ...openings.map(({ open }) => ms(open))],
    ['reading the file and JSON.parse, ms', ...openings.map(({ parse }) => ms(parse))],
    ['memory when open, MB', ...openings.map(({ openBytes }) => megabytes(openBytes))],
    ['memory when parsed, MB', ...openings.map(({ parseBytes }) => megabytes(parseBytes))],
    [
      `longest time the event loop was blocked in ${turns.operations} operations, ms (while)`,
      ...windows.map(({ longest, during }) => `${short(longest)} (${during})`),
    ],
  ];
}

/** Of the window's own thread, in ms. */
function mostWork(cases) {
  return Math.max(...Object.values(cases).map(({ cpu }) => cpu));
}

function caseRows({ windows }) {
  const names = new Set(windows.flatMap(({ cases }) => Object.keys(cases)));
  return [
    ...[...names].map((name) => [
      name,
      ...windows.map(({ cases: { [name]: found } }) =>
        found ? `${short(found.ms)} (${short(found.cpu)})` : '',
      ),
    ]),
    ['the longest delay of a timer, all in all', ...windows.map(({ delay }) => short(delay))],
  ];
}

const ms = (series) => short(median(series));
const short = (number) => (number < 10 ? number.toFixed(2) : number.toFixed(0));
const count = (number) => number.toLocaleString('en');

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
