import { addTask } from '../../../../src/core/operations/addTask';
import { recordInsight } from '../../../../src/core/operations/recordInsight';
import { spawnAgent } from '../../../../src/core/operations/spawnAgent';
import { OrchestrationFolder } from '../../../../src/node/orchestrationFolder';
import { open } from '../open';

// Adds things one after another, and says each id once it was told that it is there.
const [root = '', kind = 'task', times = '0'] = process.argv.slice(2);

async function addOne(round: number): Promise<string> {
  // Opened anew each time, as each command of the command line does.
  const { atlas } = open(new OrchestrationFolder(root));
  const words = `${kind} ${round} of process ${process.pid}`;
  switch (kind) {
    case 'agent':
      return (await atlas.run(spawnAgent, { mission: words })).id;
    case 'insight':
      return (await atlas.run(recordInsight, { text: words })).text;
    default:
      return (await atlas.run(addTask, { description: words })).id;
  }
}

async function main(): Promise<void> {
  for (let round = 0; round < Number(times); round += 1) {
    process.send?.(await addOne(round));
  }
  process.disconnect();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
