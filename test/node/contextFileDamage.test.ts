import * as assert from 'node:assert/strict';
import type { AtlasError } from '../../src/core/errors';
import { errorText } from '../../src/core/errorText';
import { parseContext } from '../../src/node/contextFile';
import { isAtlasError } from '../core/support/atlasError';
import { sampleText } from '../core/support/sample';

const read = (text: string): unknown => parseContext(text, 'x.json');

/** Where the parser of the runtime itself stops, for texts whose damage has one clear place. */
function refusal(text: string): AtlasError {
  try {
    read(text);
  } catch (error) {
    isAtlasError('contextUnreadable')(error);
    return error as AtlasError;
  }
  assert.fail('it was read');
}

function sentence(text: string): string {
  return errorText(refusal(text)).message;
}

describe('a damaged context file', () => {
  it('cut off anywhere is refused, at a place that is in the text', () => {
    const bytes = Buffer.from(sampleText());
    const whole = sampleText().trimEnd().length;
    for (let length = 0; length < whole; length += 1) {
      const text = bytes.subarray(0, length).toString('utf8');
      const { params } = refusal(text);
      const line = text.split('\n')[Number(params['line']) - 1];
      assert.ok(line !== undefined, `line ${params['line']} of ${length} bytes`);
      const column = Number(params['column']);
      assert.ok(column >= 1 && column <= line.length + 1, `column ${column} of ${length} bytes`);
    }
    assert.doesNotThrow(() => read(sampleText().slice(0, whole)));
  });

  it('that is empty is called so', () => {
    for (const text of ['', '   ', '\uFEFF']) {
      assert.match(
        sentence(text),
        /^x\.json is not valid JSON at line 1, column \d: it is empty\.$/,
      );
    }
  });

  it('with the marks of a merge is refused at the first of them', () => {
    const lines = sampleText().split('\n');
    lines.splice(
      3,
      1,
      '<<<<<<< HEAD',
      '  "last_session": "a",',
      '=======',
      '  "last_session": "b",',
      '>>>>>>> other',
    );
    assert.match(sentence(lines.join('\n')), /at line 4, column 1: /);
  });

  it('with zeros at its end is refused where they begin', () => {
    const text = sampleText();
    assert.match(
      sentence(`${text}${'\0'.repeat(512)}`),
      new RegExp(`at line ${text.split('\n').length}, column 1: `),
    );
  });

  it('full of zeros is refused at its beginning', () => {
    assert.match(sentence('\0'.repeat(4096)), /at line 1, column 1: /);
  });

  it('with something after its end is refused there', () => {
    assert.match(sentence(`${sampleText()}}`), /line 46, column 1: end of file expected\.$/);
  });

  it('with a comma too many is refused at the brace after it', () => {
    assert.match(sentence('{\n  "project_name": "p",\n}'), /at line 3, column 1: /);
  });

  it('with a comment is refused at the comment', () => {
    assert.match(sentence('{\n  // mine\n  "project_name": "p"\n}'), /at line 2, column 3: /);
  });

  it('with a new line inside words is refused in that line', () => {
    assert.match(sentence('{\n  "project_name": "p\n"}'), /at line 2, column \d+: /);
  });

  it('with a blank that JSON does not know is refused at the blank', () => {
    assert.match(sentence('{\n\u00a0"project_name": "p"}'), /at line 2, column 1: /);
  });

  it('that is nested deeper than anybody could write it again is refused in words', () => {
    const nested = (ends: number): string =>
      `{"project_name": "p", "x": ${'['.repeat(20_000)}${']'.repeat(ends)}}`;
    assert.match(sentence(nested(20_000)), /: it is nested too deeply\.$/);
    assert.match(sentence(nested(0)), /: it is nested too deeply\.$/);
  });

  it('that names one key twice is refused at the second, because one of the two would be lost', () => {
    const text = '{\n  "project_name": "p",\n  "key_insights": ["a"],\n  "key_insights": ["b"]\n}';
    assert.throws(
      () => read(text),
      isAtlasError('contextInvalid', { line: 4, path: 'key_insights' }),
    );
  });

  it('that names one key twice deep inside is refused there', () => {
    const text =
      '{\n  "project_name": "p",\n  "objectives": [{\n    "id": "OBJ_001",\n    "description": "a",\n    "x": {"y": 1,\n "y": 2}\n}]}';
    assert.throws(
      () => read(text),
      isAtlasError('contextInvalid', { line: 7, path: 'objectives[0].x.y' }),
    );
  });
});

describe('a context file of another form', () => {
  const item = (key: string, value: string): string =>
    `{\n  "project_name": "p",\n\n  "${key}": ${value}\n}`;
  const cases: readonly (readonly [string, string, number, string, RegExp])[] = [
    ['no object but a list', '[]', 1, 'the file', /expected object/],
    ['no object but words', '\n"words"', 2, 'the file', /expected object/],
    ['nothing', 'null', 1, 'the file', /expected object/],
    ['no project name', '{\n  "objectives": []\n}', 1, 'project_name', /expected string/],
    ['a number as its name', '{\n\n  "project_name": 7}', 3, 'project_name', /expected string/],
    ['words as objectives', item('objectives', '"Pay faster"'), 4, 'objectives', /expected array/],
    [
      'an objective without id',
      item('objectives', '[\n{"description": ""}]'),
      5,
      'objectives[0].id',
      /expected string/,
    ],
    [
      'a task that is null',
      item('active_tasks', '[\n\n null]'),
      6,
      'active_tasks[0]',
      /expected object/,
    ],
    [
      'a task whose id is a number',
      item('active_tasks', '[{"description": "",\n"id": 25}]'),
      5,
      'active_tasks[0].id',
      /expected string/,
    ],
    [
      'a counter in words',
      item('metrics', '{\n"total_sessions": "12"}'),
      5,
      'metrics.total_sessions',
      /expected number/,
    ],
    [
      'a counter beyond all numbers',
      item('metrics', '{\n"total_sessions": 1e999}'),
      5,
      'metrics.total_sessions',
      /number/,
    ],
    ['bookkeeping in words', item('atlas', '"mine"'), 4, 'atlas', /expected object/],
    [
      'a report without a summary',
      item(
        'spawned_agents',
        '[\n{"id":"a","type":"b","mission":"c",\n"report":{"status":"success","reported":"x"}}]',
      ),
      6,
      'spawned_agents[0].report.summary',
      /expected string/,
    ],
  ];
  for (const [what, text, line, path, detail] of cases) {
    it(`with ${what} is refused at line ${line}`, () => {
      assert.throws(
        () => read(text),
        (error: AtlasError) => {
          isAtlasError('contextInvalid', { file: 'x.json', line, path })(error);
          assert.match(String(error.params['detail']), detail);
          return true;
        },
      );
    });
  }

  it('with one id in two items is refused at the second', () => {
    const task = '{"id": "TASK_001", "description": ""}';
    const twice = item('active_tasks', `[\n${task},\n${task}]`);
    assert.throws(
      () => read(twice),
      isAtlasError('contextInvalid', { line: 6, path: 'active_tasks[1].id' }),
    );
  });

  it('with a task that is active and completed is refused', () => {
    const task = '[{"id": "TASK_001", "description": ""}]';
    const both = `{"project_name": "p",\n"active_tasks": ${task},\n"completed_tasks": ${task}}`;
    assert.throws(
      () => read(both),
      isAtlasError('contextInvalid', { line: 3, path: 'completed_tasks[0].id' }),
    );
  });

  it('may use one id for an objective and for a task', () => {
    const items = '[{"id": "1", "description": ""}]';
    assert.doesNotThrow(() =>
      read(`{"project_name": "p", "objectives": ${items}, "active_tasks": ${items}}`),
    );
  });
});
