import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { RepositoryNews } from '../../../src/core/model/repository';
import { repositoryNews } from '../../../src/node/git/repositoryNews';
import { commitAll, git, gitAt, makeRepository, put } from '../support/repository';
import { useTemporaryFolder } from '../support/temporaryFolder';

const SINCE = '2026-03-01T00:00:00.000Z';

describe('repositoryNews', () => {
  const folder = useTemporaryFolder();
  const root = (): string => path.join(folder(), 'work');
  const news = async (since: string | null = SINCE): Promise<RepositoryNews> => {
    const found = await repositoryNews(root(), since);
    assert.ok(found);
    return found;
  };
  const commitAt = (time: string, subject: string): void => {
    gitAt(time, root(), 'commit', '--quiet', '--allow-empty', `--message=${subject}`);
  };
  const subjects = ({ commits }: RepositoryNews): string[] => commits.map((item) => item.subject);

  it('has none where there is no repository, nor a working tree', async () => {
    assert.equal(await repositoryNews(folder(), SINCE), undefined);
    assert.equal(await repositoryNews(path.join(folder(), 'missing'), SINCE), undefined);
    git(folder(), 'init', '--quiet', '--bare', 'bare.git');
    assert.equal(await repositoryNews(path.join(folder(), 'bare.git'), SINCE), undefined);
  });

  it('tells the branch and the commits since, the newest first', async () => {
    makeRepository(root());
    commitAt('2026-02-28T23:59:59Z', 'Too early');
    commitAt('2026-03-01T02:00:00+02:00', 'At that moment');
    commitAt('2026-03-01T10:00:00-05:00', 'Later');
    const found = await news();
    const head = git(root(), 'rev-parse', 'HEAD').trim();
    assert.deepEqual(
      { ...found, commits: found.commits.slice(0, 1) },
      {
        branch: 'main',
        head,
        uncommitted: 0,
        commitCount: 2,
        commits: [
          { hash: head, subject: 'Later', author: 'Ada', time: '2026-03-01T15:00:00.000Z' },
        ],
        branches: [{ name: 'main', subject: 'Later', time: '2026-03-01T15:00:00.000Z' }],
      },
    );
    assert.deepEqual(subjects(found), ['Later', 'At that moment']);
  });

  it('takes a moment within a second for the second', async () => {
    makeRepository(root());
    commitAt('2026-03-01T00:00:00Z', 'Same second');
    assert.deepEqual(subjects(await news('2026-03-01T00:00:00.900Z')), ['Same second']);
    assert.deepEqual(subjects(await news('2026-03-01T00:00:01.000Z')), []);
  });

  it('tells everything where no moment is known', async () => {
    makeRepository(root());
    commitAt('2026-02-01T00:00:00Z', 'Second');
    for (const since of [null, 'yesterday, or so']) {
      const found = await news(since);
      assert.deepEqual(subjects(found), ['Second', 'First']);
      assert.deepEqual([found.commitCount, found.branches.length], [2, 1]);
    }
  });

  it('tells ten of many, of all local branches', async () => {
    makeRepository(root());
    for (let at = 10; at < 22; at += 1) {
      git(root(), 'switch', '--quiet', `--create=topic/${at}`, 'main');
      commitAt(`2026-03-${at}T00:00:00Z`, `On ${at}`);
    }
    git(root(), 'switch', '--quiet', 'main');
    const found = await news();
    assert.deepEqual(
      [found.branch, found.commitCount, found.commits.length, found.branches.length],
      ['main', 12, 10, 10],
    );
    assert.deepEqual(subjects(found).slice(0, 2), ['On 21', 'On 20']);
    assert.deepEqual(
      found.branches.slice(0, 2).map((item) => item.name),
      ['topic/21', 'topic/20'],
    );
    assert.deepEqual(
      (await news('2026-03-20T00:00:00Z')).branches.map((item) => item.subject),
      ['On 21', 'On 20'],
    );
  });

  it('tells a detached head, with what was committed there', async () => {
    makeRepository(root());
    git(root(), 'switch', '--quiet', '--detach');
    commitAt('2026-03-02T00:00:00Z', 'On no branch');
    // A file of that name must not be taken for the revision.
    put(root(), 'HEAD');
    const found = await news();
    assert.equal(found.branch, null);
    assert.deepEqual(
      [subjects(found), found.branches, found.uncommitted],
      [['On no branch'], [], 1],
    );
  });

  it('tells a repository without commits, and a branch without any', async () => {
    fs.mkdirSync(root());
    git(root(), 'init', '--quiet', '--initial-branch=trunk');
    put(root(), 'file');
    assert.deepEqual(await news(null), {
      ...{ branch: 'trunk', head: '', uncommitted: 1 },
      ...{ commits: [], commitCount: 0, branches: [] },
    });
    commitAll(root());
    git(root(), 'switch', '--quiet', '--orphan', 'fresh');
    const found = await news(null);
    assert.deepEqual([found.branch, found.head, found.commitCount], ['fresh', '', 1]);
  });

  it('takes subjects and names as they are', async () => {
    makeRepository(root());
    const odd = ['"quoted" \'twice\' $(no) `shell`', '🚀 Größe 決済', '%x00 %H \\n', ''];
    odd.forEach((subject, at) => {
      const args = ['commit', '--quiet', '--allow-empty', '--allow-empty-message'];
      gitAt(`2026-03-0${at + 2}T00:00:00Z`, root(), ...args, `--message=${subject}`);
    });
    commitAt('2026-03-09T00:00:00Z', 'One\nand\r\ntwo\n\nBody');
    git(root(), 'branch', '--move', 'größe/$x-🚀');
    const found = await news();
    assert.equal(found.branch, 'größe/$x-🚀');
    assert.match(subjects(found)[0] ?? '', /^One and\s+two$/);
    assert.deepEqual(subjects(found).slice(1).reverse(), odd);
    assert.deepEqual(
      found.branches.map((item) => item.name),
      ['größe/$x-🚀'],
    );
    assert.equal(found.branches[0]?.subject, subjects(found)[0]);
  });

  it('counts changes, and none below any .atlas', async () => {
    makeRepository(root());
    // Windows has no line feeds in names.
    const odd = process.platform === 'win32' ? 'a b' : 'a\nb';
    for (const name of ['changed', 'deleted', 'renamed', odd, '.atlas/old']) {
      put(root(), name, `${name}\n`.repeat(5));
    }
    commitAll(root());
    put(root(), '.atlas/old', 'new');
    put(root(), '.atlas/orchestrator/a_context.json');
    put(root(), 'packages/one/.atlas/orchestrator/a_context.json');
    assert.equal((await news()).uncommitted, 0);
    put(root(), 'changed', 'now');
    put(root(), odd, 'now');
    fs.rmSync(path.join(root(), 'deleted'));
    git(root(), 'mv', 'renamed', '# branch.oid of another name');
    put(root(), 'new/a');
    put(root(), 'new/b');
    const found = await news();
    assert.deepEqual([found.uncommitted, found.branch], [5, 'main']);
    put(root(), 'packages/one/file');
    const sub = await repositoryNews(path.join(root(), 'packages', 'one'), SINCE);
    assert.equal(sub?.uncommitted, 6);
  });

  it('counts the commits that a branch and its upstream do not share', async () => {
    makeRepository(root());
    git(folder(), 'clone', '--quiet', '--bare', root(), 'remote.git');
    git(root(), 'remote', 'add', 'origin', '../remote.git');
    assert.equal((await news()).upstream, undefined);
    for (const subject of ['One', 'Two']) {
      commitAt('2026-02-01T00:00:00Z', subject);
    }
    git(root(), 'push', '--quiet', '--set-upstream', 'origin', 'main');
    git(root(), 'reset', '--quiet', '--hard', 'HEAD~2');
    commitAt('2026-02-02T00:00:00Z', 'Ours');
    // Somebody's settings may turn the counting off.
    git(root(), 'config', 'status.aheadBehind', 'false');
    const { ahead, behind, upstream } = await news();
    assert.deepEqual({ ahead, behind, upstream }, { ahead: 1, behind: 2, upstream: 'origin/main' });
    git(root(), 'update-ref', '-d', 'refs/remotes/origin/main');
    const gone = await news();
    assert.deepEqual(
      [gone.upstream, 'ahead' in gone, 'behind' in gone],
      ['origin/main', false, false],
    );
  });

  if (process.platform !== 'win32') {
    it('changes nothing, and starts nothing that is set up in the repository', async () => {
      makeRepository(root());
      put(root(), 'file');
      const trap = path.join(folder(), 'trap');
      const sprung = path.join(folder(), 'sprung');
      const spring = `#!/bin/sh\ntouch '${sprung}'\n`;
      put(folder(), 'trap', spring);
      put(root(), '.git/hooks/post-index-change', spring);
      // What git wants of a program that signs: it reads everything, and says that it is done.
      put(folder(), 'sign', `${spring}cat >/dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\necho x\n`);
      for (const file of [
        trap,
        path.join(folder(), 'sign'),
        path.join(root(), '.git/hooks/post-index-change'),
      ]) {
        fs.chmodSync(file, 0o755);
      }
      git(root(), 'config', 'gpg.program', path.join(folder(), 'sign'));
      git(root(), 'config', 'core.fsmonitor', `'${trap}'`);
      git(root(), 'config', 'core.pager', `'${trap}'`);
      git(root(), 'config', 'alias.status', `!'${trap}'`);
      git(root(), 'config', 'log.showSignature', 'true');
      git(root(), 'config', 'color.ui', 'always');
      git(root(), 'add', 'file');
      git(root(), 'commit', '--quiet', '--gpg-sign', '--message=Signed');
      assert.ok(fs.existsSync(sprung));
      fs.rmSync(sprung);
      // Git would note the new time in its index.
      const old = new Date('2026-01-01T00:00:00Z');
      fs.utimesSync(path.join(root(), 'file'), old, old);
      const index = fs.readFileSync(path.join(root(), '.git', 'index'));
      assert.deepEqual(subjects(await news(null)).sort(), ['First', 'Signed']);
      assert.deepEqual(fs.readFileSync(path.join(root(), '.git', 'index')), index);
      assert.equal(fs.existsSync(sprung), false);
    });
  }

  describe('with another environment', () => {
    const misleading = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_LITERAL_PATHSPECS'];
    const before = process.env['PATH'];
    afterEach(() => {
      process.env['PATH'] = before;
      misleading.forEach((name) => {
        Reflect.deleteProperty(process.env, name);
      });
    });

    it('keeps to its folder when a hook of another repository runs it', async () => {
      const other = makeRepository(path.join(folder(), 'other'));
      makeRepository(root());
      git(root(), 'switch', '--quiet', '--create=mine');
      misleading.forEach((name) => {
        process.env[name] = name === 'GIT_LITERAL_PATHSPECS' ? '1' : path.join(other, '.git');
      });
      assert.equal((await news()).branch, 'mine');
    });

    it('has none without git', async () => {
      makeRepository(root());
      process.env['PATH'] = folder();
      assert.equal(await repositoryNews(root(), SINCE), undefined);
    });

    if (process.platform !== 'win32') {
      it('waits for git no longer than it is told', async () => {
        makeRepository(root());
        put(folder(), 'bin/git', '#!/bin/sh\nsleep 30\n');
        fs.chmodSync(path.join(folder(), 'bin', 'git'), 0o755);
        process.env['PATH'] = `${path.join(folder(), 'bin')}${path.delimiter}${before}`;
        const start = Date.now();
        assert.equal(await repositoryNews(root(), SINCE, 200), undefined);
        assert.ok(Date.now() - start < 5000);
      });
    }
  });
});
