import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import type { HookNews } from '../../../src/core/launch/hookSignals';
import { OpencodeEvents } from '../../../src/core/launch/opencodeEvents';

/** What a real server told, in the order it did. */
function recorded(name: string): unknown[] {
  const file = path.join(__dirname, '../../../../test/fixtures/agent-hooks', `${name}.jsonl`);
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as unknown);
}

function newsOf(events: readonly unknown[], conversation?: string): HookNews[] {
  const heard = new OpencodeEvents(conversation);
  return events.map((event) => heard.newsOf(event));
}

function signals(news: readonly HookNews[]): unknown[] {
  const said = news.flatMap(({ signal }) => (signal === undefined ? [] : [signal]));
  return said.filter((signal, at) => signal !== said[at - 1]);
}

function conversations(news: readonly HookNews[]): unknown[] {
  return [...new Set(news.flatMap(({ cliSession }) => cliSession ?? []))];
}

const event = (type: string, properties: object): object => ({ type, properties });
const busy = (sessionID: string): object =>
  event('session.status', { sessionID, status: { type: 'busy' } });
const idle = (sessionID: string): object => event('session.idle', { sessionID });
const asked = (id: string): object => event('permission.asked', { id, permission: 'edit' });
const replied = (requestID: string): object => event('permission.replied', { requestID });

describe('what an opencode server says of its agent', () => {
  it('that it works, waits for a permission, goes on, and ends its turn', () => {
    const news = newsOf(recorded('opencode'));
    assert.deepEqual(signals(news), ['working', 'needsInput', 'working', 'turnEnded']);
    assert.deepEqual(conversations(news), ['ses_de9ebdf6cffeqCaWuuAInYYz8e']);
    const waits = news.find(({ signal }) => signal === 'needsInput');
    assert.equal(waits?.about, 'permission to use bash');
    assert.ok(!JSON.stringify(news).includes('made.txt'));
  });

  it('of a subagent only that it waits for the person too', () => {
    const news = newsOf(recorded('opencode-subagent'));
    assert.deepEqual(signals(news), ['working', 'needsInput', 'working']);
    assert.deepEqual(conversations(news), ['ses_de9ea2566ffeFZdFmxKvETcid7']);
  });

  it('of the conversation that is gone on with, and of no other', () => {
    assert.deepEqual(signals(newsOf([busy('b'), idle('b')], 'a')), []);
    assert.deepEqual(signals(newsOf([busy('a'), idle('a')], 'a')), ['working', 'turnEnded']);
  });

  it('of one that began before it was listened, and then of a new one', () => {
    const created = event('session.created', { sessionID: 'c', info: {} });
    const news = newsOf([busy('a'), idle('b'), created, idle('a'), idle('c')]);
    assert.deepEqual(conversations(news), ['a', 'c']);
    assert.deepEqual(
      news.map(({ signal }) => signal),
      ['working', undefined, undefined, undefined, 'turnEnded'],
    );
  });

  it('waits until the last of several questions is answered', () => {
    const events = [asked('1'), asked('2'), replied('1'), busy('a'), replied('2')];
    assert.deepEqual(
      newsOf(events, 'a').map(({ signal }) => signal),
      ['needsInput', 'needsInput', undefined, undefined, 'working'],
    );
    assert.deepEqual(signals(newsOf([asked('1'), idle('a'), busy('a')], 'a')), [
      'needsInput',
      'turnEnded',
      'working',
    ]);
  });

  it('nothing where nothing is known, whatever it tells', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (told) => {
        assert.deepEqual(newsOf([told]), [{}]);
      }),
    );
  });
});
