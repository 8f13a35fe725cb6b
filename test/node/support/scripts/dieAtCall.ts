import * as fs from 'node:fs';
import { OrchestrationFolder } from '../../../../src/node/orchestrationFolder';
import { interceptCalls, type FileSystemCall } from '../fileSystemCalls';
import { SCENARIOS } from '../scenarios';

// Waits for a job; does it, and is killed by the kernel right before a certain call that changes a file,
// or halfway through it. Says that the act is done once it was told so.
interface Job {
  readonly root: string;
  readonly scenario: string;
  /** Counted from 0. */
  readonly call: number;
  readonly halfway: boolean;
}

const { writeSync } = fs;

function die(): void {
  process.kill(process.pid, 'SIGKILL');
  for (;;) {
    // Until the kernel gets to it.
  }
}

/** Half of a write, as when the process is killed while the kernel copies. */
function half({ name, args }: FileSystemCall): void {
  const [handle, buffer, offset = 0] = args as [number, Buffer, number?];
  if (name === 'writeSync') {
    writeSync(handle, buffer, offset, Math.ceil((buffer.length - offset) / 2));
  }
}

process.on('message', ({ root, scenario, call, halfway }: Job) => {
  let calls = 0;
  const giveBack = interceptCalls('changing', (about) => {
    if (calls === call) {
      if (halfway) {
        half(about);
      }
      die();
    }
    calls += 1;
    return about.make();
  });
  void SCENARIOS[scenario]?.act(new OrchestrationFolder(root)).then(() => {
    giveBack();
    writeSync(1, 'done');
    process.disconnect();
  });
});
process.send?.('ready');
