// npm run bench: how long Atlas takes, beside what could not be faster and what people write by hand.
//
//   npm run bench              measures at 10, 1,000, 10,000 and 100,000 tasks and writes bench/RESULTS.md
//   npm run bench -- --window  measures the window in a real VS Code only, and writes its part of that page
//   npm run bench -- --quick   a few turns at 10 and 1,000 tasks, as JSON: does it still run?
//   ... --built                takes dist/ and out/ as they are
//
// What is compared is run in turns, and every ratio is the middle of the ratios of the turns: the speed of
// a machine drifts by more than what is to be seen.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, compile } from '../scripts/lib/build.mjs';
import { repoRoot } from '../scripts/lib/paths.mjs';
import { contextOf } from './parts/context.mjs';
import { atlas, empty, part, plain } from './parts/programs.mjs';
import { measureRealWindow } from './parts/realWindow.mjs';
import { resultsPage, withRealWindow } from './parts/results.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    window: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
  },
});
const SIZES = options.quick ? [10, 1_000] : [10, 1_000, 10_000, 100_000];
const TURNS = options.quick
  ? { processes: 2, additions: 20, openings: 2, operations: 40, rounds: 1 }
  : { processes: 31, additions: 200, openings: 15, operations: 200, rounds: 3 };

const THREAD = join(repoRoot, 'dist', 'thread.cjs');

/** Arguments of the measured commands, from what the task before them said. */
const VERBS = {
  task: () => ['task', 'Refuse a payment that comes twice'],
  insight: () => ['insight', 'The key alone tells a duplicate'],
  complete: (said) => ['complete', said.split(' ')[0], 'Done: the tests cover it.'],
  status: () => ['status'],
  list: () => ['list', 'tasks', '--json'],
};

// Not the system's folder for temporary files: that may be memory, and syncing be free.
const place = join(repoRoot, 'out', `bench-${process.pid}`);

if (!options.built) {
  await compile();
  await bundle();
}
const file = join(repoRoot, 'bench', 'RESULTS.md');
if (options.window) {
  const page = withRealWindow(readFileSync(file, 'utf8'), await measureRealWindow(say));
  writeFileSync(file, page);
  console.log(`Written: ${file}`);
  leave();
}
mkdirSync(place, { recursive: true });
try {
  const sites = SIZES.map(prepare);
  const results = {
    processes: processes(sites),
    additions: sites.map(({ size, folder }) => ({
      size,
      ...part('additions.mjs', [folder, TURNS.additions]),
    })),
    openings: sites.map(openings),
    windows: sites.map(({ size, folder }) => ({
      size,
      ...part('window.mjs', [folder, TURNS.operations, THREAD, TURNS.rounds]),
    })),
  };
  if (options.quick) {
    console.log(JSON.stringify(results));
  } else {
    const page = withRealWindow(resultsPage(results, TURNS), await measureRealWindow(say));
    writeFileSync(file, page);
    console.log(`Written: ${file}`);
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}
if (!options.quick) leave();

/** An orchestration of this size, and a copy of its context for the plain script. */
function prepare(size) {
  const folder = join(place, String(size));
  const orchestrator = join(folder, '.atlas', 'orchestrator');
  const context = join(orchestrator, 'bench_context.json');
  const copy = join(folder, 'plain.json');
  mkdirSync(orchestrator, { recursive: true });
  writeFileSync(context, `${JSON.stringify(contextOf(size), null, 2)}\n`);
  const site = { size, folder, copy, cache: join(folder, 'cache') };
  atlas(site, ['save']);
  cpSync(context, copy);
  // The first start of each verb compiles it.
  for (const verb of Object.values(VERBS)) atlas(site, verb(atlas(site, VERBS.task()).words));
  say(`${size} tasks are there`);
  return site;
}

/** Whole processes, in ms: one of each kind and size after the other, so that all see the same machine. */
function processes(sites) {
  const series = sites.map(({ size }) => ({ size, empty: [], plain: [] }));
  for (let turn = 0; turn < TURNS.processes; turn += 1) {
    for (const [index, site] of sites.entries()) {
      const { [index]: own } = series;
      own.empty.push(empty().ms);
      own.plain.push(plain(site.copy).ms);
      let said = '';
      for (const [name, verb] of Object.entries(VERBS)) {
        const { ms, words } = atlas(site, verb(said));
        said = name === 'task' ? words : said;
        (own[name] ??= []).push(ms);
      }
    }
    say(`turn ${turn + 1} of ${TURNS.processes}`);
  }
  return series;
}

function openings({ size, folder }) {
  const series = { size, open: [], parse: [], openBytes: [], parseBytes: [] };
  for (let turn = 0; turn < TURNS.openings; turn += 1) {
    for (const how of ['open', 'parse']) {
      const { ms, bytes } = part('opening.mjs', [folder, how, THREAD], ['--expose-gc']);
      series[how].push(ms);
      series[`${how}Bytes`].push(bytes);
    }
  }
  return series;
}

/** A download that came too late or the like may still be open: nothing is waited for any more. */
function leave() {
  process.exit();
}

function say(words) {
  process.stderr.write(`${words}\n`);
}
