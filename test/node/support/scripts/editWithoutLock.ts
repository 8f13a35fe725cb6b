import * as fs from 'node:fs';
import { pause } from '../../../../src/node/atomicFile';

// A program that knows nothing of Atlas: reads the context file, and some milliseconds later writes it
// back into the same file with something of its own in it. Half of the time it keeps the file open.
const [file = '', times = '0'] = process.argv.slice(2);

function edited(text: string, round: number): string {
  const context = JSON.parse(text) as { key_insights: unknown[] };
  context.key_insights.push(`edit ${round} of a program without our lock`);
  return JSON.stringify(context, null, 2);
}

function write(handle: number, text: string): void {
  fs.ftruncateSync(handle, 0);
  fs.writeSync(handle, text, 0);
}

for (let round = 0; round < Number(times); round += 1) {
  if (round % 2 === 0) {
    const handle = fs.openSync(file, 'r+');
    const text = edited(fs.readFileSync(handle, 'utf8'), round);
    pause(Math.random() * 20);
    write(handle, text);
    fs.closeSync(handle);
  } else {
    const text = edited(fs.readFileSync(file, 'utf8'), round);
    pause(Math.random() * 20);
    const handle = fs.openSync(file, 'r+');
    write(handle, text);
    fs.closeSync(handle);
  }
  pause(Math.random() * 40);
}
process.disconnect();
