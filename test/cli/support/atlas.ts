import * as assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { REPOSITORY } from '../../core/support/sample';

/** The bundled command line, as it is shipped. */
export const BUNDLE = path.join(REPOSITORY, 'dist', 'cli.cjs');

/** Builds the bundle unless there is one that is newer than its source. `npm test` has built it already. */
export function useBundle(): void {
  before(function () {
    this.timeout(60_000);
    const built = fs.statSync(BUNDLE, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const sources = ['core', 'node', 'cli', 'mcp'].flatMap((folder) => {
      const root = path.join(REPOSITORY, 'src', folder);
      return fs
        .readdirSync(root, { recursive: true, encoding: 'utf8' })
        .map((name) => path.join(root, name));
    });
    if (sources.some((file) => fs.statSync(file).mtimeMs > built)) {
      const { status, stderr } = spawnSync(process.execPath, ['esbuild.js'], {
        cwd: REPOSITORY,
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
    }
  });
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Around {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads on standard input; without it there is nothing to read. */
  readonly input?: string | Buffer;
}

/** An environment without anything of Atlas in it, whatever the tests themselves run in. */
export function plainEnvironment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', TZ: 'UTC' };
}

/** Runs `atlas` in a process of its own. */
export function atlas(args: readonly string[], { cwd, env = {}, input }: Around): Promise<Ran> {
  const child = spawn(process.execPath, [BUNDLE, ...args], {
    cwd,
    env: { ...plainEnvironment(), ...env },
    stdio: 'pipe',
  });
  // One that is refused at once does not read to the end.
  child.stdin.on('error', () => undefined).end(input);
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (part: Buffer) => out.push(part));
  child.stderr.on('data', (part: Buffer) => err.push(part));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      const text = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString('utf8');
      resolve({ code, stdout: text(out), stderr: text(err) });
    });
  });
}

/** What the command says when all is well; a fault fails the test with its words. */
export async function says(args: readonly string[], around: Around): Promise<string> {
  const { code, stdout, stderr } = await atlas(args, around);
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
  return stdout;
}

/** The data of its one JSON document when all is well. */
export async function data(args: readonly string[], around: Around): Promise<unknown> {
  const answer: unknown = JSON.parse(await says(asJson(args), around));
  assert.ok(typeof answer === 'object' && answer !== null && 'ok' in answer && 'data' in answer);
  assert.equal(answer.ok, true);
  return answer.data;
}

/** Right after the verb: what comes later may be an option's value, or belong to an agent's program. */
function asJson([verb = '', ...rest]: readonly string[]): string[] {
  return [verb, '--json', ...rest];
}

/** The fault it tells, and its exit code; everything else about the answer is checked here. */
export async function fault(
  args: readonly string[],
  around: Around,
): Promise<{ readonly exit: number | null; readonly code: string; readonly message: string }> {
  const [plain, json] = [await atlas(args, around), await atlas(asJson(args), around)];
  assert.equal(plain.stdout, '');
  assert.equal(json.stderr, '');
  assert.equal(plain.code, json.code);
  assert.match(json.stdout, /^[^\n]+\n$/);
  const answer = JSON.parse(json.stdout) as {
    ok: boolean;
    error: { code: string; message: string; hint: string };
  };
  assert.deepEqual(Object.keys(answer), ['ok', 'error']);
  assert.equal(answer.ok, false);
  const { code, message, hint } = answer.error;
  assert.equal(plain.stderr, `atlas: ${message}\n${hint ? `       ${hint}\n` : ''}`);
  assert.doesNotMatch(plain.stderr, /\n\s+at |\{\w+\}|\[object/);
  return { exit: plain.code, code, message };
}
