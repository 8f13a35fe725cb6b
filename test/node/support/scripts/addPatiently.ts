import { AtlasError } from '../../../../src/core/errors';
import { addTask } from '../../../../src/core/operations/addTask';
import { OrchestrationFolder } from '../../../../src/node/orchestrationFolder';
import { open } from '../open';

// Adds tasks one after another, and says each one's words once it was told that it is there. While
// somebody is just writing the context file, it is told so, and tries again.
const [root = '', times = '0'] = process.argv.slice(2);

async function add(description: string): Promise<void> {
  for (;;) {
    try {
      await open(new OrchestrationFolder(root)).atlas.run(addTask, { description });
      process.send?.(description);
      return;
    } catch (error) {
      if (!(error instanceof AtlasError) || error.code !== 'contextUnreadable') {
        throw error;
      }
      process.send?.('told to wait');
    }
  }
}

async function main(): Promise<void> {
  for (let round = 0; round < Number(times); round += 1) {
    await add(`task ${round} of process ${process.pid}`);
  }
  process.disconnect();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
  process.disconnect();
});
