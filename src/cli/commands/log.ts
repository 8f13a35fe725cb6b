import { Command, Option } from 'commander';
import type { JournalRecord } from '../../core/journal/record';
import { EVENT_TYPES, eventLine } from '../../core/documents/eventLine';
import { findAnyItem } from '../../core/model/anyItem';
import { fullId, kindOf } from '../../core/model/ids';
import { longTermMemory, type HistoryFilter } from '../../core/queries/memory';
import { localTime } from '../../node/localTime';
import { howMany, moment } from '../arguments';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions, type View } from '../workplace';
import { columns, firstLine } from '../../node/words';

/** How much a person wants to see who did not say. */
const SHOWN = 20;

interface LogOptions extends CommonOptions {
  readonly since?: string;
  readonly session?: string;
  readonly item?: string;
  readonly type?: (typeof EVENT_TYPES)[number];
  readonly limit?: number;
}

export function logCommand(): Command {
  return new Command('log')
    .description('show what happened, the newest last')
    .option('--since <when>', 'from then on: 2026-03-01, or how long ago: 2h, 3d', moment)
    .option('--session <name>', 'in this session')
    .option('--item <id>', 'what is about this item')
    .addOption(new Option('--type <event>', 'events of this type').choices(EVENT_TYPES))
    .option('--limit <number>', `at most so many (default: ${SHOWN}; with --json all)`, howMany)
    .action((options: LogOptions) => {
      const terminal = new Terminal(options);
      const found = logged(Workplace.found(options).view(), options);
      const limit = options.limit ?? (terminal.json ? found.length : SHOWN);
      const shown = limit < found.length ? found.slice(-limit) : found;
      if (shown.length < found.length && options.limit === undefined) {
        terminal.talk(`The last ${shown.length} of ${found.length}; see more with --limit.`);
      }
      terminal.answer(
        shown.map(entry),
        shown.length > 0 ? columns(shown.map(row)) : 'Nothing of that kind happened.',
      );
    });
}

function logged({ context, history }: View, options: LogOptions): readonly JournalRecord[] {
  const { since, session, item: typed, type } = options;
  const filter: HistoryFilter = {
    ...(session === undefined ? {} : { session }),
    ...(type === undefined ? {} : { type }),
    ...(typed === undefined ? {} : { item: idOf(typed) }),
  };
  const records = longTermMemory(history(since), filter);
  return since === undefined ? records : records.filter(({ time }) => time >= since);

  /** An item that is gone still has a history. */
  function idOf(words: string): string {
    const kind = kindOf(words);
    return kind ? fullId(kind, words) : findAnyItem(context, words).item.id;
  }
}

function entry({ seq, id, time, actor, session, event }: JournalRecord): unknown {
  const { type, ...data } = event;
  return { seq, id, time, actor, session, type, words: eventLine(event), data };
}

function row({ time, actor, event }: JournalRecord): string[] {
  return [localTime(time), firstLine(actor), firstLine(eventLine(event))];
}
