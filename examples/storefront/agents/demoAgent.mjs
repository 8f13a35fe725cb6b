// A stand-in for a coding agent: reads its mission, works for a moment, and reports as missions ask.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const mission = readFileSync(process.argv[2], 'utf8');
const asked = /## What is asked\n\n(.+)/.exec(mission)?.[1] ?? 'the mission';

console.log(`I was asked: ${asked}`);
for (const step of ['Reading', 'Thinking', 'Writing it down']) {
  console.log(`${step} …`);
  await sleep(1500);
}

// On Windows the command is a batch file, which only the command interpreter can start.
const [program, ...before] =
  process.platform === 'win32' ? [process.env.ComSpec, '/d', '/c', 'atlas'] : ['atlas'];
const report = [
  'report',
  '--status',
  'success',
  '--summary',
  'I looked into it, and it can be done.',
];
const { status } = spawnSync(program, [...before, ...report], { stdio: 'inherit' });
process.exitCode = status ?? 1;
