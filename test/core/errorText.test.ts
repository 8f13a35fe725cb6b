import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { AtlasError, ERROR_CODES, type ErrorCode } from '../../src/core/errors';
import { errorText } from '../../src/core/errorText';
import { faultsInSource } from './support/faultsInSource';

/** The texts of a code as they are written, with the names in braces. */
function template(code: ErrorCode): string {
  const { message, hint } = errorText(new AtlasError(code));
  return `${message} ${hint}`;
}

function namesIn(words: string): string[] {
  return [...words.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

describe('the sentences of a fault', () => {
  for (const code of ERROR_CODES) {
    it(`say what ${code} is, and what to do about it`, () => {
      const { message, hint } = errorText(new AtlasError(code));
      assert.match(message, /^[A-Z{].*[.}]$/s);
      assert.match(hint, /^[A-Z].*\.$/);
      assert.doesNotMatch(message + hint, /undefined|TODO|\.\./);
    });
  }

  it('get everything they name wherever the fault is thrown', function () {
    this.timeout(60_000);
    const thrown = faultsInSource();
    assert.ok(thrown.length > 20, `only ${thrown.length} found`);
    const holes = thrown.flatMap(({ place, code, params }) => {
      assert.ok(
        ERROR_CODES.some((known) => known === code),
        `${place}: ${code}`,
      );
      return namesIn(template(code as ErrorCode))
        .filter((name) => !params.includes(name))
        .map((name) => `${place}: ${code} without {${name}}`);
    });
    assert.deepEqual(holes, []);
  });

  it('say what people wrote word for word', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        const { message } = errorText(new AtlasError('projectNameUnusable', { project: words }));
        assert.ok(message.includes(`"${words}"`), message);
      }),
    );
  });

  it('do not fill what stands inside a filled word', () => {
    const { message } = errorText(
      new AtlasError('taskAlreadyCompleted', { id: 'TASK_001', outcome: '{id}' }),
    );
    assert.equal(message, 'Task TASK_001 is completed already: {id}');
  });

  it('are translated before they are filled', () => {
    const german = (words: string): string =>
      words.replace('There is no task {id}', 'Es gibt keine Aufgabe {id}');
    const { message } = errorText(new AtlasError('taskNotFound', { id: 'TASK_009' }), german);
    assert.equal(message, 'Es gibt keine Aufgabe TASK_009.');
  });
});

describe('AtlasError', () => {
  it('carries its code, its parameters and what caused it', () => {
    const cause = new Error('below');
    const error = new AtlasError('lockBusy', { pid: 7 }, { cause });
    assert.deepEqual(
      [error.code, error.params, error.cause, error.name],
      ['lockBusy', { pid: 7 }, cause, 'AtlasError'],
    );
    assert.match(error.message, /lockBusy.*7/);
  });
});
