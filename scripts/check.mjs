// npm run check: every gate, two or more at a time, and the output of those that failed.
//
//   npm run check                      all of them
//   npm run check -- lint boundaries   only these
//
// A gate is a script of package.json and is run as npm would run it, so that both always do the same.
// ESLint has no cache: what its rules about types say of one file depends on the others.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The longest first. */
const gates = [
  'lint',
  'typecheck',
  'format:check',
  'boundaries',
  'unused',
  'schema:check',
  'l10n:check',
  'build',
];
/** They run what `typecheck` has written, right after it. */
const coreTests = 'core tests';

const root = fileURLToPath(new URL('..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !gates.includes(name));
if (unknown.length > 0) {
  console.error(`No gate is called ${unknown.join(', ')}. There is: ${gates.join(', ')}.`);
  process.exit(2);
}

const waiting = gates.filter((name) => asked.length === 0 || asked.includes(name));
const failed = [];
const startedAt = performance.now();
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, runWaiting));
console.log(
  `\n${failed.length > 0 ? `Failed: ${failed.join(', ')}` : 'All good'} (${since(startedAt)})`,
);
process.exitCode = failed.length > 0 ? 1 : 0;

async function runWaiting() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const passed = await gate(name, scripts[name]);
    if (name === 'typecheck' && passed && asked.length === 0) {
      await gate(coreTests, `mocha --timeout 20000 --reporter dot ${coreTestFiles().join(' ')}`);
    }
  }
}

/** Runs one gate and says how it went. Returns whether it passed. */
async function gate(name, commandLine) {
  const gateStartedAt = performance.now();
  const { code, output } = await run(commandLine);
  const passed = code === 0;
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${since(gateStartedAt)})`);
  if (!passed) {
    failed.push(name);
    console.log(`\n${output.trim()}\n`);
  }
  return passed;
}

function run(commandLine) {
  // Through a shell, as npm does: on Windows the programs in .bin are batch files.
  const child = spawn(commandLine, { cwd: root, env: environment(), shell: true });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}

function environment() {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const bin = join(root, 'node_modules', '.bin');
  return { ...process.env, [name]: `${bin}${delimiter}${process.env[name] ?? ''}` };
}

/** Named by their sources: the compiler does not take back the output of a deleted test. */
function coreTestFiles() {
  const names = readdirSync(join(root, 'test', 'core'), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('out', 'test', 'core', name.replace(/\.ts$/, '.js')));
}

function since(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
