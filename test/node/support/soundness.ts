import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { holdSame, readHistory } from '../../../src/core/journal/history';
import type { Context } from '../../../src/core/model/context';
import { decisionsIn } from '../../../src/core/model/decisions';
import { allTasks } from '../../../src/core/model/lookup';
import { parseContext, readPublished } from '../../../src/node/contextFile';
import { JournalFile } from '../../../src/node/journalFile';
import type { OrchestrationFolder } from '../../../src/node/orchestrationFolder';
import { missionPath } from '../../../src/core/documents/paths';
import { open } from './open';
import { OLD_MISSION, WORDS } from './scenarios';

/** What must hold of an orchestration after anything that may have happened to it. */

export function assertSound(context: Context): void {
  const kinds = {
    objectives: context.objectives ?? [],
    tasks: allTasks(context),
    agents: context.spawned_agents ?? [],
    decisions: decisionsIn(context),
  };
  for (const [kind, items] of Object.entries(kinds)) {
    const ids = items.map(({ id }) => id);
    assert.deepEqual([...new Set(ids)], ids, `an id twice among the ${kind}`);
  }
}

/** The context file as anybody reads it; undefined where there is none. */
export function readAnyhow(file: string): Context | undefined {
  if (!fs.existsSync(file)) {
    return undefined;
  }
  return parseContext(fs.readFileSync(file, 'utf8'), file);
}

/** The one project of a folder. */
export function projectOf(folder: OrchestrationFolder): string {
  return folder.projects()[0] ?? '';
}

/**
 * What a program sees that opens the folder now, and with it: that the journal comes to the same when
 * nothing but it is there, that each agent has its mission, and that no id is there twice.
 */
export function seenAfresh(folder: OrchestrationFolder): Context | undefined {
  const { store } = open(folder);
  assert.equal(store.state.problem, undefined);
  const { context } = store.state;
  if (context) {
    assertSound(context);
    assertMissions(folder, context, [OLD_MISSION, WORDS]);
  }
  return context;
}

/** Agents with one of these missions have it, and no other one, in their file. */
export function assertMissions(
  folder: OrchestrationFolder,
  context: Context,
  missions: readonly string[],
): void {
  for (const { id, mission } of context.spawned_agents ?? []) {
    if (missions.includes(mission)) {
      const file = folder.document(missionPath(id));
      assert.ok(fs.existsSync(file), `${id} has no mission`);
      assert.ok(fs.readFileSync(file, 'utf8').includes(mission), `${id} has another mission`);
    }
  }
}

/** The context file is there, and every byte of it as Atlas wrote it. */
export function assertSigned(folder: OrchestrationFolder): Context {
  const bytes = fs.readFileSync(folder.contextFile(projectOf(folder)));
  const published = readPublished(bytes, 'context');
  assert.ok(published, 'the context file is not as Atlas writes it');
  assertSound(published.context);
  return published.context;
}

/** When all is written, the signed context file and the journal alone say the same. */
export function assertSettled(folder: OrchestrationFolder): Context {
  const project = projectOf(folder);
  const signed = assertSigned(folder);
  const head = headOf(folder);
  const { records } = new JournalFile(folder.journalFile(project)).read();
  const history = readHistory(records);
  assert.deepEqual(history.missing, []);
  assert.deepEqual(history.heads, [head]);
  assert.ok(history.context);
  assert.ok(holdSame(history.context, signed), 'file and journal differ');
  return history.context;
}

function headOf(folder: OrchestrationFolder): string | undefined {
  const bytes = fs.readFileSync(folder.contextFile(projectOf(folder)));
  return readPublished(bytes, 'context')?.head;
}
