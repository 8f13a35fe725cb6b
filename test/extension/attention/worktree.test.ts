import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { begun, orchestratorFile, readContext, root, run, until } from '../support/window';

interface Spawned {
  readonly id: string;
  readonly branch?: string;
}

const git = (folder: string, ...args: string[]): string =>
  execFileSync(
    'git',
    ['-C', folder, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args],
    {
      encoding: 'utf8',
    },
  );

describe('an agent in a worktree of its own', () => {
  const stored = (id: string) =>
    readContext(orchestratorFile('agent_project_context.json')).spawned_agents.find(
      (agent) => agent.id === id,
    );
  const removed = (agent: string, force = false) =>
    run<{ branchDeleted: boolean }>('atlas.removeWorktree', { agent, force });
  /** There while its runner is. */
  const runOf = (id: string): string => orchestratorFile('local', 'agents', `${id}.json`);
  let agent: Spawned;
  let place = '';

  before(async () => {
    await begun('agent project');
    if (!fs.existsSync(path.join(root(), '.git'))) git(root(), 'init', '--quiet');
    git(root(), 'add', '--all');
    git(root(), 'commit', '--quiet', '--allow-empty', '--message', 'Begin');
  });

  it('works there, and reports where everybody reads', async () => {
    agent = await run<Spawned>('atlas.spawnAgent', {
      mission: 'Look around',
      profile: 'custom',
      worktree: true,
    });
    assert.match(agent.branch ?? '', /^atlas\/agent-\d+$/);
    await until('it has reported', () => stored(agent.id)?.status === 'reported');
    await until('its program has ended', () => !fs.existsSync(runOf(agent.id)));
    const [entry] = git(root(), 'worktree', 'list', '--porcelain')
      .split('\n\n')
      .filter((each) => each.includes(`branch refs/heads/${agent.branch ?? ''}`));
    place = /^worktree (.+)$/m.exec(entry ?? '')?.[1] ?? '';
    assert.ok(!place.startsWith(root() + path.sep), 'no window watches it');
    assert.ok(fs.existsSync(path.join(place, 'agent-saw.json')));
    assert.equal(fs.existsSync(orchestratorFile('agents', agent.id, 'report.md')), true);
  });

  it('is not removed with work that is nowhere else', async () => {
    await assert.rejects(removed(agent.id), /has work that is nowhere else/);
    git(place, 'add', '--all');
    git(place, 'commit', '--quiet', '--message', 'Look around');
    await assert.rejects(removed(agent.id), /has work that is nowhere else/);
    assert.ok(fs.existsSync(place));
  });

  it('is removed with its branch when that is merged', async () => {
    git(root(), 'merge', '--quiet', '--no-edit', agent.branch ?? '');
    assert.equal((await removed(agent.id)).branchDeleted, true);
    assert.equal(fs.existsSync(place), false);
    assert.equal(git(root(), 'branch', '--list', agent.branch ?? ''), '');
  });
});
