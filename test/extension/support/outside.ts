import { Atlas } from '../../../src/core/atlas';
import { ContextStore } from '../../../src/node/contextStore';
import { OrchestrationFolder } from '../../../src/node/orchestrationFolder';
import { systemClock } from '../../../src/node/systemClock';
import { root } from './window';

/** The orchestration of the open folder in the hands of another program, such as an agent's runner. */
export function outside(): Atlas {
  const store = new ContextStore(new OrchestrationFolder(root()), undefined, { actor: 'test' });
  store.refresh();
  return new Atlas(store, systemClock);
}
