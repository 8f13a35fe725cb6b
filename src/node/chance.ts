import * as crypto from 'node:crypto';

/** Asking for random bytes a few at a time takes longer than writing a file. */
const POOL_BYTES = 1024;

let pool = Buffer.alloc(0);

/** @param count up to 1024 */
export function randomBytes(count: number): Buffer {
  if (pool.length < count) {
    pool = crypto.randomBytes(POOL_BYTES);
  }
  const bytes = pool.subarray(0, count);
  pool = pool.subarray(count);
  return bytes;
}
