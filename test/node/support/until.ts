import { setTimeout as delay } from 'node:timers/promises';

/** Tries every few milliseconds until it is so. A slow machine only takes longer. */
export async function until(what: string, isSo: () => boolean, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!isSo()) {
    if (Date.now() > deadline) {
      throw new Error(`After ${timeoutMs / 1000} s it is still not so that ${what}.`);
    }
    await delay(5);
  }
}
