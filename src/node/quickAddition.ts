import { AtlasError } from '../core/errors';
import type { Context } from '../core/model/context';
import type { Decide } from '../core/ports';
import { recordsOf } from './journalRecords';
import { readKnown } from './knownFiles';
import type { OrchestrationFiles } from './orchestrationFiles';
import { LAG_BYTES } from './publishing';
import { afterRecords, lazyContext, SummaryFile } from './summaryFile';

/**
 * For a program that does one thing and ends: an addition to a large orchestration without reading it,
 * at a cost that does not depend on how large it is. Under the lock.
 * @returns undefined where more must be known, or done; then nothing has happened
 */
export function addQuickly(
  disk: OrchestrationFiles,
  decide: Decide,
  actor: string,
): Context | undefined {
  const file = new SummaryFile(disk);
  const summary = file.read();
  if (!summary) {
    return undefined;
  }
  const lazy = lazyContext(summary, () => readWhole(disk));
  const plan = decide(lazy.context);
  if (lazy.wasRead() || plan.documents?.length || plan.events.length === 0) {
    return undefined;
  }
  const state = { context: lazy.context, journal: summary.journal };
  const records = recordsOf(state, plan.events, { at: plan.at, actor: plan.actor ?? actor });
  const { lines, end } = disk.journal.encode(records, summary.journal.end);
  const after = afterRecords(summary, records, end);
  if (!after || after.journal.end - after.publishedEnd > LAG_BYTES) {
    return undefined;
  }
  disk.journal.append(lines);
  file.write(after);
  lazy.add(records);
  return lazy.context;
}

/** @throws AtlasError why it cannot be read */
function readWhole(disk: OrchestrationFiles): Context {
  const { state } = readKnown(disk);
  if (!state.context || state.problem) {
    throw state.problem ?? new AtlasError('noOrchestration', { folder: disk.contextFile });
  }
  return state.context;
}
