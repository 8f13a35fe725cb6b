import { workerData } from 'node:worker_threads';
import { ContextStore, type PublishTask } from './contextStore';
import { OrchestrationFolder } from './orchestrationFolder';

/**
 * A thread of its own that brings a large context file up to date with its journal: making the text of
 * a hundred thousand tasks takes longer than a window may stand still.
 */
const { root, slug } = workerData as PublishTask;
void new ContextStore(new OrchestrationFolder(root), slug, { publish: 'later' }).flush();
