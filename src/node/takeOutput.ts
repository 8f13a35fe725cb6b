import type { ChildProcess } from 'node:child_process';

/** Takes a part of what was printed. Where it returns a promise, the program has to wait for that. */
export type TakeOutput = (part: Buffer) => Promise<void> | undefined;

/**
 * Takes what a program prints no faster than it can be handed on, so that one that prints without end does not
 * fill our memory. What it has left behind when it exits is little, and is taken at once.
 */
export function takeOutput(child: ChildProcess, from: 'stdout' | 'stderr', take: TakeOutput): void {
  const stream = child[from];
  let waits = true;
  stream?.on('data', (part: Buffer) => {
    const taken = take(part);
    if (taken && waits) {
      stream.pause();
      void taken.then(() => stream.resume());
    }
  });
  child.once('exit', () => {
    waits = false;
    stream?.resume();
  });
}
