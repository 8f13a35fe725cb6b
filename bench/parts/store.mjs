// The store of a window, as the extension makes it, from the compiled sources.
import { createRequire } from 'node:module';

const load = createRequire(new URL('../../out/src/', import.meta.url));
const { Atlas } = load('./core/atlas.js');
const { ContextStore } = load('./node/contextStore.js');
export const { readInSlices } = load('./node/readInSlices.js');
const { OrchestrationFolder } = load('./node/orchestrationFolder.js');
const { systemClock } = load('./node/systemClock.js');
const { WindowThread } = load('./node/windowThread.js');
const { briefingInSlices } = load('./core/queries/briefing.js');
const { lookingBack } = load('./core/queries/lookBack.js');
const { tellingStatus } = load('./core/documents/statusPage.js');

export const { addTask } = load('./core/operations/addTask.js');
export const { completeTask } = load('./core/operations/completeTask.js');
export const { recordInsight } = load('./core/operations/recordInsight.js');
export const { status } = load('./core/queries/status.js');
export const { agentList, growingTree } = load('./core/queries/objectiveTree.js');

export { briefingInSlices, lookingBack, tellingStatus };

/** The store of a program that writes an orchestration which is not there yet. */
export function storeOf(folder) {
  const options = { actor: 'bench', publish: 'later' };
  return new ContextStore(new OrchestrationFolder(folder), undefined, options);
}

/** @param program of the thread that reads for it; without one it reads all by itself */
export function windowOn(folder, program) {
  const thread = program && new WindowThread(program);
  const store = new ContextStore(new OrchestrationFolder(folder), undefined, {
    actor: 'bench',
    publish: 'later',
    ...(thread ? { quiet: { thread } } : {}),
  });
  return { store, thread, atlas: new Atlas(store, systemClock) };
}
