import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { spawnAgent } from '../../src/core/operations/spawnAgent';
import { createAgentWorktree, hasBranch } from '../../src/node/git/agentWorktree';
import { contextOf, open } from '../node/support/open';
import { commitAll, makeRepository, put } from '../node/support/repository';
import { useSample } from '../node/support/temporaryFolder';
import { atlas, data, fault, says, useBundle, type Around } from './support/atlas';

describe('atlas worktrees', function () {
  this.timeout(60_000);
  useBundle();
  const folder = useSample();
  const here = (more: Partial<Around> = {}): Around => ({ cwd: folder().root, ...more });
  const place = (): string => path.join(`${folder().root}.worktrees`, 'agent-0048');

  beforeEach(async () => {
    makeRepository(folder().root);
    put(folder().root, '.atlas/.gitignore', 'orchestrator/local/\n');
    commitAll(folder().root);
    const agent = open(folder()).atlas.runNow(spawnAgent, { mission: 'x', worktree: true });
    assert.ok(hasBranch(agent));
    await createAgentWorktree(folder(), agent);
  });
  afterEach(() => {
    fs.rmSync(`${folder().root}.worktrees`, { recursive: true, force: true });
  });

  it('lists them with what of their work is where', async () => {
    put(place(), 'a', 'x');
    commitAll(place());
    put(place(), 'b', 'x');
    assert.equal(
      await says(['worktrees'], here()),
      `AGENT_0048  atlas/agent-0048  1 uncommitted, 1 ahead, 1 only here  ${place()}\n`,
    );
    const [only] = (await data(['worktrees', 'list'], here())) as Record<string, unknown>[];
    assert.deepEqual(
      [only?.['agent'], only?.['uncommitted'], only?.['merged']],
      ['AGENT_0048', 1, false],
    );
  });

  it('names the folder of one, and opens it in the editor that is on the PATH', async () => {
    assert.equal(await says(['worktrees', 'open', '48'], here()), `${place()}\n`);
    const bin = path.join(folder().root, 'bin');
    put(bin, 'code', '#!/bin/sh\necho "$@" > "$(dirname "$0")/opened"\n');
    fs.chmodSync(path.join(bin, 'code'), 0o755);
    const env = { PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` };
    await says(['worktrees', 'open', '48'], here({ env }));
    const file = path.join(bin, 'opened');
    for (let tries = 0; tries < 200 && !fs.existsSync(file); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(fs.readFileSync(file, 'utf8'), `--new-window ${place()}\n`);
  });

  it('removes one only with its work saved, or when forced', async () => {
    put(place(), 'a', 'x');
    const { exit, code, message } = await fault(['worktrees', 'remove', '48'], here());
    assert.deepEqual([exit, code], [4, 'worktreeUnsaved']);
    assert.match(message, /1 file is not committed\.$/);
    assert.equal(
      await says(['worktrees', 'remove', '48', '--force'], here()),
      `Removed ${place()}, and its branch atlas/agent-0048, which is merged.\n`,
    );
    assert.equal(await says(['worktrees'], here()), 'No worktrees yet.\n');
    assert.equal((await fault(['worktrees', 'open', '48'], here())).code, 'worktreeNotFound');
  });

  it('has the reports of agents in them arrive in the main folder', async () => {
    await says(['report', '--agent', '48', '--summary', 'From there'], { cwd: place() });
    assert.equal(contextOf(folder()).spawned_agents?.at(-1)?.report?.summary, 'From there');
    assert.ok(fs.existsSync(folder().document('agents/AGENT_0048/report.md')));
    assert.ok(!fs.existsSync(path.join(place(), '.atlas/orchestrator/agents/AGENT_0048')));
  });

  it('wants to know whose, and says when there is none', async () => {
    assert.equal((await fault(['worktrees', 'remove'], here())).exit, 2);
    assert.equal((await fault(['worktrees', 'remove', '1'], here())).code, 'worktreeNotFound');
    fs.rmSync(path.join(folder().root, '.git'), { recursive: true });
    const { code, stdout } = await atlas(['worktrees', '--json'], here());
    const { error } = JSON.parse(stdout) as { error: { code: string } };
    assert.deepEqual([code, error.code], [3, 'repositoryNotFound']);
  });
});
