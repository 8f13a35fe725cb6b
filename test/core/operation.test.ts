import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { AtlasError } from '../../src/core/errors';
import { errorText } from '../../src/core/errorText';
import { parseInput, type Operation } from '../../src/core/operation';
import { addObjective } from '../../src/core/operations/addObjective';
import { addTask } from '../../src/core/operations/addTask';
import { endAgent } from '../../src/core/operations/agentProcess';
import { reportAgent } from '../../src/core/operations/reportAgent';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import type * as z from 'zod';

function sentence<S extends z.ZodType, R>(operation: Operation<S, R>, input: unknown): string {
  try {
    parseInput(operation, input);
  } catch (error) {
    assert.ok(error instanceof AtlasError && error.code === 'inputInvalid', String(error));
    return errorText(error).message;
  }
  assert.fail('the input was taken');
}

describe('parseInput', () => {
  it('takes blanks off both ends of words, and leaves those inside', () => {
    assert.deepEqual(parseInput(addObjective, { description: '  pay\n faster \t' }), {
      description: 'pay\n faster',
    });
  });

  it('says that words must not be empty', () => {
    const refused =
      'addObjective was given something it cannot use: description: must not be empty.';
    assert.equal(sentence(addObjective, { description: '' }), refused);
    assert.equal(sentence(addObjective, { description: ' \n\u00a0\ufeff' }), refused);
  });

  it('names the value that is missing, and what was expected', () => {
    assert.match(sentence(addObjective, {}), /: description: .*expected string.*undefined\.$/);
  });

  it('names the entry of a list that is wrong', () => {
    assert.match(
      sentence(addTask, { description: 'x', dependsOn: ['1', ' '] }),
      /dependsOn\.1: must not be empty\.$/,
    );
  });

  it('names a value that it does not know', () => {
    assert.match(
      sentence(addTask, { description: 'x', dependson: ['1'] }),
      /unrecognized key: "dependson"\.$/,
    );
  });

  it('names every value that is wrong', () => {
    const told = sentence(spawnAgent, { mission: '', timeboxMinutes: -1 });
    assert.match(told, /mission: must not be empty; timeboxMinutes: .*>0/);
  });

  it('names the choices there are', () => {
    assert.match(
      sentence(reportAgent, { agent: '1', summary: 'x', status: 'done' }),
      /success.*partial.*failure.*escalated/,
    );
  });

  it('refuses a timebox of nothing, of infinity and of no number at all', () => {
    for (const timeboxMinutes of [Infinity, NaN, '45', 0, -1]) {
      assert.match(sentence(spawnAgent, { mission: 'x', timeboxMinutes }), /timeboxMinutes: /);
    }
  });

  it('refuses an exit code that is no whole number', () => {
    assert.match(sentence(endAgent, { agent: '1', exitCode: 1.5 }), /exitCode: /);
  });

  it('answers whatever it is given with the values or with inputInvalid', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        try {
          const { description } = parseInput(addObjective, input);
          assert.ok(description.trim().length > 0);
        } catch (error) {
          assert.ok(error instanceof AtlasError && error.code === 'inputInvalid', String(error));
        }
      }),
    );
  });
});
