import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError } from '../../src/core/errors';
import { findRoot, OrchestrationFolder, slugOf } from '../../src/node/orchestrationFolder';
import { isAtlasError } from '../core/support/atlasError';
import { useTemporaryFolder } from './support/temporaryFolder';

describe('slugOf', () => {
  const names: readonly (readonly [string, string])[] = [
    ['Payments migration', 'payments_migration'],
    ['  --Payments / EU (2026)!  ', 'payments_eu_2026'],
    ['project_alpha', 'project_alpha'],
    ['Größe', 'größe'],
    ['決済の移行', '決済の移行'],
    ['हिन्दी', 'हिन्दी'],
    ['ﬁne ①', 'fine_1'],
    ['..', ''],
    ['\u{1F680}\u{FE0F}', ''],
    ['\u{2764}\u{FE0F} love', 'love'],
    ['', ''],
  ];
  for (const [name, slug] of names) {
    it(`makes ${slug === '' ? 'nothing' : `"${slug}"`} of "${name}"`, () => {
      if (slug === '') {
        assert.throws(() => slugOf(name), isAtlasError('projectNameUnusable', { project: name }));
      } else {
        assert.equal(slugOf(name), slug);
      }
    });
  }

  it('is the same for two ways of writing the same letters', () => {
    assert.equal(slugOf('Zu\u0308rich'), slugOf('Zürich'));
  });

  it('makes a file name that every system takes, and that stays the same', function () {
    this.timeout(20_000);
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.string({ unit: 'grapheme', minLength: 80, maxLength: 120 }),
    );
    fc.assert(
      fc.property(name, (project) => {
        let slug: string;
        try {
          slug = slugOf(project);
        } catch (error) {
          assert.ok(error instanceof AtlasError);
          return;
        }
        // Beside the ending there is a temporary name: a dot, 16 letters, ".tmp".
        assert.ok(Buffer.byteLength(`.${slug}_context.json.0123456789abcdef.tmp`) <= 255, slug);
        assert.equal(Buffer.from(slug).toString(), slug);
        assert.doesNotMatch(slug, /[\s\\/:*?"<>|.\0]|^_|_$/u);
        assert.equal(slugOf(slug), slug);
      }),
    );
  });
});

describe('OrchestrationFolder', () => {
  const root = useTemporaryFolder();
  const folder = (...projects: readonly string[]): OrchestrationFolder => {
    const made = new OrchestrationFolder(root());
    fs.mkdirSync(made.orchestratorFolder, { recursive: true });
    projects.forEach((project) => {
      fs.writeFileSync(made.contextFile(project), '{}');
    });
    return made;
  };

  it('has no projects where there is nothing', () => {
    const bare = new OrchestrationFolder(root());
    assert.deepEqual(
      [bare.projects(), bare.choose(), bare.choose('x')],
      [[], undefined, undefined],
    );
  });

  it('knows contexts by their file names, and nothing else', () => {
    const made = folder('b', 'a');
    for (const other of [
      '_context.json',
      'context.json',
      '.a_context.json.0123.tmp',
      'a_context.json~',
      'a_journal.jsonl',
    ]) {
      fs.writeFileSync(path.join(made.orchestratorFolder, other), '');
    }
    assert.deepEqual(made.projects(), ['a', 'b']);
  });

  if (process.platform !== 'win32') {
    it('says so when it cannot be looked into', () => {
      const made = new OrchestrationFolder(root());
      fs.mkdirSync(made.atlasFolder);
      fs.symlinkSync('orchestrator', made.orchestratorFolder);
      const refused = isAtlasError('contextUnreachable', {
        file: '.atlas/orchestrator',
        detail: 'a link leads to itself',
      });
      assert.throws(() => made.projects(), refused);
    });
  }

  it('chooses the only one there is', () => {
    assert.equal(folder('a').choose(), 'a');
  });

  it('does not choose between two', () => {
    const several = isAtlasError('severalProjects', { folder: root(), projects: 'a, b' });
    assert.throws(() => folder('b', 'a').choose(), several);
  });

  it('chooses by file name or by name, and none that is only near', () => {
    const made = folder('pay_eu', 'Old Name');
    assert.equal(made.choose('Pay EU'), 'pay_eu');
    assert.equal(made.choose('Old Name'), 'Old Name');
    assert.equal(made.choose('pay'), undefined);
  });

  it('says which there are when one is wanted that is not there', () => {
    const missing = isAtlasError('projectNotFound', {
      project: 'c',
      folder: root(),
      projects: 'a, b',
    });
    assert.throws(() => {
      folder('a', 'b').mustHave('c');
    }, missing);
  });

  it('wants nothing where nothing is', () => {
    assert.doesNotThrow(() => {
      folder().mustHave('c');
    });
  });

  it('shows its files from the workspace folder on, with forward slashes', () => {
    assert.equal(folder().shown(folder().contextFile('a')), '.atlas/orchestrator/a_context.json');
  });
});

describe('findRoot', () => {
  const root = useTemporaryFolder();

  it('finds the nearest folder with .atlas, here or above', () => {
    const deep = path.join(root(), 'a', 'b', 'c');
    fs.mkdirSync(deep, { recursive: true });
    fs.mkdirSync(path.join(root(), '.atlas'));
    fs.mkdirSync(path.join(root(), 'a', '.atlas'));
    assert.equal(findRoot(deep), path.join(root(), 'a'));
    assert.equal(findRoot(path.join(root(), 'a')), path.join(root(), 'a'));
    assert.equal(findRoot(root()), root());
  });

  it('takes no file for the folder', () => {
    fs.mkdirSync(path.join(root(), '.atlas'));
    fs.mkdirSync(path.join(root(), 'a'));
    fs.writeFileSync(path.join(root(), 'a', '.atlas'), '');
    assert.equal(findRoot(path.join(root(), 'a')), root());
  });

  it('finds nothing where there is nothing', () => {
    assert.equal(findRoot(root()), undefined);
  });
});
