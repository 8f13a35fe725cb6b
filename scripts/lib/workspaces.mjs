// Temporary copies of the fixtures in test/fixtures: tests may change them freely.
import { cpSync, existsSync, mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from './paths.mjs';

/** Keeps the copies of one run, so that a later suite can open an earlier one's again. */
export class Workspaces {
  #parent;
  /** @type {Map<string, { folder?: string, workspaceFile?: string }>} */
  #bySuite = new Map();

  /** What a suite's VS Code has to open: a folder, a workspace file or neither. */
  async open(suite) {
    const opened =
      suite.sameWorkspaceAs === undefined
        ? await this.#make(suite)
        : this.#bySuite.get(suite.sameWorkspaceAs);
    if (opened === undefined)
      throw new Error(
        `Suite "${suite.name}" returns to "${suite.sameWorkspaceAs}", which did not run before it.`,
      );
    this.#bySuite.set(suite.name, opened);
    return opened;
  }

  async dispose() {
    if (this.#parent !== undefined)
      await rm(this.#parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  async #make(suite) {
    const opened = this.#copy(suite);
    if (suite.holds !== undefined) {
      // It is made by our own compiled sources, which are not there before the build.
      const { writeLongHistory } = await import('../../bench/parts/longHistory.mjs');
      await writeLongHistory(join(opened.folder, 'prepared'), suite.holds);
    }
    return opened;
  }

  #copy({ name, workspace }) {
    if (workspace === 'none') return {};
    // VS Code reports real paths, and on some systems the temporary folder is a link.
    this.#parent ??= realpathSync(mkdtempSync(join(tmpdir(), 'atlas-workspaces-')));
    const file = workspace.workspaceFile;
    const fixture = file === undefined ? workspace : file.split('/')[0];
    const source = join(repoRoot, 'test', 'fixtures', fixture);
    if (!existsSync(source))
      throw new Error(
        `Suite "${name}" wants the fixture test/fixtures/${fixture}, which does not exist.`,
      );
    // A suite that is run again gets another copy: an editor may still hold files of the first.
    const base = mkdtempSync(join(this.#parent, `${name}-`));
    cpSync(source, join(base, fixture), { recursive: true });
    return file === undefined
      ? { folder: join(base, fixture) }
      : { workspaceFile: join(base, ...file.split('/')) };
  }
}
