import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { mainRootOf, samePlaceInMain } from '../../../src/node/git/worktree';
import { findRoot } from '../../../src/node/orchestrationFolder';
import { commitAll, git, makeRepository, put } from '../support/repository';
import { useTemporaryFolder } from '../support/temporaryFolder';

const CONTEXT = '.atlas/orchestrator/a_context.json';

describe('mainRootOf', () => {
  const folder = useTemporaryFolder();
  const at = (...parts: readonly string[]): string => path.join(folder(), ...parts);

  it('tells the main working tree of a linked one, at any depth', () => {
    const main = makeRepository(at('main'));
    git(main, 'worktree', 'add', '--quiet', '-b', 'mine', at('my tree'));
    put(at('my tree'), 'a/b/file');
    assert.equal(mainRootOf(at('my tree')), main);
    assert.equal(mainRootOf(at('my tree', 'a', 'b')), main);
    assert.equal(samePlaceInMain(at('my tree', 'a', 'b')), path.join(main, 'a', 'b'));
    assert.equal(samePlaceInMain(at('my tree')), main);
  });

  it('tells it of a worktree inside the main one, and from a worktree of a worktree', () => {
    const main = makeRepository(at('main'));
    const inner = path.join(main, '.claude', 'worktrees', 'one');
    git(main, 'worktree', 'add', '--quiet', inner);
    git(inner, 'worktree', 'add', '--quiet', at('two'));
    assert.equal(mainRootOf(inner), main);
    assert.equal(mainRootOf(at('two')), main);
  });

  it('tells it where git was told with a relative path', () => {
    const main = makeRepository(at('main'));
    git(main, 'worktree', 'add', '--quiet', at('tree'));
    fs.writeFileSync(at('tree', '.git'), 'gitdir: ../main/.git/worktrees/tree\r\n');
    assert.equal(mainRootOf(at('tree')), main);
  });

  it('says nothing in the main tree, and outside of git', () => {
    const main = makeRepository(at('main'));
    git(main, 'worktree', 'add', '--quiet', at('tree'));
    assert.equal(mainRootOf(main), undefined);
    assert.equal(mainRootOf(folder()), undefined);
    assert.equal(samePlaceInMain(main), undefined);
  });

  it('says nothing in a submodule, but does where that lies in a linked worktree', () => {
    const library = makeRepository(at('library'));
    const main = makeRepository(at('main'));
    git(main, 'submodule', '--quiet', 'add', library, 'library');
    commitAll(main);
    git(main, 'worktree', 'add', '--quiet', at('tree'));
    git(at('tree'), 'submodule', '--quiet', 'update', '--init');
    assert.ok(fs.statSync(path.join(main, 'library', '.git')).isFile());
    assert.ok(fs.statSync(at('tree', 'library', '.git')).isFile());
    assert.equal(mainRootOf(path.join(main, 'library')), undefined);
    assert.equal(samePlaceInMain(at('tree', 'library')), path.join(main, 'library'));
  });

  it('says nothing in a clone that lies in a linked worktree', () => {
    const main = makeRepository(at('main'));
    git(main, 'worktree', 'add', '--quiet', at('tree'));
    const clone = makeRepository(at('tree', 'clone'));
    assert.equal(mainRootOf(clone), undefined);
  });

  for (const [name, more] of [
    ['store.git', []],
    ['.git', []],
    ['.git', ['extensions.worktreeConfig', 'true']],
  ] as const) {
    it(`says nothing of a bare repository ${name} ${more.join(' ')}`, () => {
      const source = makeRepository(at('source'));
      fs.mkdirSync(at('project'));
      const bare = at('project', name);
      git(folder(), 'clone', '--quiet', '--bare', source, bare);
      if (more.length > 0) {
        git(bare, 'config', ...more);
      }
      git(bare, 'worktree', 'add', '--quiet', at('project', 'main'), 'main');
      assert.equal(mainRootOf(at('project', 'main')), undefined);
    });
  }

  it('says nothing when the main tree is gone, or its link leads nowhere', () => {
    const main = makeRepository(at('main'));
    git(main, 'worktree', 'add', '--quiet', at('tree'));
    fs.renameSync(main, at('moved'));
    assert.equal(mainRootOf(at('tree')), undefined);
    put(folder(), 'nonsense/.git', 'no such words');
    assert.equal(mainRootOf(at('nonsense')), undefined);
  });
});

describe('findRoot in a linked worktree', () => {
  const folder = useTemporaryFolder();
  const at = (...parts: readonly string[]): string => path.join(folder(), ...parts);
  let main = '';
  /** A repository with these files, and a worktree `tree` of a branch that has them too. */
  const commitAndBranch = (...files: readonly string[]): void => {
    main = makeRepository(at('main'));
    files.forEach((file) => {
      put(main, file);
    });
    commitAll(main);
    git(main, 'worktree', 'add', '--quiet', at('tree'));
  };

  it('prefers the main folder to its own checkout of .atlas', () => {
    commitAndBranch(CONTEXT, 'src/deep/file');
    assert.ok(fs.existsSync(at('tree', CONTEXT)));
    assert.equal(findRoot(at('tree')), main);
    assert.equal(findRoot(at('tree', 'src', 'deep')), main);
  });

  it('finds the main folder when .atlas is not committed', () => {
    commitAndBranch('src/deep/file');
    put(main, CONTEXT);
    assert.equal(findRoot(at('tree', 'src', 'deep')), main);
  });

  it('finds it in a folder that only the worktree has', () => {
    commitAndBranch('file');
    put(main, CONTEXT);
    put(at('tree'), 'new/folder/file');
    assert.equal(findRoot(at('tree', 'new', 'folder')), main);
  });

  it('finds the project of the same subfolder, committed or not', () => {
    commitAndBranch(`packages/one/${CONTEXT}`, 'packages/two/src/file', CONTEXT);
    put(main, `packages/two/${CONTEXT}`);
    assert.equal(findRoot(at('tree', 'packages', 'one')), path.join(main, 'packages', 'one'));
    const two = path.join(main, 'packages', 'two');
    assert.equal(findRoot(at('tree', 'packages', 'two', 'src')), two);
    assert.equal(findRoot(at('tree', 'packages')), main);
  });

  it('finds the same from a worktree inside the main tree', () => {
    commitAndBranch(CONTEXT, 'packages/one/src/file');
    const inner = path.join(main, '.claude', 'worktrees', 'one');
    git(main, 'worktree', 'add', '--quiet', inner);
    assert.equal(findRoot(inner), main);
    put(main, `packages/one/${CONTEXT}`);
    const one = path.join(main, 'packages', 'one');
    assert.equal(findRoot(path.join(inner, 'packages', 'one', 'src')), one);
  });

  it('keeps to the worktree when only its branch has .atlas', () => {
    commitAndBranch('file');
    put(at('tree'), CONTEXT);
    assert.equal(findRoot(at('tree')), at('tree'));
  });

  it('keeps to the checkout when the repository is bare', () => {
    const source = makeRepository(at('source'));
    put(source, CONTEXT);
    commitAll(source);
    git(folder(), 'clone', '--quiet', '--bare', source, at('store', '.git'));
    git(at('store', '.git'), 'worktree', 'add', '--quiet', at('store', 'main'), 'main');
    assert.equal(findRoot(at('store', 'main')), at('store', 'main'));
    put(at('store'), CONTEXT);
    fs.rmSync(at('store', 'main', '.atlas'), { recursive: true });
    assert.equal(findRoot(at('store', 'main')), at('store'));
  });

  it('keeps to a submodule, and to a clone, with an .atlas of its own', () => {
    const library = makeRepository(at('library'));
    put(library, CONTEXT);
    commitAll(library);
    commitAndBranch(CONTEXT);
    git(main, 'submodule', '--quiet', 'add', library, 'library');
    assert.equal(findRoot(path.join(main, 'library')), path.join(main, 'library'));
    git(at('tree'), 'clone', '--quiet', library, 'clone');
    assert.equal(findRoot(at('tree', 'clone')), at('tree', 'clone'));
  });

  it('goes on above a main tree without .atlas', () => {
    commitAndBranch('file');
    put(folder(), CONTEXT);
    assert.equal(findRoot(at('tree')), folder());
  });
});
