import { OrchestrationFolder } from '../../../../src/node/orchestrationFolder';
import { open } from '../open';
import { assertSound } from '../soundness';

// Looks again and again, as a window does, and says what it must never see: a problem, an id twice, or
// less than before. With `patient`, a file that cannot be read for a moment is no news.
const [root = '', patience = ''] = process.argv.slice(2);
const { store } = open(new OrchestrationFolder(root));
let revision = 0;
let looks = 0;
let ending = false;

function look(): void {
  store.refresh();
  looks += 1;
  const { context, problem } = store.state;
  if (problem && !(patience === 'patient' && problem.code === 'contextUnreadable')) {
    process.send?.(`saw ${problem.message}`);
  }
  if (context) {
    try {
      assertSound(context);
    } catch (error) {
      process.send?.(`saw ${String(error)}`);
    }
    const now = context.atlas?.revision ?? 0;
    if (now < revision) {
      process.send?.(`saw ${now} after ${revision}`);
    }
    revision = now;
  }
  if (ending) {
    process.send?.(`looks ${looks}`);
    process.disconnect();
  } else {
    setTimeout(look, 1);
  }
}

process.on('message', () => {
  ending = true;
});
process.send?.('ready');
look();
