import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Agent, Context } from '../../../src/core/model/context';
import { missionPath } from '../../../src/core/documents/paths';
import { spawnAgent } from '../../../src/core/operations/spawnAgent';
import { recordRun } from '../../../src/node/agentRun';
import {
  createAgentWorktree,
  hasBranch,
  workFolderOf,
  type BranchAgent,
} from '../../../src/node/git/agentWorktree';
import {
  listAgentWorktrees,
  removeAgentWorktree,
  type AgentWorktree,
} from '../../../src/node/git/agentWorktrees';
import { findRoot, OrchestrationFolder } from '../../../src/node/orchestrationFolder';
import { isAtlasError } from '../../core/support/atlasError';
import { open } from '../support/open';
import { commitAll, git, makeRepository, put } from '../support/repository';
import { useSample } from '../support/temporaryFolder';

describe('the worktree of an agent', function () {
  this.timeout(60_000);
  const sample = useSample();
  let folder: OrchestrationFolder;
  const top = (): string => sample().root;

  beforeEach(() => {
    folder = sample();
    makeRepository(top());
    put(top(), '.atlas/.gitignore', 'orchestrator/local/\n');
    put(top(), 'src/a.ts', 'one');
    commitAll(top());
  });
  afterEach(() => {
    fs.rmSync(`${top()}.worktrees`, { recursive: true, force: true });
  });

  function spawned(at = folder): BranchAgent {
    const agent = open(at).atlas.runNow(spawnAgent, { mission: 'Look', worktree: true });
    assert.ok(hasBranch(agent));
    return agent;
  }
  const contextNow = (at = folder): Context => open(at).store.state.context ?? { project_name: '' };
  const list = (): Promise<AgentWorktree[]> => listAgentWorktrees(folder, contextNow());
  const branches = (): string[] =>
    git(top(), 'branch', '--format=%(refname:short)').trim().split('\n');
  const place = (): string => path.join(`${top()}.worktrees`, 'agent-0048');

  it('is made beside the repository, on a branch of its own from what is checked out', async () => {
    const agent = spawned();
    const made = await createAgentWorktree(folder, agent);
    assert.deepEqual(made, { root: place(), folder: place(), branch: 'atlas/agent-0048' });
    assert.equal(fs.readFileSync(path.join(place(), 'src/a.ts'), 'utf8'), 'one');
    assert.equal(
      git(place(), 'rev-parse', 'HEAD', '--abbrev-ref', 'HEAD'),
      `${git(top(), 'rev-parse', 'HEAD')}atlas/agent-0048\n`,
    );
    assert.equal(git(top(), 'status', '--porcelain', '--', 'src'), '');
    assert.equal(workFolderOf(folder, agent), place());
  });

  it('stays the same when it is made again, and comes back on its branch when it was deleted', async () => {
    const agent = spawned();
    const made = await createAgentWorktree(folder, agent);
    put(place(), 'new.ts', 'x');
    assert.deepEqual(await createAgentWorktree(folder, agent), made);
    assert.ok(fs.existsSync(path.join(place(), 'new.ts')));
    commitAll(place());
    fs.rmSync(place(), { recursive: true });
    assert.equal(workFolderOf(folder, agent), undefined);
    assert.deepEqual(await createAgentWorktree(folder, agent), made);
    assert.equal(fs.readFileSync(path.join(place(), 'new.ts'), 'utf8'), 'x');
  });

  it('is made once by several who want it at the same time', async () => {
    const agents = [spawned(), spawned(), spawned()];
    const made = await Promise.all(
      [...agents, ...agents].map((agent) => createAgentWorktree(folder, agent)),
    );
    assert.equal(new Set(made.map(({ root }) => root)).size, 3);
    assert.equal((await list()).length, 3);
  });

  it('may be in another folder', async () => {
    const base = `${top()}.worktrees/elsewhere`;
    const agent = spawned();
    const { root } = await createAgentWorktree(folder, agent, base);
    assert.equal(root, path.join(base, 'agent-0048'));
    assert.deepEqual(
      (await list()).map((each) => each.root),
      [root],
    );
  });

  it('has the place of a workspace folder that lies deeper in the repository', async () => {
    fs.cpSync(path.join(top(), '.atlas'), path.join(top(), 'packages/one/.atlas'), {
      recursive: true,
    });
    put(top(), 'packages/one/b.ts', 'deep');
    commitAll(top());
    const deep = new OrchestrationFolder(path.join(top(), 'packages', 'one'));
    const agent = spawned(deep);
    const made = await createAgentWorktree(deep, agent);
    assert.deepEqual([made.root, made.folder], [place(), path.join(place(), 'packages', 'one')]);
    assert.equal(workFolderOf(deep, agent), made.folder);
    assert.equal(findRoot(made.folder), deep.root);
  });

  it('leads reports to the main folder', async () => {
    const agent = spawned();
    await createAgentWorktree(folder, agent);
    assert.equal(findRoot(path.join(place(), 'src')), top());
    assert.ok(fs.existsSync(folder.document(missionPath(agent.id))));
  });

  it('is made of a detached commit too', async () => {
    git(top(), 'checkout', '--quiet', '--detach');
    await createAgentWorktree(folder, spawned());
    assert.equal(git(place(), 'branch', '--show-current'), 'atlas/agent-0048\n');
  });

  it('is the workspace folder for an agent without a branch', () => {
    const agent: Agent = { id: 'AGENT_0001', type: 'developer', mission: 'x' };
    assert.equal(workFolderOf(folder, agent), top());
  });

  describe('cannot be made', () => {
    it('without a repository', async () => {
      fs.rmSync(path.join(top(), '.git'), { recursive: true });
      await assert.rejects(
        createAgentWorktree(folder, spawned()),
        isAtlasError('repositoryNotFound', { folder: top() }),
      );
    });

    it('without a commit', async () => {
      fs.rmSync(path.join(top(), '.git'), { recursive: true });
      git(top(), 'init', '--quiet');
      await assert.rejects(createAgentWorktree(folder, spawned()), isAtlasError('repositoryEmpty'));
      assert.deepEqual(await list(), []);
    });

    it('without git', async () => {
      const before = process.env['PATH'];
      process.env['PATH'] = '/nowhere';
      try {
        await assert.rejects(createAgentWorktree(folder, spawned()), isAtlasError('gitNotFound'));
      } finally {
        process.env['PATH'] = before;
      }
    });

    it('on a branch of somebody else', async () => {
      git(top(), 'branch', 'atlas/agent-0048');
      await assert.rejects(
        createAgentWorktree(folder, spawned()),
        isAtlasError('branchTaken', { branch: 'atlas/agent-0048' }),
      );
      assert.ok(!fs.existsSync(place()));
    });

    it('on the branch of an agent of the same id in another orchestration', async () => {
      const agent = spawned();
      await createAgentWorktree(folder, agent);
      await assert.rejects(
        createAgentWorktree(folder, { ...agent, spawned: '2020-01-01T00:00:00.000Z' }),
        isAtlasError('branchTaken'),
      );
    });

    it('where there is something already', async () => {
      put(place(), 'mine', 'x');
      await assert.rejects(
        createAgentWorktree(folder, spawned()),
        isAtlasError('folderTaken', { folder: place() }),
      );
      assert.deepEqual(branches(), ['main']);
    });
  });

  describe('is listed', () => {
    it('with what of its work is where', async () => {
      spawned();
      await createAgentWorktree(folder, spawned());
      const [fresh, ...rest] = await list();
      assert.deepEqual(
        [fresh, rest],
        [
          {
            agent: 'AGENT_0049',
            root: path.join(`${top()}.worktrees`, 'agent-0049'),
            folder: path.join(`${top()}.worktrees`, 'agent-0049'),
            branch: 'atlas/agent-0049',
            gone: false,
            uncommitted: 0,
            ahead: 0,
            alone: 0,
            merged: true,
          },
          [],
        ],
      );
    });

    it('with uncommitted files, with commits of its own, and with merged ones', async () => {
      await createAgentWorktree(folder, spawned());
      const facts = async (): Promise<unknown[]> =>
        (await list()).map(({ uncommitted, ahead, alone, merged }) => [
          uncommitted,
          ahead,
          alone,
          merged,
        ]);
      put(place(), 'src/a.ts', 'changed');
      put(place(), 'deep/new one', 'x');
      assert.deepEqual(await facts(), [[2, 0, 0, true]]);
      commitAll(place());
      assert.deepEqual(await facts(), [[0, 1, 1, false]]);
      git(top(), 'merge', '--quiet', '--no-edit', 'atlas/agent-0048');
      assert.deepEqual(await facts(), [[0, 1, 0, true]]);
    });

    it('when its folder is gone, and when its agent left the branch', async () => {
      await createAgentWorktree(folder, spawned());
      git(place(), 'checkout', '--quiet', '--detach');
      put(place(), 'x');
      commitAll(place());
      const [left] = await list();
      assert.deepEqual([left?.alone, left?.merged, left?.gone], [1, true, false]);
      fs.rmSync(place(), { recursive: true });
      assert.equal((await list())[0]?.gone, true);
    });
  });

  describe('is removed', () => {
    it('with its branch and its folder, when nothing of it is only there', async () => {
      const agent = spawned();
      await createAgentWorktree(folder, agent);
      put(place(), 'x');
      commitAll(place());
      git(top(), 'merge', '--quiet', '--no-edit', 'atlas/agent-0048');
      assert.deepEqual(await removeAgentWorktree(folder, agent), {
        agent: 'AGENT_0048',
        root: place(),
        branch: 'atlas/agent-0048',
        branchDeleted: true,
      });
      assert.ok(!fs.existsSync(`${top()}.worktrees`));
      assert.deepEqual(branches(), ['main']);
      await assert.rejects(removeAgentWorktree(folder, agent), isAtlasError('worktreeNotFound'));
    });

    it('not with files that are not committed, unless forced', async () => {
      const agent = spawned();
      await createAgentWorktree(folder, agent);
      put(place(), 'new', 'x');
      await assert.rejects(
        removeAgentWorktree(folder, agent),
        isAtlasError('worktreeUnsaved', { detail: '1 file is not committed' }),
      );
      assert.ok(fs.existsSync(path.join(place(), 'new')));
      assert.equal((await removeAgentWorktree(folder, agent, { force: true })).branchDeleted, true);
      assert.ok(!fs.existsSync(place()));
    });

    it('not with commits that are nowhere else; forced, they stay on the branch', async () => {
      const agent = spawned();
      await createAgentWorktree(folder, agent);
      put(place(), 'x');
      commitAll(place());
      put(place(), 'y');
      await assert.rejects(
        removeAgentWorktree(folder, agent),
        isAtlasError('worktreeUnsaved', {
          detail: '1 file is not committed, and 1 commit is on no other branch',
        }),
      );
      const { branchDeleted } = await removeAgentWorktree(folder, agent, { force: true });
      assert.equal(branchDeleted, false);
      assert.match(git(top(), 'ls-tree', '--name-only', 'atlas/agent-0048'), /^x$/m);
    });

    it('with commits that were pushed, but then its branch stays', async () => {
      const agent = spawned();
      await createAgentWorktree(folder, agent);
      put(place(), 'x');
      commitAll(place());
      const remote = path.join(`${top()}.worktrees`, 'remote.git');
      git(top(), 'init', '--quiet', '--bare', remote);
      git(top(), 'remote', 'add', 'origin', remote);
      git(place(), 'push', '--quiet', 'origin', 'atlas/agent-0048');
      assert.equal((await removeAgentWorktree(folder, agent)).branchDeleted, false);
      assert.ok(branches().includes('atlas/agent-0048'));
    });

    it('not with commits on no branch at all', async () => {
      const agent = spawned();
      await createAgentWorktree(folder, agent);
      git(place(), 'checkout', '--quiet', '--detach');
      put(place(), 'x');
      commitAll(place());
      await assert.rejects(removeAgentWorktree(folder, agent), isAtlasError('worktreeUnsaved'));
    });

    it('when its folder was deleted by hand', async () => {
      const agent = spawned();
      await createAgentWorktree(folder, agent);
      fs.rmSync(place(), { recursive: true });
      assert.equal((await removeAgentWorktree(folder, agent)).branchDeleted, true);
      assert.deepEqual(await list(), []);
    });

    it('not while its agent is at work', async () => {
      const agent = spawned();
      await createAgentWorktree(folder, agent);
      recordRun(folder, agent);
      await assert.rejects(
        removeAgentWorktree(folder, agent, { force: true }),
        isAtlasError('agentAtWork', { id: 'AGENT_0048' }),
      );
    });

    it('not with submodules, unless forced', async () => {
      const library = path.join(`${top()}.worktrees`, 'library');
      makeRepository(library);
      git(top(), 'submodule', '--quiet', 'add', library, 'library');
      commitAll(top());
      const agent = spawned();
      await createAgentWorktree(folder, agent);
      git(place(), 'submodule', '--quiet', 'update', '--init');
      await assert.rejects(
        removeAgentWorktree(folder, agent),
        isAtlasError('worktreeUnsaved', {
          detail: 'it has submodules, and git does not look whether their commits are elsewhere',
        }),
      );
      await removeAgentWorktree(folder, agent, { force: true });
      assert.ok(!fs.existsSync(place()));
    });

    it('with a report that was written there and that the main folder has as well', async () => {
      const agent = spawned();
      await createAgentWorktree(folder, agent);
      const report = '.atlas/orchestrator/agents/AGENT_0048/report.md';
      put(place(), report, 'status: success\n\nDone\n');
      await assert.rejects(removeAgentWorktree(folder, agent), isAtlasError('worktreeUnsaved'));
      put(top(), report, 'status: success\n\nDone\n');
      await removeAgentWorktree(folder, agent);
      assert.ok(!fs.existsSync(place()));
      assert.ok(fs.existsSync(path.join(top(), report)));
    });
  });
});
