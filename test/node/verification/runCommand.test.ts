import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { checkEnvironment } from '../../../src/node/verification/checkEnvironment';
import { plain } from '../../../src/node/verification/outputLines';
import {
  duration,
  runCommand,
  type CommandEnd,
  type CommandOptions,
} from '../../../src/node/verification/runCommand';
import { useTemporaryFolder } from '../support/temporaryFolder';

const NODE = process.execPath;

describe('a command that checks something', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();
  const run = (script: string, more: Partial<CommandOptions> = {}): Promise<CommandEnd> =>
    runCommand([NODE, '-e', script], folder(), { timeoutMs: 20_000, ...more });
  const write = (expression: string): string =>
    `require('fs').writeFileSync('said', String(${expression}));`;
  const said = (): string => fs.readFileSync(path.join(folder(), 'said'), 'utf8');
  /** Starts a program that no polite word ends, and that holds the output open. */
  const STUBBORN = `
    const child = require('child_process').spawn(process.execPath,
      ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("there")'],
      { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => { ${write('child.pid')} READY });`;
  /** It was killed already; the system may need a moment. */
  const isGone = async (pid: number): Promise<void> => {
    for (let tries = 0; tries < 100 && isThere(pid); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(isThere(pid), false);
  };
  const isThere = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return !/^State:\tZ/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };

  it('passes when it exits 0, and says with what code it exits otherwise', async () => {
    assert.deepEqual(await run(''), { passed: true, aborted: false, detail: 'exit code 0' });
    const { passed, detail } = await run('console.log("a"); console.error("b"); process.exit(3)');
    assert.deepEqual([passed, detail], [false, 'exit code 3\na\nb']);
    assert.equal((await run('process.kill(process.pid, "SIGKILL")')).detail, 'ended by SIGKILL');
  });

  it('runs in the folder, by its words, with nothing to read', async () => {
    const words = ['$(id)', 'a b', '*', "it's", ''];
    const script = write(
      'JSON.stringify([process.cwd(), process.argv.slice(1), fs.readFileSync(0, "utf8")])',
    );
    const { passed } = await runCommand([NODE, '-e', script, ...words], folder(), {
      timeoutMs: 20_000,
    });
    assert.ok(passed);
    assert.deepEqual(JSON.parse(said()), [folder(), words, '']);
  });

  it('says when it cannot be started', async () => {
    const start = (...command: string[]): Promise<CommandEnd> =>
      runCommand(command, folder(), { timeoutMs: 1_000 });
    assert.equal((await start('no-such-program')).detail, 'no-such-program was not found');
    fs.writeFileSync(path.join(folder(), 'plain'), 'x');
    assert.equal((await start('./plain')).detail, './plain may not be run');
    const { passed, detail } = await start(NODE, '-e', 'x'.repeat(3_000_000));
    assert.equal(passed, false);
    assert.match(detail, /^could not be started: .*E2BIG/);
  });

  it('ends with everything it started when its time is over', async () => {
    const began = Date.now();
    const { passed, detail } = await run(STUBBORN.replace('READY', 'console.log("ready")'), {
      timeoutMs: 1_000,
    });
    assert.deepEqual([passed, detail], [false, 'not finished after 1 second\nready']);
    assert.ok(Date.now() - began < 10_000);
    await isGone(Number(said()));
  });

  it('leaves nothing behind when it ends by itself', async () => {
    const began = Date.now();
    const { detail } = await run(STUBBORN.replace('READY', 'process.exit(0)'));
    assert.equal(detail, 'exit code 0');
    assert.ok(Date.now() - began < 10_000);
    await isGone(Number(said()));
  });

  it('is broken off at once, and says nothing then', async () => {
    const abort = new AbortController();
    const { passed, aborted } = await run('console.log("x"); setInterval(() => {}, 1000)', {
      onOutput: () => {
        abort.abort();
      },
      signal: abort.signal,
    });
    assert.deepEqual([passed, aborted], [false, true]);
    assert.equal((await run(write('1'), { signal: abort.signal })).aborted, true);
    assert.ok(!fs.existsSync(path.join(folder(), 'said')));
  });

  it('prints whole lines, and nothing that steers a terminal', async () => {
    const parts: string[] = [];
    const script = String.raw`
      const parts = ['\x1b[31mre', 'd\x1b[0m\n', '\x1b]0;title\x07quiet\n', ' 5%\r50%\r100%\n', Buffer.from([0xc3]), Buffer.from([0xa4]), 'end\x00'];
      const next = () => { const part = parts.shift(); if (part) { process.stdout.write(part); setTimeout(next, 30); } };
      next();`;
    const { detail } = await run(script, { onOutput: (text) => void parts.push(text) });
    assert.deepEqual(parts, ['red\n', 'quiet\n', '100%\n', 'äend']);
    assert.equal(detail, 'exit code 0\nred\nquiet\n100%\näend');
  });

  it('keeps the last lines only, and of one endless line the end', async () => {
    const { detail } = await run(
      'for (let n = 0; n < 20000; n += 1) console.log("line " + n); process.exitCode = 1',
    );
    assert.match(detail, /^exit code 1\n…\nline \d+\n[^]*line 19999$/);
    assert.ok(Buffer.byteLength(detail) < 2_100, String(detail.length));
    const long = await run('process.stdout.write("é".repeat(100000) + "!")');
    assert.match(long.detail, /^exit code 0\n…\né+!$/);
    assert.ok(Buffer.byteLength(long.detail) < 2_100);
  });

  it('knows neither of an agent nor of tokens', async () => {
    const before = { ...process.env };
    Object.assign(process.env, { ATLAS_AGENT_ID: 'AGENT_0001', GITHUB_TOKEN: 'x', PLAIN: 'y' });
    try {
      await run(write('JSON.stringify(process.env)'));
    } finally {
      process.env = before;
    }
    const environment = JSON.parse(said()) as Record<string, string>;
    assert.deepEqual(
      ['ATLAS_AGENT_ID', 'GITHUB_TOKEN', 'PLAIN', 'PATH'].map((name) => name in environment),
      [false, false, true, true],
    );
  });
});

describe('checkEnvironment', () => {
  it('keeps back what leads to an agent, to the editor, or to somebody else’s account', () => {
    const kept = [
      'PATH HOME LANG NODE_OPTIONS npm_config_registry SSH_AUTH_SOCK KEYBOARD MONKEY COLORTERM',
      'GIT_AUTHOR_NAME AUTHOR',
    ].join(' ');
    const back = [
      'ATLAS_AGENT_ID ATLAS_ROOT ATLAS_MCP_TOKEN VSCODE_GIT_IPC_HANDLE ELECTRON_RUN_AS_NODE',
      'GITHUB_TOKEN npm_config__authToken OPENAI_API_KEY AWS_SECRET_ACCESS_KEY AWS_ACCESS_KEY_ID',
      'DB_PASSWORD GOOGLE_APPLICATION_CREDENTIALS NPM_AUTH private_key',
    ].join(' ');
    const names = `${kept} ${back}`.split(' ');
    const environment = Object.fromEntries(names.map((name) => [name, 'x']));
    assert.deepEqual(Object.keys(checkEnvironment(environment)), kept.split(' '));
  });
});

describe('plain', () => {
  it('has no control characters but line ends and tabs', () => {
    assert.equal(plain('a\tb\r\nc\x1b[2Jd\x07\x9be\r\n'), 'a\tb\nce\n');
  });
});

describe('duration', () => {
  it('is said in whole minutes where it is', () => {
    assert.deepEqual([60_000, 600_000, 90_000, 1_000, 1_500].map(duration), [
      '1 minute',
      '10 minutes',
      '90 seconds',
      '1 second',
      '1.5 seconds',
    ]);
  });
});
