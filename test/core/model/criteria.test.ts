import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { AtlasError } from '../../../src/core/errors';
import { parseCriterion, readCriterion, type Criterion } from '../../../src/core/model/criteria';

function command(line: string): readonly string[] {
  const criterion = parseCriterion(`run: ${line}`);
  assert.ok(criterion.kind === 'command');
  return criterion.command;
}

/** Not by its sentences: those hold what was typed, braces too. */
function isRefusal(error: unknown): error is AtlasError {
  return (
    error instanceof AtlasError &&
    error.code === 'inputInvalid' &&
    error.params['operation'] === 'successCriteria'
  );
}

/** The criterion, or undefined where it cannot be checked; any other fault fails the test. */
function parsed(text: string): Criterion | undefined {
  try {
    return parseCriterion(text);
  } catch (error) {
    assert.ok(isRefusal(error), String(error));
    return undefined;
  }
}

function refused(line: string): void {
  assert.throws(() => parseCriterion(line), isRefusal, line);
}

describe('a criterion that is a command', () => {
  it('is its words, with quotes as a shell reads them', () => {
    assert.deepEqual(command('npm test'), ['npm', 'test']);
    assert.deepEqual(command(`  node   -e  'a && b;  $HOME' `), ['node', '-e', 'a && b;  $HOME']);
    assert.deepEqual(command(String.raw`grep "say \"hi\" \\ \$5 \n" a\ b`), [
      'grep',
      String.raw`say "hi" \ $5 \n`,
      'a b',
    ]);
    assert.deepEqual(command(`x a''b"c"\\'d ''`), ['x', "abc'd", '']);
    assert.deepEqual(command('git diff HEAD~1 --stat=80 a#b {}'), [
      'git',
      'diff',
      'HEAD~1',
      '--stat=80',
      'a#b',
      '{}',
    ]);
  });

  it('is one however its mark is written', () => {
    assert.equal(parseCriterion('Run: npm test').kind, 'command');
    assert.equal(parseCriterion('run:npm test').kind, 'command');
    assert.equal(parseCriterion('It should run: quickly').kind, 'person');
  });

  it('keeps its words as they were written', () => {
    assert.equal(parseCriterion('  run:  npm  test ').text, 'run:  npm  test');
  });

  for (const line of [
    'npm test && npm run lint',
    'npm test&&ls',
    'a | b',
    'a|b',
    'a; b',
    'a;',
    'a > file',
    'a 2>&1',
    'a >file',
    'a <file',
    'a &',
    'echo $HOME',
    'echo "$HOME"',
    'echo "${HOME}"',
    'echo $(id)',
    'echo "$(id)"',
    'echo `id`',
    'echo "`id`"',
    "echo $'a'",
    'ls *.ts',
    'ls a?',
    'ls [ab]',
    'echo {a,b}',
    'ls ~/x',
    'a # b',
    '(a)',
    'a\nb',
    'a \\\n b',
    '! a',
    'NAME=value npm test',
  ]) {
    it(`is refused where only a shell could read it: ${JSON.stringify(line)}`, () => {
      refused(`run: ${line}`);
    });
  }

  it('is refused without a program, without the end of a quote, and with a NUL', () => {
    for (const line of ['', '   ', "''", '""', "a 'b", 'a "b', 'a \\', 'a \0 b']) {
      refused(`run: ${line}`);
    }
  });

  it('says what of it cannot be checked', () => {
    assert.throws(
      () => parseCriterion('run: a | b'),
      (error) =>
        error instanceof AtlasError &&
        String(error.params['detail']).includes('"|" is for a shell'),
    );
  });

  it('has any words that were put between quotes', () => {
    const word = fc.string({ unit: 'binary' }).map((made) => made.replaceAll('\0', ''));
    const program = fc.stringMatching(/^[a-z./]+$/);
    const quote = fc.constantFrom(
      (made: string) => `'${made.replaceAll("'", `'\\''`)}'`,
      (made: string) => `"${made.replace(/["\\$`]/g, '\\$&')}"`,
    );
    fc.assert(
      fc.property(program, fc.array(fc.tuple(word, quote)), (first, rest) => {
        const line = [first, ...rest.map(([made, quoted]) => quoted(made))].join(' ');
        assert.deepEqual(command(line), [first, ...rest.map(([made]) => made)]);
      }),
    );
  });

  it('has the words that a shell would hand on, or is refused', function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    this.timeout(60_000);
    const letter = fc.constantFrom(...Array.from(`ab=\\\\''""$\`;&|<>()*?[]{},.~#!  \n-1`));
    const lines = fc.sample(fc.array(letter, { maxLength: 12 }), { numRuns: 6_000, seed: 7 });
    // What got through, each read by a real shell in a folder where a wildcard would find something.
    const through = lines.flatMap((letters) => {
      const line = letters.join('').trim();
      const criterion = parsed(`run: x ${line}`);
      return criterion?.kind === 'command' ? [{ line, words: criterion.command.slice(1) }] : [];
    });
    assert.ok(through.length > 300, `only ${through.length} got through`);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'atlas-shell-'));
    try {
      for (const name of ['a', 'b', 'ab', '1']) {
        fs.writeFileSync(path.join(folder, name), '');
      }
      const script = through
        .map(({ line }) => `set -- ${line}\nprintf '%s\\0' "$#" "$@"\n`)
        .join('');
      const { stdout, stderr } = spawnSync('/bin/sh', [], {
        cwd: folder,
        input: script,
        env: { PATH: '/nowhere', HOME: '/home/x' },
        encoding: 'utf8',
      });
      assert.equal(stderr, '');
      assert.deepEqual(stdout.split('\0'), [
        ...through.flatMap(({ words }) => [String(words.length), ...words]),
        '',
      ]);
      assert.deepEqual(fs.readdirSync(folder).sort(), ['1', 'a', 'ab', 'b']);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

describe('a criterion that is a file', () => {
  it('is a path in the workspace, and what it has to contain', () => {
    assert.deepEqual(parseCriterion('file: docs/providers.md'), {
      text: 'file: docs/providers.md',
      kind: 'file',
      path: 'docs/providers.md',
    });
    const criterion = parseCriterion('file: my docs/a b.md matches /Auth0 | x\\/y/im');
    assert.ok(criterion.kind === 'file');
    assert.equal(criterion.path, 'my docs/a b.md');
    assert.deepEqual(criterion.matches, /Auth0 | x\/y/im);
  });

  it('is refused where it names none, or one outside, or cannot match', () => {
    for (const line of [
      '',
      '.',
      './',
      '/etc/passwd',
      '\\\\server\\share',
      'C:\\x',
      'c:x',
      '../x',
      'a/../../x',
      'a\\..\\..\\x',
      '..',
      'a/.. /x',
      'a/...',
      'a\0b',
      'x matches /(/',
      'x matches /a/uu',
    ]) {
      refused(`file: ${line}`);
    }
  });

  it('never leads out of the workspace', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '...', ' .. ', '', 'C:', 'a', '.. .', '~'),
      fc.string({ maxLength: 4 }),
    );
    const separator = fc.constantFrom('/', '\\');
    const line = fc
      .array(fc.tuple(part, separator), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(line, (made) => {
        const criterion = parsed(`file: ${made}`);
        if (criterion?.kind !== 'file') {
          return;
        }
        for (const system of [path.posix, path.win32]) {
          const root = system === path.win32 ? 'C:\\work' : '/work';
          const inside = system.relative(root, system.resolve(root, criterion.path));
          assert.ok(
            inside !== '' && !/^\.\.(?:[/\\]|$)/.test(inside) && !system.isAbsolute(inside),
            `${JSON.stringify(criterion.path)} -> ${inside}`,
          );
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a criterion for somebody to judge', () => {
  it('is a question for a reviewer, or anything else for a person', () => {
    assert.deepEqual(parseCriterion('review: Is it honest?'), {
      text: 'review: Is it honest?',
      kind: 'reviewer',
      question: 'Is it honest?',
    });
    refused('review:  ');
    assert.deepEqual(parseCriterion(' Login works '), { text: 'Login works', kind: 'person' });
  });
});

describe('readCriterion', () => {
  it('takes what others stored and nobody can check as one for a person', () => {
    assert.deepEqual(readCriterion('run: a | b'), { text: 'run: a | b', kind: 'person' });
    assert.deepEqual(readCriterion('run: npm test').kind, 'command');
  });

  it('never throws, and keeps the words', () => {
    const mark = fc.constantFrom('', 'run:', 'file:', 'review:', 'RUN: ', 'file: a matches /');
    fc.assert(
      fc.property(mark, fc.string({ unit: 'binary' }), (begin, rest) => {
        const text = begin + rest;
        assert.equal(readCriterion(text).text.trim(), text.trim());
      }),
      { numRuns: 1_000 },
    );
  });
});
