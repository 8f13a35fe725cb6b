import type { Terminal } from './terminal';

/**
 * Does something in a terminal that closes with its program, says what went wrong, and, where it is told to
 * hold the terminal open, keeps what was printed on the screen until a key is pressed.
 * @param work gets what it calls with a signal that it took for itself: nobody is there to press a key then, and the
 *   signal does not come again
 */
export async function inHeldTerminal(
  terminal: Terminal,
  hold: boolean,
  work: (onTold: (signal: NodeJS.Signals) => void) => Promise<void>,
): Promise<void> {
  const reader = { isThere: true };
  try {
    await work((signal) => {
      reader.isThere = false;
      if (signal === 'SIGHUP') {
        terminal.close();
      }
    });
  } catch (error) {
    terminal.fail(error);
  }
  if (!reader.isThere) {
    // What the terminal has not taken yet would keep us until it does.
    process.exit();
  }
  if (hold) {
    await keyPressed(terminal);
  }
}

/** Keeps what was printed on the screen: a terminal closes with its program. */
async function keyPressed(terminal: Terminal): Promise<void> {
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
