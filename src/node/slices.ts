import type { Slices } from '../core/slices';

/** So much of a text is read, parsed or compared without a stop, in bytes: some milliseconds' worth. */
export const SLICE_BYTES = 256 * 1024;

/** Does work in slices, letting everything else that waits in this thread go first at every stop. */
export async function inSlices<T>(work: Slices<T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) {
      return step.value;
    }
    await breath();
  }
}

/** Until everything else that waits in this thread had its turn. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
