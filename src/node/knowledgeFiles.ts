import * as fs from 'node:fs';
import * as path from 'node:path';
import type { OrchestrationFolder } from './orchestrationFolder';

/** A page of the knowledge base. */
export interface KnowledgeFile {
  /** Absolute path. */
  readonly file: string;
  /** Its first heading, or its name. */
  readonly title: string;
}

/** More of a file is not looked at for its title, in bytes. */
const HEAD_BYTES = 2_000;

/** The pages of the knowledge base, `.atlas/knowledge/*.md`, by name; none where there is no such folder. */
export function knowledgeFiles({ atlasFolder }: OrchestrationFolder): string[] {
  const folder = path.join(atlasFolder, 'knowledge');
  try {
    return fs
      .readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => path.join(folder, name));
  } catch {
    // It is made with the first page.
    return [];
  }
}

export function titled(file: string): KnowledgeFile {
  const name = path.basename(file, '.md');
  return { file, title: /^#\s+(.+)$/m.exec(beginningOf(file))?.[1]?.trim() ?? name };
}

function beginningOf(file: string): string {
  try {
    const opened = fs.openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(HEAD_BYTES);
      return bytes.toString('utf8', 0, fs.readSync(opened, bytes, 0, HEAD_BYTES, 0));
    } finally {
      fs.closeSync(opened);
    }
  } catch {
    // Gone meanwhile, or not for us to read: it still has a name.
    return '';
  }
}
