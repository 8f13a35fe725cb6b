import { spawn } from 'node:child_process';
import * as fs from 'node:fs';

// A program as agents' launchers are: it starts the real one, which starts others, and may go away itself.
// `family FILE launch` leaves a worker behind; `family FILE stay` stays; all write their pids into FILE.
const [file = '', how = ''] = process.argv.slice(2);
fs.appendFileSync(file, `${process.pid}\n`);

const start = (role: string, detached: boolean): void => {
  spawn(process.execPath, [__filename, file, role], { stdio: 'ignore', detached }).unref();
};

switch (how) {
  case 'launch':
    start('worker', false);
    // The worker is there before its launcher goes.
    setTimeout(() => process.exit(0), 4_000);
    break;
  case 'stay':
    start('worker', false);
    setInterval(() => undefined, 1_000);
    break;
  case 'worker':
    // As agents' shells do: in a process group of its own.
    start('leaf', true);
    start('stubborn', false);
    setInterval(() => undefined, 1_000);
    break;
  case 'stubborn':
    process.on('SIGTERM', () => undefined);
    setInterval(() => undefined, 1_000);
    break;
  default:
    setInterval(() => undefined, 1_000);
}
