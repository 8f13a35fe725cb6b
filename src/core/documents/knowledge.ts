import type { Insight } from '../model/events';
import { block, inline, item } from './markdown';

/** Words of an insight that its file is named after. */
const WORDS_IN_NAME = 8;
/** In letters; with an ending and a folder it stays far below what file systems allow. */
const LONGEST_NAME = 60;
/** In letters. */
const LONGEST_TITLE = 80;

/** A file of the knowledge base for an insight, below `.atlas/`: `knowledge/tokens-expire.md`. */
export function knowledgeFile(text: string): string {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const name = Array.from(words.slice(0, WORDS_IN_NAME).join('-')).slice(0, LONGEST_NAME).join('');
  return `knowledge/${name.replace(/-$/, '') || 'insight'}.md`;
}

export interface KnowledgePage extends Insight {
  /** ISO 8601, where known. */
  readonly recorded?: string;
  readonly promoted: string;
  readonly project: string;
  /** The item it was learnt from, in words. */
  readonly source?: string;
}

/** An insight as people and agents read it in the knowledge base. */
export function knowledgeDocument(page: KnowledgePage): string {
  const facts = [
    page.category === undefined ? '' : `Category: ${inline(page.category)}`,
    page.source === undefined ? '' : `Learnt from: ${inline(page.source)}`,
    page.recorded === undefined ? '' : `Learnt: ${inline(page.recorded)}`,
    `Orchestration: ${inline(page.project)}`,
    `Promoted: ${page.promoted}`,
  ];
  const list = facts.filter((fact) => fact !== '').map((fact) => item('- ', fact));
  return [`# ${title(page.text)}`, block(page.text), list.join('\n')].join('\n\n').concat('\n');
}

function title(text: string): string {
  const [line = ''] = text.trim().split(/\r\n|\r|\n/);
  const letters = Array.from(line);
  return inline(
    letters.length > LONGEST_TITLE ? `${letters.slice(0, LONGEST_TITLE - 1).join('')}…` : line,
  );
}
