import { join } from 'node:path';

/** This file runs as out/test/e2e/support/repoRoot.js. */
export const repoRoot = join(__dirname, '..', '..', '..', '..');
