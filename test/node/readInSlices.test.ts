import * as assert from 'node:assert/strict';
import type { Context } from '../../src/core/model/context';
import type { Slices } from '../../src/core/slices';
import { readInSlices } from '../../src/node/readInSlices';

function* counted(context: Context): Slices<readonly number[]> {
  const before = context.key_insights?.length ?? 0;
  yield;
  yield;
  return [before, context.key_insights?.length ?? 0];
}

describe('a question that is answered in slices', () => {
  let context: Context;
  let asked: number;
  const door = {
    read: <R>(query: (context: Context, now: string) => R): R => query(context, 'now'),
  };
  const query = (of: Context): Slices<readonly number[]> => {
    asked += 1;
    return counted(of);
  };
  const learn = (): void => {
    const revision = (context.atlas?.revision ?? 0) + 1;
    context.key_insights = [...(context.key_insights ?? []), 'something'];
    context.atlas = { schema_version: 1, revision };
  };

  beforeEach(() => {
    context = { project_name: 'Alpha', atlas: { schema_version: 1, revision: 0 } };
    asked = 0;
  });

  it('lets others go on meanwhile', async () => {
    let others = 0;
    const timer = setImmediate(() => (others += 1));
    assert.deepEqual(await readInSlices(door, query), [0, 0]);
    clearImmediate(timer);
    assert.deepEqual([asked, others], [1, 1]);
  });

  it('is asked anew where something happened meanwhile', async () => {
    const answer = readInSlices(door, query);
    learn();
    assert.deepEqual(await answer, [1, 1]);
    assert.equal(asked, 2);
  });

  it('is asked anew where another context was read meanwhile', async () => {
    const answer = readInSlices(door, query);
    context = { ...context, key_insights: ['one', 'two'] };
    assert.deepEqual(await answer, [2, 2]);
    assert.equal(asked, 2);
  });

  it('is answered at once where something happens all the time', async () => {
    const busy = {
      read: <R>(asks: (context: Context, now: string) => R): R => {
        learn();
        return door.read(asks);
      },
    };
    const [before, after] = (await readInSlices(busy, query)) ?? [];
    assert.equal(before, after);
    assert.equal(asked, 4);
  });

  it('has no answer where there is no orchestration', async () => {
    assert.equal(await readInSlices({ read: () => undefined }, query), undefined);
  });
});
