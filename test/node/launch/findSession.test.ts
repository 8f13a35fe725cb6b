import * as assert from 'node:assert/strict';
import { findSession } from '../../../src/node/launch/findSession';

describe('the id of a conversation in what a program prints', () => {
  const found = (text: string, size: number): string[] => {
    const sessions: string[] = [];
    const hear = findSession('sessionID', (session) => sessions.push(session));
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) {
      hear(bytes.subarray(at, at + size));
    }
    return sessions;
  };

  it('is the first one, however the lines come', () => {
    const text = [
      'Hello \u{1F916}',
      'null',
      '"sessionID"',
      '{"type":"ü","sessionID":7}',
      '{"part":{"sessionID":"inner"}}',
      '{"type":"step_start","sessionID":"ses_1","text":"\u{1F916}"}',
      '{"type":"step_start","sessionID":"ses_2"}',
      '',
    ].join('\n');
    for (const size of [1, 3, 50, 1_000]) {
      assert.deepEqual(found(text, size), ['ses_1']);
    }
  });

  it('is not found where there is none', () => {
    assert.deepEqual(
      found(`${'x'.repeat(200_000)}\n{"session":"a"}\n{"sessionID":""}\n`, 4_096),
      [],
    );
  });
});
