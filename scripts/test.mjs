// npm test: everything, from a fresh clone to a browser that drives VS Code. The last line is the sum.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { suites } from '../test/extension/suites.mjs';
import { ensureAgentClis } from './lib/agentClis.mjs';
import { findBrowser } from './lib/browser.mjs';
import { bundle, compile } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { chooseSuites, runExtensionSuites } from './lib/extensionSuites.mjs';
import { chooseHost } from './lib/host.mjs';
import { runMocha } from './lib/mochaRun.mjs';
import { npmEnvironment } from './lib/environment.mjs';
import { npmCommand } from './lib/npm.mjs';
import { artifactsDir, logFile } from './lib/paths.mjs';
import { runOrThrow } from './lib/processes.mjs';
import { failedWith } from './lib/results.mjs';
import { Stages } from './lib/stages.mjs';

const usage = `Usage: npm test -- [options]
  --only node|extension|e2e   only these tests, and no static checks (may be repeated)
  --suite NAME                only this suite of test/extension/suites.mjs (may be repeated; implies --only extension)
  --again                     tests in a real VS Code that fail are run once more; the whole run does so by itself
  --grep TEXT                 only tests whose full name contains this, as a regular expression
  --help                      this text
VSCODE_TEST_HOST=electron|server chooses the VS Code; ATLAS_VSCODE_CACHE the folder the server is kept in.`;

const kinds = ['node', 'extension', 'e2e'];
const nodeFolders = ['core', 'protocol', 'node', 'cli', 'mcp', 'gates'];

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        suite: { type: 'string', multiple: true, default: [] },
        grep: { type: 'string' },
        again: { type: 'boolean' },
        help: { type: 'boolean', default: false },
      },
    });
    const only = values.only ?? (values.suite.length > 0 ? ['extension'] : kinds);
    for (const kind of only)
      if (!kinds.includes(kind)) throw new Error(`--only ${kind}: use ${kinds.join(', ')}.`);
    const everything =
      values.only === undefined && values.suite.length === 0 && values.grep === undefined;
    return {
      ...values,
      only: new Set(only),
      everything,
      // A whole VS Code on a busy machine is late now and then; what is late twice is a fault. The sum tells.
      again: values.again ?? everything,
      suites: chooseSuites(suites, values.suite),
    };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

const options = readOptions();
if (options.help) {
  console.log(usage);
  process.exit(0);
}

const stages = new Stages();
await runStages();
if (stages.empty) stages.add('All stages', failedWith('No test ran.'));
stages.finish();
// A download that came too late or the like may still be open; nothing is waited for any more.
process.exit();

async function runStages() {
  // What an earlier run left there must not be taken for this one's.
  for (const name of ['logs', 'screenshots']) {
    rmSync(join(artifactsDir, name), { recursive: true, force: true });
  }
  if (!(await stages.run('Dependencies', () => ensureDependencies()))) return;
  if (options.everything) await stages.run('Checks (npm run check)', check);
  if (!(await stages.run('Build', build))) return;

  const { grep, again } = options;
  const needsHost = options.only.has('extension') || options.only.has('e2e');
  // On a new machine that takes minutes, mostly of waiting: the tests that need none of it begin meanwhile.
  const downloads = needsHost ? download() : Promise.resolve(undefined);
  downloads.catch(() => undefined); // It is the stage that waits for it which says so.
  if (options.only.has('node')) {
    await stages.run('Tests in Node', async () => {
      stages.add(
        'Tests in Node',
        await runMocha('node', nodeFolders, { timeoutMs: 20_000, limitMs: 2_700_000, grep }),
      );
    });
  }
  if (!needsHost) return;

  let host;
  if (!(await stages.run('VS Code', async () => (host = await downloads)))) return;
  if (options.only.has('extension')) {
    await stages.run('Tests in the extension host', async () => {
      const limits = { grep, again, say: console.log };
      const results = await runExtensionSuites(options.suites, host, limits);
      for (const { name, ...result } of results) stages.add(`Suite ${name}`, result);
    });
  }
  if (options.only.has('e2e')) {
    await stages.run('Tests that drive the window', async () => {
      stages.add(
        'Tests that drive the window',
        await runMocha('e2e', ['e2e'], { timeoutMs: 180_000, limitMs: 1_800_000, grep, again }),
      );
    });
  }
}

async function check() {
  const { command, args } = npmCommand();
  await runOrThrow('npm run check', command, [...args, 'run', 'check'], {
    log: logFile('check'),
    env: npmEnvironment(),
    timeoutMs: 900_000,
  });
}

async function build() {
  await compile();
  await bundle();
}

async function download() {
  const host = await chooseHost();
  if (host.kind === 'server') console.log(`Browser: ${findBrowser()}`);
  // The window tests run in a process of their own and must not choose differently.
  process.env.VSCODE_TEST_HOST = host.kind;
  if (options.only.has('extension') && options.suites.some(({ realAgents }) => realAgents)) {
    // The suite that needs them tries again, and says so where they cannot be had.
    await ensureAgentClis().catch(() => undefined);
  }
  return host;
}
