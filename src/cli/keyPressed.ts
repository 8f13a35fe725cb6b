import type { Terminal } from './terminal';

/** Keeps what was printed on the screen: a terminal closes with its program. */
export async function keyPressed(terminal: Terminal): Promise<void> {
  if (!process.stdin.isTTY) {
    return;
  }
  terminal.talk('       Press any key to close this terminal.');
  process.stdin.setRawMode(true);
  await new Promise((resolve) => {
    process.stdin.once('data', resolve).resume();
  });
  process.stdin.setRawMode(false);
  process.stdin.pause();
}
