/** Work that stops again and again at places where others may go on. */
export type Slices<T> = Generator<undefined, T, undefined>;

/** So much of a text is read, parsed or compared without a stop, in bytes: some milliseconds' worth. */
export const SLICE_BYTES = 256 * 1024;

/** Does such work, letting everything else that waits in this thread go first at every stop. */
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
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
