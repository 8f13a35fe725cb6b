import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseLaidOut } from '../../src/node/slicedJson';
import { SLICE_BYTES } from '../../src/node/slices';

function parse(text: string, sliceBytes?: number): { value: unknown; stops: number } {
  const work = parseLaidOut(Buffer.from(text, 'utf8'), sliceBytes);
  for (let stops = 0; ; stops += 1) {
    const step = work.next();
    if (step.done) {
      return { value: step.value, stops };
    }
  }
}

const laidOut = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Texts that look like brackets, line ends and lists. */
const text = fc.oneof(
  fc.constantFrom(
    '[',
    ']',
    '},',
    '\n  ],\n',
    '"',
    '\\"',
    ': [',
    'a: {',
    '__proto__',
    'ä\u2028😀',
    '\ud800',
  ),
  fc.string({ unit: 'binary' }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer(),
    fc.constantFrom(null, true, 1e21, []),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5 }),
  ),
}));
const context = fc.dictionary(text, value, { maxKeys: 6 });

describe('parseLaidOut', () => {
  it('gives what JSON.parse gives, wherever the slices end', () => {
    fc.assert(
      fc.property(context, fc.integer({ min: 1, max: 40 }), (object, sliceBytes) => {
        const whole = laidOut(object);
        const parsed = parse(whole, sliceBytes).value;
        assert.deepEqual(parsed, JSON.parse(whole));
        assert.equal(laidOut(parsed), laidOut(JSON.parse(whole)));
      }),
      { numRuns: 500 },
    );
  });

  it('stops after each slice of a list, and hands no more to JSON.parse', () => {
    const tasks = Array.from({ length: 10_000 }, (_, id) => ({
      id,
      words: 'so many words '.repeat(9),
    }));
    const whole = laidOut({ tasks, atlas: { closed: tasks } });
    const { parse: original } = JSON;
    let longest = 0;
    JSON.parse = ((json: string, ...rest: never[]) => {
      longest = Math.max(longest, json.length);
      return original(json, ...rest) as unknown;
    }) as typeof original;
    try {
      assert.ok(parse(whole).stops >= Math.floor(whole.length / SLICE_BYTES));
    } finally {
      JSON.parse = original;
    }
    assert.ok(longest < SLICE_BYTES + 1_000, String(longest));
  });

  it('refuses a list without its end', () => {
    assert.throws(() => parse('{\n  "a": [\n    1,\n    2,\n', 1), SyntaxError);
  });
});
