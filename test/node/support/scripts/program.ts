import * as fs from 'node:fs';

// An agent's program: writes down what it was started with, then ends as it is told.
const [file = '', how = '0', ...rest] = process.argv.slice(2);

function writeDown(more: Record<string, unknown> = {}): void {
  const facts = { args: rest, cwd: process.cwd(), pid: process.pid, env: process.env, ...more };
  fs.writeFileSync(`${file}.new`, JSON.stringify(facts));
  fs.renameSync(`${file}.new`, file);
}

if (how === 'wait') {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      writeDown({ signal });
      process.exit(40);
    });
  }
  setInterval(() => undefined, 1_000);
  writeDown();
} else if (how.startsWith('SIG')) {
  writeDown();
  process.kill(process.pid, how);
  setInterval(() => undefined, 1_000);
} else {
  writeDown();
  process.exitCode = Number(how);
}
