import * as fs from 'node:fs';
import * as path from 'node:path';
import { AtlasError } from '../core/errors';
import { errorCode } from './atomicFile';
import { reasonOf } from './faultReasons';
import { samePlaceInMain } from './git/worktree';

const CONTEXT_SUFFIX = '_context.json';
const JOURNAL_SUFFIX = '_journal.jsonl';

/** Whether a file of this name holds what an orchestration is. */
export function isOrchestrationFile(name: string): boolean {
  return name.endsWith(CONTEXT_SUFFIX) || name.endsWith(JOURNAL_SUFFIX);
}

/** Where the files of one workspace folder's orchestrations lie. */
export class OrchestrationFolder {
  /** The workspace folder that holds `.atlas`, absolute. */
  readonly root: string;

  constructor(root: string) {
    this.root = path.resolve(root);
  }

  get atlasFolder(): string {
    return path.join(this.root, '.atlas');
  }

  get orchestratorFolder(): string {
    return path.join(this.atlasFolder, 'orchestrator');
  }

  /** Locks, leases and run state: of this machine only, not for git. */
  get localFolder(): string {
    return path.join(this.orchestratorFolder, 'local');
  }

  contextFile(slug: string): string {
    return path.join(this.orchestratorFolder, slug + CONTEXT_SUFFIX);
  }

  journalFile(slug: string): string {
    return path.join(this.orchestratorFolder, slug + JOURNAL_SUFFIX);
  }

  /** The absolute path of a document an operation named relative to the orchestrator folder. */
  document(relative: string): string {
    return path.join(this.orchestratorFolder, ...relative.split('/'));
  }

  /** A path as people should read it: from the workspace folder on. */
  shown(file: string): string {
    return path.relative(this.root, file).split(path.sep).join('/');
  }

  /**
   * The file-name parts of the orchestrations that are here, in alphabetical order.
   * @throws AtlasError contextUnreachable
   */
  projects(): string[] {
    try {
      const names = fs.readdirSync(this.orchestratorFolder);
      // A context that somebody deleted is still in its journal.
      const slugs = [CONTEXT_SUFFIX, JOURNAL_SUFFIX].flatMap((suffix) =>
        names
          .filter((name) => name.endsWith(suffix) && name !== suffix)
          .map((name) => name.slice(0, -suffix.length)),
      );
      return [...new Set(slugs)].sort();
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') {
        return [];
      }
      const params = { file: this.shown(this.orchestratorFolder), detail: reasonOf(error) };
      throw new AtlasError('contextUnreachable', params, { cause: error });
    }
  }

  /**
   * Which orchestration is meant, by its file-name part; undefined where there is none.
   * @param wanted a project's name or file-name part, where the person said one
   * @throws AtlasError severalProjects
   */
  choose(wanted?: string): string | undefined {
    const projects = this.projects();
    if (wanted) {
      return [wanted, slugOf(wanted)].find((name) => projects.includes(name));
    }
    if (projects.length > 1) {
      throw new AtlasError('severalProjects', { folder: this.root, projects: projects.join(', ') });
    }
    return projects[0];
  }

  /** @throws AtlasError projectNotFound when the folder has orchestrations, and none of this name */
  mustHave(wanted: string | undefined): void {
    const projects = this.projects();
    if (wanted && projects.length > 0 && this.choose(wanted) === undefined) {
      throw new AtlasError('projectNotFound', {
        project: wanted,
        folder: this.root,
        projects: projects.join(', '),
      });
    }
  }
}

/**
 * The file-name part of a project's name: "Payments migration" -> `payments_migration`.
 * @throws AtlasError projectNameUnusable
 */
export function slugOf(project: string): string {
  const words = project
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    // Marks belong to the letter before them; without one they are nothing that can be seen.
    .replace(/(?:^|[^\p{L}\p{M}\p{N}])[^\p{L}\p{N}]*/gu, '_')
    .slice(1);
  const slug = firstLetters(words, SLUG_BYTES).replace(/_+$/, '');
  if (slug === '') {
    throw new AtlasError('projectNameUnusable', { project });
  }
  return slug;
}

/** A file name may have 255 bytes; beside this part there are an ending and, for a moment, a temporary one. */
const SLUG_BYTES = 200;

/** As many whole letters as fit into so many bytes. */
function firstLetters(words: string, bytes: number): string {
  let taken = '';
  for (const letter of words) {
    if (Buffer.byteLength(taken + letter) > bytes) {
      break;
    }
    taken += letter;
  }
  return taken;
}

/**
 * The nearest folder from `start` upwards that holds `.atlas`, or undefined. In a linked worktree of git
 * each folder stands for the same one in the main working tree: what is checked out beside it is a copy,
 * and an agent that works there must report where everybody reads.
 */
export function findRoot(start: string): string | undefined {
  for (let folder = path.resolve(start); ; folder = path.dirname(folder)) {
    const found = [samePlaceInMain(folder) ?? folder, folder].find(holdsAtlas);
    if (found !== undefined || folder === path.dirname(folder)) {
      return found;
    }
  }
}

function holdsAtlas(folder: string): boolean {
  return (
    fs.statSync(path.join(folder, '.atlas'), { throwIfNoEntry: false })?.isDirectory() ?? false
  );
}
