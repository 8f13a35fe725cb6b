import * as fs from 'node:fs';
import * as path from 'node:path';
import type { TerminalProfile } from '../../../src/core/model/profile';

/** What the program of the tests wrote down about itself. */
export interface Facts {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly pid: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: string;
}

/** A real program for an agent; ends with an exit code or a signal, or waits until it is told to end. */
export class AgentProgram {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = path.join(folder, 'facts of the program.json');
  }

  launch(how: string | number, ...args: readonly string[]): TerminalProfile {
    const script = path.join(__dirname, 'scripts', 'program.js');
    return { program: process.execPath, args: [script, this.#file, String(how), ...args] };
  }

  get hasStarted(): boolean {
    return fs.existsSync(this.#file);
  }

  get facts(): Facts {
    return JSON.parse(fs.readFileSync(this.#file, 'utf8')) as Facts;
  }
}
