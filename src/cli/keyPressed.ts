import type { Terminal } from './terminal';

/** Keeps what was printed on the screen: a terminal closes with its program. */
export async function keyPressed(terminal: Terminal): Promise<void> {
  if (!process.stdin.isTTY) {
    return;
  }
  terminal.talk('       Press any key to close this terminal.');
  const { stdin } = process;
  try {
    stdin.setRawMode(true);
    await new Promise((resolve) => {
      // A terminal that was closed in the meantime presses no key any more.
      for (const event of ['data', 'end', 'error', 'close']) {
        stdin.once(event, resolve);
      }
      stdin.resume();
    });
    stdin.setRawMode(false);
  } catch {
    // It was closed between two of these.
  }
  stdin.pause();
}
