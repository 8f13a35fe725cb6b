import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { atlas, orchestratorFile, root } from '../support/window';

/** What other programs do while the window goes on: nothing of it is work of the extension host. */

const program = promisify(execFile);
const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };

/** The `atlas` command. */
export async function cli(...args: string[]): Promise<void> {
  const script = path.join(atlas().extensionPath, 'dist', 'cli.cjs');
  await program(process.execPath, [script, ...args, '--cwd', root()], { env });
}

/** An editor that saves the context file with other words in it. */
export async function edit(words: string, by: string): Promise<void> {
  const script = `
    const fs = require('node:fs');
    const [file, words, by] = process.argv.slice(1);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(words, by));`;
  const file = orchestratorFile('large_context.json');
  await program(process.execPath, ['-e', script, file, words, by], { env });
}

/** Whether the end of the journal says this. */
export async function isRecorded(words: string): Promise<boolean> {
  const handle = await fs.promises.open(orchestratorFile('large_journal.jsonl'), 'r');
  try {
    const { size } = await handle.stat();
    const end = Buffer.alloc(Math.min(size, 16 * 1024));
    await handle.read(end, 0, end.length, size - end.length);
    return end.includes(words);
  } finally {
    await handle.close();
  }
}
