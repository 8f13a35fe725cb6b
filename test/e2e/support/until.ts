import { setTimeout as delay } from 'node:timers/promises';

/** Tries until it is so. For what the page cannot be asked to wait for by itself; slow machines only take longer. */
export async function until(
  what: string,
  timeoutMs: number,
  attempt: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await attempt())) {
    if (Date.now() > deadline)
      throw new Error(`After ${timeoutMs / 1000} s it is still not so that ${what}.`);
    await delay(100);
  }
}
