// npm run pictures: takes the pictures of the README anew, from a real VS Code on the example workspace.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { artifactsDir, repoRoot } from './lib/paths.mjs';
import { runOrThrow } from './lib/processes.mjs';

const testArguments = [
  join(repoRoot, 'scripts', 'test.mjs'),
  '--only',
  'e2e',
  '--grep',
  'pictures of',
];
const target = join(repoRoot, 'media', 'readme');

try {
  await runOrThrow('The pictures', process.execPath, testArguments, { timeoutMs: 600_000 });
  mkdirSync(target, { recursive: true });
  for (const name of ['overview-dark.png', 'overview-light.png', 'dashboard.png']) {
    copyFileSync(join(artifactsDir, 'screenshots', `readme-${name}`), join(target, name));
    console.log(`media/readme/${name}`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
