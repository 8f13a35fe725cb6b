import type { TerminalProfile } from '../../../../src/core/model/profile';
import { runAgent } from '../../../../src/node/agentRunner';
import { launchOf } from '../../../../src/node/launch/terminalLaunch';
import { OrchestrationFolder } from '../../../../src/node/orchestrationFolder';
import { open } from '../open';

// Runs an agent's program, and says how it ended.
const [root = '', agent = '', launch = ''] = process.argv.slice(2);
const folder = new OrchestrationFolder(root);
const { store, atlas } = open(folder);

// Says when it is about to write something, and answers as long as it lives.
const commit = store.commit.bind(store);
store.commit = (decide) => {
  process.send?.('writes');
  return commit(decide);
};
process.on('message', (word) => process.send?.(`heard ${String(word)}`));

const { headless = false, ...profile } = JSON.parse(launch) as TerminalProfile & {
  readonly headless?: boolean;
};
const own = { node: process.execPath, script: 'no/script.cjs' };

runAgent(atlas, folder, agent, launchOf(profile, { headless }), { own }).then(
  ({ end }) => {
    process.send?.(`ended ${JSON.stringify(end)}`);
    process.disconnect();
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
    process.disconnect();
  },
);
