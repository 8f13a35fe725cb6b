import { groupBy } from '../model/groupBy';
import { kindOf, pathOf, type ContextChange, type Path, type ValueList } from './contextChange';

/** More than this many items or keys are counted instead of named. */
const MOST_NAMED = 5;
/** In characters. */
const LONGEST_NAME = 60;

/**
 * What changed, in a few words for a line of a log: `2 tasks added, TASK_026: description changed,
 * 1 insight added`. Names what was touched, never what it says.
 */
export function describeChanges(changes: readonly ContextChange[]): string {
  const phrases = [
    ...countPhrases(changes),
    ...named(itemPhrases(changes), 'items changed'),
    ...named(keyPhrases(changes), 'keys changed'),
  ];
  return phrases.join(', ') || 'nothing changed';
}

/** What came and went, counted: `2 tasks added`. */
function countPhrases(changes: readonly ContextChange[]): string[] {
  const words = changes.flatMap((change) => {
    switch (change.op) {
      case 'add':
        return [`${kindOf(change.list)} added`];
      case 'remove':
        return [`${kindOf(change.list)} removed`];
      case 'addValue':
        return [`${wordFor(change.list)} added`];
      case 'removeValue':
        return [`${wordFor(change.list)} removed`];
      default:
        return [];
    }
  });
  return [...groupBy(words, (word) => word)].map(([word, { length }]) =>
    length === 1 ? `1 ${word}` : `${length} ${word.replace(/ (added|removed)$/, 's $1')}`,
  );
}

/** An entry of a list of items that is no item is still what people mean by the list. */
function wordFor(list: ValueList): string {
  return list === 'key_insights' ? 'insight' : kindOf(list);
}

interface Touch {
  readonly id: string;
  readonly what: string;
}

/** What became of each item: `TASK_026: moved to completed_tasks, description changed`. */
function itemPhrases(changes: readonly ContextChange[]): string[] {
  const touches = changes.flatMap((change): Touch[] => {
    switch (change.op) {
      case 'move':
        return [{ id: change.id, what: `moved to ${pathOf(change.to).join('.')}` }];
      case 'set':
        return [{ id: change.id, what: `${nameOf(change.path)} changed` }];
      case 'unset':
        return [{ id: change.id, what: `${nameOf(change.path)} removed` }];
      default:
        return [];
    }
  });
  return [...groupBy(touches, ({ id }) => id)].map(([id, ofItem]) => {
    const whats = ofItem.map(({ what }) => what);
    return `${nameOf([id])}: ${named(whats, 'changes').join(', ')}`;
  });
}

function keyPhrases(changes: readonly ContextChange[]): string[] {
  return changes.flatMap((change) => {
    switch (change.op) {
      case 'setKey':
        return [`${nameOf(change.path)} changed`];
      case 'unsetKey':
        return [`${nameOf(change.path)} removed`];
      default:
        return [];
    }
  });
}

/** A key or an id as a log can show it: it may be of any length, and hold line breaks. */
function nameOf(path: Path): string {
  const name = path.join('.').replace(/\s+/g, ' ');
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

function named(phrases: readonly string[], plural: string): readonly string[] {
  return phrases.length > MOST_NAMED ? [`${phrases.length} ${plural}`] : phrases;
}
