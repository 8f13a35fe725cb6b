/** Work that stops again and again at places where others may go on. */
export type Slices<T> = Generator<undefined, T, undefined>;

/** Does such work without a stop. */
export function atOnce<T>(work: Slices<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) {
      return step.value;
    }
  }
}
