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

function goals({ processes, additions, openings, windows }) {
  const [small, large] = [processes[0], processes.at(-1)];
  const opening = openings.at(-1);
  return [
    goal('`atlas task` / empty script', large.size, ratio(large.task, large.empty), 1.6),
    goal(
      `\`atlas task\` / the same at ${small.size}`,
      large.size,
      ratio(large.task, small.task),
      1.1,
    ),
    goal('`atlas status` / empty script', large.size, ratio(large.status, large.empty), 2),
    ...additions.map((series) =>
      goal(
        'addition / bare append and fdatasync',
        series.size,
        ratio(series.additions, series.appends),
        4,
      ),
    ),
    ...windows.map(({ size, cases }) =>
      goal('worked without a stop in a window at most', size, mostWork(cases), 50, ' ms'),
    ),
    goal('opening / JSON.parse of the file', opening.size, ratio(opening.open, opening.parse), 1.5),
    goal(
      'memory when open / when parsed',
      opening.size,
      ratio(opening.openBytes, opening.parseBytes),
      2,
    ),
  ];
}

function goal(what, size, measured, aim, unit = 'x') {
  return [
    what,
    count(size),
    short(measured) + unit,
    `${aim}${unit}`,
    measured <= aim ? 'yes' : '**no**',
  ];
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
