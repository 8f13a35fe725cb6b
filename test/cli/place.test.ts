import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createOrchestration } from '../../src/node/createOrchestration';
import { OrchestrationFolder } from '../../src/node/orchestrationFolder';
import { contextOf } from '../node/support/open';
import { commitAll, git, makeRepository } from '../node/support/repository';
import { filesBelow, useSample, useTemporaryFolder } from '../node/support/temporaryFolder';
import { fault, says, useBundle } from './support/atlas';

describe('the place atlas works in', function () {
  this.timeout(20_000);
  useBundle();
  const folder = useSample();
  const elsewhere = useTemporaryFolder();
  const insights = (project?: string): unknown =>
    contextOf(folder(), project).key_insights?.slice(2);
  const below = (): string => {
    const made = path.join(folder().root, 'src', 'deep');
    fs.mkdirSync(made, { recursive: true });
    return made;
  };

  it('is the nearest folder above with an orchestration', async () => {
    await says(['insight', 'from below'], { cwd: below() });
    assert.deepEqual(insights(), ['from below']);
  });

  it('is the folder an agent was given, wherever the agent went', async () => {
    await says(['insight', 'from elsewhere'], {
      cwd: elsewhere(),
      env: { ATLAS_ROOT: folder().root },
    });
    assert.deepEqual(insights(), ['from elsewhere']);
    assert.deepEqual(fs.readdirSync(elsewhere()), []);
  });

  it('is the main folder for an agent in a worktree of git', async () => {
    const main = folder().root;
    const worktree = path.join(elsewhere(), 'worktree');
    makeRepository(main);
    commitAll(main);
    git(main, 'worktree', 'add', '--quiet', '-b', 'side', worktree);
    await says(['insight', 'from a worktree'], { cwd: worktree });
    assert.deepEqual(insights(), ['from a worktree']);
    assert.deepEqual(contextOf(new OrchestrationFolder(worktree)).key_insights?.slice(2), []);
  });

  it('is the folder that is named, before the one that was given', async () => {
    const around = { cwd: elsewhere(), env: { ATLAS_ROOT: elsewhere() } };
    await says(['insight', 'x', '--cwd', below()], around);
    assert.deepEqual(insights(), ['x']);
  });

  it('may be named from here on', async () => {
    await says(['insight', 'x', '--cwd', '../..'], { cwd: below() });
    assert.deepEqual(insights(), ['x']);
  });

  it('is this one when what was given is empty', async () => {
    await says(['insight', 'x'], { cwd: folder().root, env: { ATLAS_ROOT: '' } });
    assert.deepEqual(insights(), ['x']);
  });

  for (const verb of [['new', 'x'], ['insight', 'x'], ['status']]) {
    it(`must be there: ${verb[0]} makes no folder of a name that was mistyped`, async () => {
      const missing = path.join(elsewhere(), 'no', 'such');
      const named = await fault([...verb, '--cwd', missing], { cwd: folder().root });
      const given = await fault(verb, { cwd: folder().root, env: { ATLAS_ROOT: missing } });
      assert.deepEqual([named.exit, given.exit], [2, 2]);
      assert.ok(named.message.includes(missing) && named.message.includes('--cwd'), named.message);
      assert.ok(
        given.message.includes(missing) && given.message.includes('ATLAS_ROOT'),
        given.message,
      );
      assert.deepEqual(fs.readdirSync(elsewhere()), []);
    });
  }

  it('is one of several projects by its name', async () => {
    await createOrchestration(folder(), 'Beta Two');
    await says(['insight', 'x', '--project', 'Beta Two'], { cwd: folder().root });
    await says(['insight', 'y', '--project', 'beta_two'], { cwd: folder().root });
    assert.deepEqual(contextOf(folder(), 'beta_two').key_insights, ['x', 'y']);
    assert.deepEqual(insights(), []);
  });

  it('is not a project that was mistyped, also when there is only one', async () => {
    const before = filesBelow(folder().root);
    const told = await fault(['insight', 'x', '--project', 'project_alfa'], { cwd: folder().root });
    assert.equal(told.exit, 3);
    assert.deepEqual(filesBelow(folder().root), before);
  });
});
